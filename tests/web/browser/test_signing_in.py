"""Everybody of the demo signs in through the real provider, comes to her own council, and leaves it for good."""

from __future__ import annotations

import pytest

from tests.web.browser.chromium import Chromium
from tests.web.browser.sound import sound
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_director_signs_in_and_comes_to_her_council(chromium: Chromium, town: Town, script: bool) -> None:
    with town.page(chromium, "wexbridge", "director", script=script) as page:
        assert page.url == f"{town.address}/in/wexbridge/"
        sound(page)
