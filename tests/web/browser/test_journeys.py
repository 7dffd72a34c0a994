"""A request at each of the five councils, in the browser: asked, opened as of right, determined, disputed, read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from gatekeeper.demo.walk_data import WALKS
from tests.web.browser.chromium import Chromium
from tests.web.browser.journey import Journey
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow


@pytest.fixture(params=WALKS, ids=lambda walk: walk.slug)
def journey(request: pytest.FixtureRequest, chromium: Chromium, town: Town) -> Iterator[Journey]:
    """The walk through each council."""
    with ExitStack() as browsers:
        yield Journey(town, chromium, request.param, browsers)


def test_a_request_is_asked_opened_determined_disputed_and_read_to_its_end(journey: Journey) -> None:
    journey.ask()
    journey.determine()
    journey.end()
