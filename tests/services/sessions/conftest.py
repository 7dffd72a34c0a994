"""What the tests of sessions share: a migrated database, on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.databases import database_url, engine

__all__ = ["database_url", "engine"]
