"""What the tests in the browser share: one Chromium for each module of tests, and the whole demo, started once."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import copytree

import pytest

from tests.cli.running import loaded_home
from tests.web.browser.chromium import Chromium
from tests.web.browser.chromium import chromium as started
from tests.web.browser.town import Town
from tests.web.browser.town import town as running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """The browser. It ends with the module, since no other test may use asyncio while it runs."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo with its five councils. What one test files there, the next one finds."""
    home = copytree(loaded_home(), tmp_path_factory.mktemp("town") / "home")
    with running(home) as found:
        yield found
