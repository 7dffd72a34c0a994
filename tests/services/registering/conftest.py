"""What the tests of keeping the register share: the little district council on both databases."""

from __future__ import annotations

from tests.services.world_databases import world, world_with

__all__ = ["world", "world_with"]
