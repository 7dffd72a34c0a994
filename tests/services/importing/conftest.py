"""What the tests of imports share: new databases with a council, a folder that is right in every way, and a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.documents import Store
from tests.databases import council_id, database_url, engine
from tests.services.importing.folders import GOOD, PDF, write

__all__ = ["council_id", "database_url", "engine"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which nothing is wrong."""
    place = tmp_path / "to-import"
    (place / "files").mkdir(parents=True)
    (place / "files" / "mill.pdf").write_bytes(PDF)
    write(place, GOOD)
    return place


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store of files."""
    return Store(tmp_path / "store")
