"""What the tests of the officers' services share: a little council on each database, copied for each test."""

from __future__ import annotations

from tests.services.cases.conftest import backend, world, world_of

__all__ = ["backend", "world", "world_of"]
