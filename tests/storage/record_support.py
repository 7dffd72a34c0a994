"""Builds small records in a database for the tests, verifies them, and tampers with them with every right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, text, update

from gatekeeper.core.audit import (
    ChainHead,
    ChainReport,
    Checkpoint,
    Deed,
    Sealed,
    SigningKey,
    checkpoint_of,
    read_entry,
    seal,
    verify_chain,
)
from gatekeeper.storage import triggers
from gatekeeper.storage.engine import is_sqlite
from gatekeeper.storage.record import head, stored_entries
from gatekeeper.storage.record_rows import store, table_of
from gatekeeper.storage.tables import StoredEntryRow
from gatekeeper.storage.transaction import Transaction, reading, writing

BEGUN_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
KEYS = SigningKey.from_seed("northmere.gatekeeper/record", bytes(range(32)))


def clock_at(minutes: int) -> Callable[[], datetime]:
    """A clock that stands still, so many minutes after the record was begun."""
    return lambda: BEGUN_AT + timedelta(minutes=minutes)


def enter(tx: Transaction, number: int, **changed: Any) -> int:
    """Enter something done to one of three requests, with words."""
    content: dict[str, Any] = {
        "person": f"person:{number % 5}",
        "post": "post:director",
        "before": {"stage": "director", "status": "open"},
        "after": {"ruling": "granted", "status": "determined"},
        "words": f"Reasons for no. {number}: the café's lease is not yet agreed.",
    }
    return tx.enter("request:determined", [f"request:{number % 3}"], **{**content, **changed})


def fill(engine: Engine, council_id: str, size: int) -> None:
    """Enter so many deeds, each in a transaction of its own, a minute apart."""
    for number in range(size):
        with writing(engine, council_id, clock=clock_at(number)) as tx:
            enter(tx, number)


def stand(engine: Engine, council_id: str) -> ChainHead:
    with reading(engine) as session:
        return head(session, council_id)


def checkpoint(engine: Engine, council_id: str) -> Checkpoint:
    return checkpoint_of(stand(engine, council_id))


def verified(engine: Engine, council_id: str, *checkpoints: Checkpoint, with_words: bool = True) -> ChainReport:
    """The whole record verified as an auditor would: with its words, the head and what is kept outside."""
    with reading(engine) as session:
        kept = head(session, council_id)
        rows = stored_entries(session, council_id, with_words=with_words)
        return verify_chain(rows, ChainHead(kept.chain), checkpoints=checkpoints, head=kept, with_words=with_words)


@contextmanager
def as_owner(engine: Engine) -> Iterator[Connection]:
    """A transaction of somebody who may switch off triggers and references, and does."""
    with engine.connect() as connection:
        if is_sqlite(connection):
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            if not is_sqlite(connection):
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            triggers.remove(connection)
            yield connection
            triggers.install(connection)
        if is_sqlite(connection):
            driver.execute("PRAGMA foreign_keys = ON")


def change(engine: Engine, *statements: str, **values: Any) -> None:
    """Run statements as the owner of the database."""
    with as_owner(engine) as connection:
        for statement in statements:
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), named)


def forged(number: int, **changed: Any) -> Deed:
    """A deed that nobody did, dated like that of an entry."""
    content: dict[str, Any] = {
        "kind": "request:determined",
        "at": clock_at(number)(),
        "person": "person:99",
        "post": "post:director",
        "subjects": ("request:1",),
    }
    return Deed(**{**content, **changed})


def head_at(engine: Engine, council_id: str, size: int) -> ChainHead:
    """Where the chain stood when it had so many entries."""
    with reading(engine) as session:
        kept = ChainHead(head(session, council_id).chain)
        for entry in islice(stored_entries(session, council_id), size):
            kept = kept.after(read_entry(entry.body).deed.at, entry.leaf_hash)
        return kept


def put(connection: Connection, number: int, made: Sealed) -> None:
    """Write a forged entry over the one of that number, its hash and columns made to fit."""
    deed = made.entry.deed
    values = {"kind": deed.kind, "at": deed.at, "person": deed.person, "post": deed.post}
    entry = table_of(StoredEntryRow)
    fitting = update(entry).where(entry.c.number == number)
    connection.execute(fitting.values(**values, body=made.body, leaf_hash=made.leaf_hash))


def rewrite(engine: Engine, council_id: str, start: int, deeds: Iterable[Deed]) -> None:
    """Replace every entry from number `start` on, with tree and head, so that all of it fits together again."""
    kept = head_at(engine, council_id, start)
    with as_owner(engine) as connection:
        for name in ("entry", "entry_subject", "entry_words"):
            connection.execute(text(f"DELETE FROM {name} WHERE number >= {start}"))
        connection.execute(text(f"DELETE FROM tree_node WHERE (place + 1) * (1 << level) > {start}"))
        for deed in deeds:
            made = seal(kept, deed)
            store(connection, council_id, made, None)
            kept = made.head
