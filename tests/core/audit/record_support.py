"""Builds small records for the tests: invented deeds, sealed one after another, as a database would keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from gatekeeper.core.audit import (
    ChainHead,
    Checkpoint,
    Deed,
    KeptWords,
    KeyRing,
    PublishedKey,
    Sealed,
    SigningKey,
    StoredEntry,
    Words,
    checkpoint_of,
    leaf_hash,
    seal,
)

CHAIN = "northmere.example/record"
BEGUN_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OLD_KEY = SigningKey.from_seed(CHAIN, bytes(range(32)))
NEW_KEY = SigningKey.from_seed(CHAIN, bytes(range(32, 64)))
RING = KeyRing(CHAIN, (PublishedKey(OLD_KEY.public),))


def key_for(number: int) -> bytes:
    """A key for the words of an entry, the same in every run."""
    return sha256(b"key %d" % number).digest()


def words_for(number: int) -> Words:
    return Words(f"Reasons for no. {number}: the café's lease is not yet agreed.", key_for(number))


def deed(number: int, **changed: Any) -> Deed:
    """The deed of an entry: something done to one of three requests, a minute after the one before."""
    content: dict[str, Any] = {
        "kind": "request:determined",
        "at": BEGUN_AT + timedelta(minutes=number),
        "person": f"person:{number % 5}",
        "post": "post:director",
        "subjects": (f"request:{number % 3}",),
        "before": {"stage": "director", "status": "open"},
        "after": {"ruling": "granted", "stage": "director", "status": "determined"},
        "edition": "ab" * 32,
    }
    return Deed(**{**content, **changed})


def sealed(deeds: Iterable[Deed], *, worded: bool = True, head: ChainHead | None = None) -> Iterator[Sealed]:
    """Seal the deeds in turn, each with words of its own."""
    head = head or ChainHead(CHAIN)
    for each in deeds:
        made = seal(head, each, words_for(head.size) if worded else None)
        head = made.head
        yield made


def row(made: Sealed) -> StoredEntry:
    """An entry as the database keeps it, with two columns that repeat of it, and its words."""
    entry = made.entry
    columns: dict[str, str | int | None] = {"kind": entry.deed.kind, "person": entry.deed.person}
    words = words_for(entry.number) if entry.commitment else None
    return StoredEntry(
        entry.number, made.body, made.leaf_hash, columns, KeptWords(words.key, words.text) if words else None
    )


def record(size: int) -> list[Sealed]:
    return list(sealed(deed(number) for number in range(size)))


def rows_of(made: Iterable[Sealed]) -> list[StoredEntry]:
    return [row(each) for each in made]


def checkpoints_of(made: Iterable[Sealed], every: int = 1) -> list[Checkpoint]:
    return [checkpoint_of(each.head) for each in made if each.head.size % every == 0]


def forged(stored: StoredEntry, body: bytes, number: int | None = None) -> StoredEntry:
    """The row with another body, and the hash beside it made to fit: as somebody with full rights would write it."""
    place = stored.number if number is None else number
    return replace(stored, number=place, body=body, leaf_hash=leaf_hash(body), columns=None)
