"""What the tests of the record's services share: a little council, and the folders outside its database."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from tests.databases import council_id, database_url, engine
from tests.services.world_databases import world

__all__ = ["council_id", "database_url", "engine", "world"]


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """The folder of checkpoints, with nothing in it yet."""
    return Outside(tmp_path / "checkpoints" / "northmere")


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    """The folder of signing keys, with nothing in it yet."""
    return KeyFolder(tmp_path / "keys" / "northmere")
