"""The record searched by what an entry is of: its kind, its time, what it concerns, who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlmodel import Session

from gatekeeper.storage import tables
from gatekeeper.storage.record_rows import table_of

_ENTRY: Final = table_of(tables.StoredEntryRow)
_SUBJECT: Final = table_of(tables.EntrySubject)
_CHECKPOINT: Final = table_of(tables.KeptCheckpoint)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought: entries of that kind, from that instant on and before that one, about or by one of these.

    ``refs`` are things as entries name them, such as ``request:01HX``; None seeks nothing of the sort.
    """

    kind: str | None = None
    from_at: datetime | None = None
    before_at: datetime | None = None
    refs: tuple[str, ...] | None = None


def bodies_of(session: Session, council_id: str, sought: Sought, start: int, limit: int) -> Sequence[bytes]:
    """At most so many entries from number `start` on, in order: the bytes that were sealed."""
    rows = select(_ENTRY.c.body).where(_ENTRY.c.council_id == council_id, *_conditions(sought))
    found = rows.where(_ENTRY.c.number >= start).order_by(_ENTRY.c.number).limit(limit)
    return [bytes(each) for each in session.connection().scalars(found)]


def latest_bodies(session: Session, council_id: str, sought: Sought, upto: int | None, limit: int) -> Sequence[bytes]:
    """At most so many entries up to that number (None: up to the last), the latest first."""
    rows = select(_ENTRY.c.body).where(_ENTRY.c.council_id == council_id, *_conditions(sought))
    if upto is not None:
        rows = rows.where(_ENTRY.c.number <= upto)
    found = rows.order_by(_ENTRY.c.number.desc()).limit(limit)
    return [bytes(each) for each in session.connection().scalars(found)]


def number_after(session: Session, council_id: str, sought: Sought, number: int, count: int) -> int | None:
    """The last of the next so many of these entries after that number; None where none follows it."""
    rows = select(_ENTRY.c.number).where(_ENTRY.c.council_id == council_id, *_conditions(sought))
    found = rows.where(_ENTRY.c.number > number).order_by(_ENTRY.c.number).limit(count)
    return max(session.connection().scalars(found), default=None)


def signed_at(session: Session, council_id: str) -> list[tuple[str, datetime]]:
    """The signed checkpoints of which a copy is kept, each with when it was signed, the largest first."""
    rows = select(_CHECKPOINT.c.note, _CHECKPOINT.c.at).where(_CHECKPOINT.c.council_id == council_id)
    found = session.connection().execute(rows.order_by(_CHECKPOINT.c.size.desc()))
    return [(note, at) for note, at in found]


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.kind is not None:
        found.append(_ENTRY.c.kind == sought.kind)
    if sought.from_at is not None:
        found.append(_ENTRY.c.at >= sought.from_at)
    if sought.before_at is not None:
        found.append(_ENTRY.c.at < sought.before_at)
    if sought.refs is not None:
        same = and_(_SUBJECT.c.council_id == _ENTRY.c.council_id, _SUBJECT.c.number == _ENTRY.c.number)
        about = exists().where(same, _SUBJECT.c.subject.in_(sought.refs))
        found.append(or_(about, _ENTRY.c.person.in_(sought.refs), _ENTRY.c.post.in_(sought.refs)))
    return found
