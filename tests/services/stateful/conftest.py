"""What the tests of many steps share: the little council under a protocol with two rungs, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import BACKENDS
from tests.services.stateful.machine import PACK
from tests.services.world_databases import little_world
from tests.services.worlds import World


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The council: each test runs on SQLite and on PostgreSQL."""
    with little_world(request.param, tmp_path, PACK) as loaded:
        yield loaded
