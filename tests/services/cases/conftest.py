"""What the tests of the life of a request share: a little council on each database, copied for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import BACKENDS
from tests.services.world_databases import little_world
from tests.services.worlds import World

WorldOf = Callable[[str | None], World]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """SQLite, then PostgreSQL: the same tests on both."""
    return str(request.param)


@pytest.fixture
def world_of(backend: str, tmp_path: Path) -> Iterator[WorldOf]:
    """Gives a little council under a pack, each a copy of its own."""
    with ExitStack() as opened:
        yield lambda pack: opened.enter_context(little_world(backend, tmp_path, pack))


@pytest.fixture
def world(world_of: WorldOf) -> World:
    """A little council under a protocol with a dispute ladder of two rungs, the second of which consults."""
    return world_of("wbc")
