"""The index of words in the terms of each database: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, inspect

INDEX: Final = "library_words"
"""The table of the index. Its rows have the ids of the pages they index."""
CREATION: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": (f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, tokenize='ascii', detail=none, columnsize=0)",),
    "postgresql": (
        f"CREATE TABLE {INDEX} (page_id INTEGER NOT NULL, words TSVECTOR NOT NULL,"
        f" CONSTRAINT pk_{INDEX} PRIMARY KEY (page_id),"
        f" CONSTRAINT fk_{INDEX}_page_id FOREIGN KEY(page_id) REFERENCES library_page (id) ON DELETE CASCADE)",
        f"CREATE INDEX ix_{INDEX}_words ON {INDEX} USING gin (words) WITH (fastupdate = off)",
    ),
}
REMOVAL: Final = f"DROP TABLE {INDEX}"


def is_of_index(name: str | None) -> bool:
    """Whether a table or index of that name belongs to the index of words, and so to no table of the program."""
    return name is not None and (name == INDEX or name.startswith((f"{INDEX}_", f"ix_{INDEX}_")))


def is_there(connection: Connection) -> bool:
    """Whether the index of words is in the database."""
    return inspect(connection).has_table(INDEX)
