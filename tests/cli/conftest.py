"""What the tests of the operators' commands share: an installation with an empty database, and commands in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.running import Commands, environment, loaded_home
from tests.databases import BACKENDS, database


@pytest.fixture
def commands(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """The folder of an installation with SQLite, of which nothing is there yet."""
    with environment({"GATEKEEPER_HOME": str(tmp_path / "home")}):
        yield tmp_path / "home"


@pytest.fixture
def demo_home(home: Path) -> Path:
    """The folder of an installation that holds the demo's councils, as `demo load` makes it."""
    return copytree(loaded_home(), home)


@pytest.fixture(params=BACKENDS)
def each_home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The same with a database that is there and has no tables yet: on SQLite and on PostgreSQL."""
    with database(request.param, tmp_path, migrated=False) as address:
        says = {"GATEKEEPER_HOME": str(tmp_path / "home"), "GATEKEEPER_DATABASE_URL": address}
        with environment(says):
            yield tmp_path / "home"
