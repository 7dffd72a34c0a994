"""The rows of the record: reads and locks a council's head, and stores a sealed entry in as few steps as can be.

Entries are written in the database's own SQL, as every act and every reading costs one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, select

from gatekeeper.core.audit import ChainHead, Frontier, Sealed, Words
from gatekeeper.storage import tables
from gatekeeper.storage.base import metadata
from gatekeeper.storage.driver import Question, run
from gatekeeper.storage.engine import is_sqlite

_HASH: Final = 32


def table_of(model: type[Any]) -> Table:
    """The table that a class of rows stands for."""
    return metadata.tables[str(model.__tablename__)]


HEAD: Final = table_of(tables.ChainHead)
_SELECT: Final = select(HEAD.c.chain, HEAD.c.size, HEAD.c.frontier, HEAD.c.last_at, HEAD.c.last_hash).where(
    HEAD.c.council_id == bindparam("council")
)
_READ: Final = Question(_SELECT)
_LOCK: Final = Question(_SELECT.with_for_update())

_ENTRY: Final = (
    "INSERT INTO entry (council_id, number, kind, at, person, post, body, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SUBJECT: Final = "INSERT INTO entry_subject (council_id, number, subject) VALUES (?, ?, ?)"
_WORDS: Final = "INSERT INTO entry_words (council_id, number, key, text, form) VALUES (?, ?, ?, ?, ?)"
_NODE: Final = "INSERT INTO tree_node (council_id, level, place, hash) VALUES (?, ?, ?, ?)"
_HEAD: Final = "UPDATE chain_head SET size = ?, frontier = ?, last_at = ?, last_hash = ? WHERE council_id = ?"
_ALL: Final = """
WITH sealed AS (
  INSERT INTO entry (council_id, number, kind, at, person, post, body, leaf_hash)
  VALUES (%(council)s, %(number)s, %(kind)s, %(at)s, %(person)s, %(post)s, %(body)s, %(leaf_hash)s)
), concerned AS (
  INSERT INTO entry_subject (council_id, number, subject)
  SELECT %(council)s, %(number)s, unnest(%(subjects)s::text[])
), worded AS (
  INSERT INTO entry_words (council_id, number, key, text, form)
  SELECT %(council)s, %(number)s, %(key)s::bytea, %(text)s::text, %(form)s::text WHERE %(key)s::bytea IS NOT NULL
), completed AS (
  INSERT INTO tree_node (council_id, level, place, hash)
  SELECT %(council)s, n.level, n.place, n.hash
  FROM unnest(%(levels)s::int[], %(places)s::int[], %(hashes)s::bytea[]) AS n (level, place, hash)
)
UPDATE chain_head SET size = %(size)s, frontier = %(frontier)s, last_at = %(at)s, last_hash = %(leaf_hash)s
WHERE council_id = %(council)s"""


class UnknownCouncil(LookupError):
    """There is no record of a council of this id."""


def read_head(connection: Connection, council_id: str) -> ChainHead:
    """Where a council's chain stands. Raises UnknownCouncil."""
    return _head(_READ.rows(connection, {"council": council_id}), council_id)


def locked_head(connection: Connection, council_id: str) -> ChainHead:
    """``read_head``, and nobody else can add an entry before this transaction ends. Raises UnknownCouncil."""
    return _head(_LOCK.rows(connection, {"council": council_id}), council_id)


def store(connection: Connection, council_id: str, sealed: Sealed, words: Words | None) -> None:
    """Store a sealed entry with its words, its subjects, the subtrees that it completes, and the new head.

    The leaf itself is not stored as a node: its hash stands in the entry.
    """
    if is_sqlite(connection):
        _store_sqlite(connection, council_id, sealed, words)
    else:
        _store_postgresql(connection, council_id, sealed, words)


def _store_sqlite(connection: Connection, council: str, sealed: Sealed, words: Words | None) -> None:
    deed, number, leaf = sealed.entry.deed, sealed.entry.number, sealed.leaf_hash
    at = _sqlite_instant(deed.at)
    run(connection, _ENTRY, (council, number, deed.kind, at, deed.person, deed.post, sealed.body, leaf))
    run(connection, _SUBJECT, *((council, number, each) for each in deed.subjects))
    if words is not None:
        run(connection, _WORDS, (council, number, words.key, words.text, words.form))
    nodes = [(council, node.level, node.index, node.hash) for node in sealed.nodes[1:]]
    if nodes:
        run(connection, _NODE, *nodes)
    run(connection, _HEAD, (sealed.head.size, b"".join(sealed.head.frontier.hashes), at, leaf, council))


def _store_postgresql(connection: Connection, council: str, sealed: Sealed, words: Words | None) -> None:
    deed, nodes = sealed.entry.deed, sealed.nodes[1:]
    content = {
        "council": council,
        "number": sealed.entry.number,
        "kind": deed.kind,
        "at": deed.at,
        "person": deed.person,
        "post": deed.post,
        "body": sealed.body,
        "leaf_hash": sealed.leaf_hash,
        "subjects": list(deed.subjects),
        "key": words.key if words else None,
        "text": words.text if words else None,
        "form": words.form if words else None,
        "levels": [node.level for node in nodes],
        "places": [node.index for node in nodes],
        "hashes": [node.hash for node in nodes],
        "size": sealed.head.size,
        "frontier": b"".join(sealed.head.frontier.hashes),
    }
    connection.exec_driver_sql(_ALL, content)


def _sqlite_instant(at: datetime) -> str:
    """As SQLAlchemy writes it: in UTC, without saying so."""
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")


def _head(rows: Sequence[Sequence[Any]], council_id: str) -> ChainHead:
    if not rows:
        raise UnknownCouncil(f"There is no record of a council {council_id!r}. Set the council up first.")
    chain, size, kept, last_at, last_hash = rows[0]
    hashes = tuple(bytes(kept[at : at + _HASH]) for at in range(0, len(kept), _HASH))
    return ChainHead(chain, Frontier(size, hashes), last_at, last_hash)
