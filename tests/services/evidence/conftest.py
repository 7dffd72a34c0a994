"""What the tests of the evidence share: the little district council, on both databases."""

from __future__ import annotations

from tests.databases import council_id, database_url, engine
from tests.services.world_databases import world, world_with

__all__ = ["council_id", "database_url", "engine", "world", "world_with"]
