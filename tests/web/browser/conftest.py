"""What the tests in the browser share: one Chromium for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.browser.chromium import Chromium
from tests.web.browser.chromium import chromium as started


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """The browser. It ends with the module, since no other test may use asyncio while it runs."""
    with started() as running:
        yield running
