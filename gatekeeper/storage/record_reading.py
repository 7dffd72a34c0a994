"""The record of a council, read: as a stream for verifying it, by subject, by number, and as hashes for proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select
from sqlmodel import Session

from gatekeeper.core.audit import (
    ChainHead,
    Checkpoint,
    KeptWords,
    KeyRing,
    ProofError,
    PublishedKey,
    ReadNode,
    StoredEntry,
    Words,
    read_public_key,
    verify_checkpoint,
)
from gatekeeper.core.audit.commitment import Form
from gatekeeper.storage import tables
from gatekeeper.storage.driver import Question, connection_of
from gatekeeper.storage.record_rows import read_head, table_of

_BATCH: Final = 1_000
_ENTRY: Final = table_of(tables.StoredEntryRow)
_SUBJECT: Final = table_of(tables.EntrySubject)
_WORDS: Final = table_of(tables.EntryWords)
_NODE: Final = table_of(tables.TreeNode)
_EDITION: Final = table_of(tables.Edition)
_CHECKPOINT: Final = table_of(tables.KeptCheckpoint)
_KEY: Final = table_of(tables.SigningKeyRow)
_PLAIN: Final = select(*(_ENTRY.c[each] for each in ("number", "body", "leaf_hash", "kind", "at", "person", "post")))
_WORDED: Final = _PLAIN.add_columns(_WORDS.c.key, _WORDS.c.text).outerjoin_from(
    _ENTRY, _WORDS, and_(_WORDS.c.council_id == _ENTRY.c.council_id, _WORDS.c.number == _ENTRY.c.number)
)


def head(session: Session, council_id: str) -> ChainHead:
    """Where the council's chain stands. Raises UnknownCouncil."""
    return read_head(session.connection(), council_id)


def stored_entries(
    session: Session, council_id: str, start: int = 0, *, with_words: bool = False
) -> Iterator[StoredEntry]:
    """Every entry from number `start` on, in order, a batch at a time: for ``verify_chain``."""
    rows = (_WORDED if with_words else _PLAIN).where(_ENTRY.c.council_id == council_id)
    yield from _in_batches(session, rows, _ENTRY.c.number, start)


def entries_about(
    session: Session, council_id: str, subject: str, start: int = 0, *, with_words: bool = False
) -> Iterator[StoredEntry]:
    """Every entry that concerns a thing, such as ``request:01HX``, in order, a batch at a time."""
    same = and_(_SUBJECT.c.council_id == _ENTRY.c.council_id, _SUBJECT.c.number == _ENTRY.c.number)
    rows = (_WORDED if with_words else _PLAIN).join(_SUBJECT, same)
    about = rows.where(_SUBJECT.c.council_id == council_id, _SUBJECT.c.subject == subject)
    yield from _in_batches(session, about, _SUBJECT.c.number, start)


def entries_of_person(
    session: Session, council_id: str, subject: str, person: str, since: datetime
) -> Iterator[StoredEntry]:
    """Every entry since an instant that concerns a thing and tells of a deed of that person, with words, in order."""
    same = and_(_SUBJECT.c.council_id == _ENTRY.c.council_id, _SUBJECT.c.number == _ENTRY.c.number)
    about = _WORDED.join(_SUBJECT, same).where(_SUBJECT.c.council_id == council_id, _SUBJECT.c.subject == subject)
    hers = about.where(_ENTRY.c.person == person, _ENTRY.c.at >= since)
    yield from _in_batches(session, hers, _SUBJECT.c.number, 0)


def entries_of(session: Session, council_id: str, numbers: Iterable[int]) -> Iterator[StoredEntry]:
    """The entries of these numbers, with their words; a number without an entry is passed over."""
    for some in _portions(numbers):
        rows = _WORDED.where(_ENTRY.c.council_id == council_id, _ENTRY.c.number.in_(some)).order_by(_ENTRY.c.number)
        yield from map(_entry, session.connection().execute(rows))


def words_of(session: Session, council_id: str, numbers: Iterable[int]) -> dict[int, Words]:
    """The words of these entries by number; without those that have none, or whose words were erased."""
    found: dict[int, Words] = {}
    for some in _portions(numbers):
        places = 1 << (len(some) - 1).bit_length()
        given = {f"number{place}": some[min(place, len(some) - 1)] for place in range(places)}
        rows = _words_of_so_many(places).rows(connection_of(session), {"council": council_id, **given})
        for number, text, key, form in rows:
            found[number] = Words(text, key, cast("Form", form))
    return found


@lru_cache(maxsize=20)
def _words_of_so_many(places: int) -> Question:
    """The question for the words of so many entries: made for 1, 2, 4, 8 and so on, and a number may stand twice."""
    numbers: list[Any] = [bindparam(f"number{place}") for place in range(places)]
    columns = (_WORDS.c.number, _WORDS.c.text, _WORDS.c.key, _WORDS.c.form)
    return Question(select(*columns).where(_WORDS.c.council_id == bindparam("council"), _WORDS.c.number.in_(numbers)))


def nodes(session: Session, council_id: str) -> ReadNode:
    """Gives the hash of a complete subtree, for ``inclusion_proof`` and ``consistency_proof``.

    It raises ProofError where the database does not hold that subtree.
    """

    def read(level: int, index: int) -> bytes:
        found = session.connection().scalar(_leaf(council_id, index) if level == 0 else _node(council_id, level, index))
        if found is None:
            why = f"the hash of {2**level} entries from number {index * 2**level} on is not there"
            raise ProofError("the tree of the record", why, "verify the record, and restore it from a backup")
        return bytes(found)

    return read


def edition(session: Session, digest: str) -> str | None:
    """The canonical text of the rules of this digest (SHA-256 in hex), or None where it was never kept."""
    text: str | None = session.connection().scalar(select(_EDITION.c.canonical).where(_EDITION.c.digest == digest))
    return text


def key_ring(session: Session, council_id: str) -> KeyRing:
    """Every public key that ever signed for the council. Raises PublishedKeyError where there is none."""
    columns = (_KEY.c.key, _KEY.c.from_size, _KEY.c.to_size)
    rows = select(*columns).where(_KEY.c.council_id == council_id).order_by(_KEY.c.from_size, _KEY.c.key)
    found = session.connection().execute(rows)
    listed = tuple(PublishedKey(read_public_key(key), from_size, to_size) for key, from_size, to_size in found)
    return KeyRing(head(session, council_id).chain, listed)


def checkpoint_notes(session: Session, council_id: str) -> list[str]:
    """The signed checkpoints of which a copy is kept, the smallest first."""
    rows = select(_CHECKPOINT.c.note).where(_CHECKPOINT.c.council_id == council_id).order_by(_CHECKPOINT.c.size)
    return list(session.connection().scalars(rows))


def kept_checkpoints(session: Session, council_id: str, keys: KeyRing) -> list[Checkpoint]:
    """The kept checkpoints, verified with keys that should come from outside. Raises NoteError where one fails."""
    return [verify_checkpoint(note, keys).checkpoint for note in checkpoint_notes(session, council_id)]


def _in_batches(session: Session, rows: Select[Any], number: ColumnElement[int], start: int) -> Iterator[StoredEntry]:
    """Without a lower bound at the beginning, so that an entry with a number below 0 would be seen."""
    ordered = rows.order_by(number).limit(_BATCH)
    portion = session.connection().execute(ordered.where(number >= start) if start else ordered).all()
    while portion:
        yield from map(_entry, portion)
        portion = session.connection().execute(ordered.where(number > portion[-1].number)).all()


def _entry(row: Row[Any]) -> StoredEntry:
    number, body, leaf, kind, at, person, post, *worded = tuple(row)
    columns = {"kind": kind, "at": _written(at), "person": person, "post": post}
    words = KeptWords(*worded) if worded and worded[0] is not None else None
    return StoredEntry(number, body, leaf, columns, words)


def _written(at: datetime) -> str:
    """As the entry writes it; what the database gives is always in UTC."""
    return at.replace(tzinfo=None).isoformat("T", "microseconds") + "Z"


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    wanted = sorted(set(numbers))
    for at in range(0, len(wanted), _BATCH):
        yield wanted[at : at + _BATCH]


def _leaf(council_id: str, number: int) -> Select[Any]:
    return select(_ENTRY.c.leaf_hash).where(_ENTRY.c.council_id == council_id, _ENTRY.c.number == number)


def _node(council_id: str, level: int, index: int) -> Select[Any]:
    place = (_NODE.c.council_id == council_id, _NODE.c.level == level, _NODE.c.place == index)
    return select(_NODE.c.hash).where(*place)
