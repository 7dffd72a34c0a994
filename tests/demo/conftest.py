"""What the tests of the demo share: the folders of all five councils as they are made on one day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from gatekeeper.demo import COUNCILS, DemoCouncil, folder

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The import folder of each council, by its slug, as made on Monday 23 November 2026."""
    into = tmp_path_factory.mktemp("demo")
    return {council.slug: folder(council.slug, TODAY, into) for council in COUNCILS}


@pytest.fixture(params=COUNCILS, ids=lambda council: council.slug)
def council(request: pytest.FixtureRequest) -> DemoCouncil:
    """Each of the five councils in turn."""
    found: DemoCouncil = request.param
    return found
