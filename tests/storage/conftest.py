"""What the tests of the database share: a new database of each kind, and a council in it."""

from __future__ import annotations

from tests.databases import council_id, database_url, empty_engine, engine

__all__ = ["council_id", "database_url", "empty_engine", "engine"]
