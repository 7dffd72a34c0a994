"""A measured council for the tests, made and filled once, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench.bare import BareTables
from bench.fill import fill
from bench.service_world import World, new_world, sqlite_address

CASES = 300


@contextmanager
def filled_world() -> Iterator[tuple[World, BareTables]]:
    """The council with some hundred cases, and as many bare rows beside them."""
    with sqlite_address() as address, new_world(address) as world:
        bare = BareTables(world.engine, world.council_id)
        fill(world, bare, CASES)
        yield world, bare
