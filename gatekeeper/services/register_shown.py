"""The register as it is read from outside: people in office or post, bodies with their seats, meetings and items.

How a person signs in, where she is written to, and what she has declared are never part of it. A document of an item is
told only as far as its reader may know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.services.register_reading import ShownDocument, document_for
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

T = TypeVar("T")
PRIVATE_ITEM: Final = "An item that is likely to be considered in private"
ITEM: Final = "An item of business"
_PUBLIC: Final = "public"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits on a body now, as what, and since when."""

    person: str
    name: str
    role: str
    from_on: date


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body with its seats of today."""

    id: str
    name: str
    type: str | None
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class ShownOffice:
    """What a person is towards the council now: a councillor of a ward, an elected mayor, a co-opted member."""

    kind: str
    ward: str | None


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post that a person holds now, acts in or deputises for."""

    id: str
    kind: str
    title: str
    capacity: str


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person in office or in a post today."""

    id: str
    name: str
    offices: tuple[ShownOffice, ...]
    posts: tuple[ShownPost, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting: its instant, or its day where the time is not known."""

    id: str
    body: str
    body_name: str
    meeting_at: datetime | None
    meeting_on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of a meeting's agenda, and the documents of it that its reader may know of."""

    id: str
    called: str
    access: str | None
    documents: tuple[ShownDocument, ...]


@dataclass(frozen=True, slots=True)
class ShownAgenda:
    """A meeting with its items."""

    meeting: ShownMeeting
    items: tuple[ShownItem, ...]


def people(register: Register, at: datetime) -> tuple[ShownPerson, ...]:
    """Everybody who is in office or in a post at that instant, by name."""
    found = (_person(register, each, at) for each in register.all(tables.Person))
    return tuple(sorted((each for each in found if each.offices or each.posts), key=lambda each: (each.name, each.id)))


def person(register: Register, person_id: str, at: datetime) -> ShownPerson:
    """One of them. Raises NotThere for anybody else."""
    row = register.one(tables.Person, person_id)
    found = _person(register, row, at) if row is not None else None
    if found is None or not (found.offices or found.posts):
        raise NotThere
    return found


def bodies(register: Register, at: datetime) -> tuple[ShownBody, ...]:
    """Every body with its seats of that day, by name."""
    found = (_body(register, each, at) for each in register.all(tables.Body))
    return tuple(sorted(found, key=lambda each: (each.name, each.id)))


def body(register: Register, body_id: str, at: datetime) -> ShownBody:
    """One body. Raises NotThere."""
    row = register.one(tables.Body, body_id)
    if row is None:
        raise NotThere
    return _body(register, row, at)


def meetings(register: Register) -> tuple[ShownMeeting, ...]:
    """Every meeting, the latest first."""
    names = {each.thing_id: each.name for each in register.all(tables.Body)}
    found = [_meeting(each, names.get(each.body_id, "")) for each in register.all(tables.Meeting)]
    return tuple(sorted(found, key=lambda each: (_day(each), each.id), reverse=True))


def agenda(register: Register, meeting_id: str, told: Callable[[str], ShownDocument | None]) -> ShownAgenda:
    """A meeting with its items; ``told`` gives a document as its reader may know of it, or None. Raises NotThere."""
    row = register.one(tables.Meeting, meeting_id)
    if row is None:
        raise NotThere
    of = register.one(tables.Body, row.body_id)
    items = tuple(_item(register, each, told) for each in register.all(tables.Item, meeting_id=meeting_id))
    return ShownAgenda(_meeting(row, of.name if of else ""), items)


def told_at(desk: Desk) -> Callable[[str], ShownDocument | None]:
    """How documents are told to the person at the desk."""

    def told(document_id: str) -> ShownDocument | None:
        try:
            return document_for(desk, document_id)
        except NotThere:
            return None

    return told


def told_to_programs(register: Register) -> Callable[[str], ShownDocument | None]:
    """How documents are told to a program: what every councillor may know, and nothing is open to it."""

    def told(document_id: str) -> ShownDocument | None:
        row = register.one(tables.Document, document_id)
        if row is None or not row.existence_known:
            return None
        return ShownDocument(document_id, label_for_councillor(row), open_now=False)

    return told


def _person(register: Register, row: tables.Person, at: datetime) -> ShownPerson:
    on = local_date(at)
    groups = register.all(tables.GroupMembership, person_id=row.thing_id)
    named = (register.one(tables.PartyGroup, each.group_id) for each in groups if _covers(each, on))
    return ShownPerson(
        row.thing_id,
        row.name,
        tuple(_offices(register, row.thing_id, on)),
        tuple(_posts(register, row.thing_id, at)),
        tuple(each.name for each in named if each is not None),
    )


def _offices(register: Register, person_id: str, on: date) -> Iterator[ShownOffice]:
    for each in register.all(tables.Office, person_id=person_id):
        over = each.ended_on is not None and each.ended_on < on
        if not over and not (each.disqualified_from is not None and each.disqualified_from <= on):
            ward = register.one(tables.Ward, each.ward_id)
            yield ShownOffice(each.kind, ward.name if ward else None)


def _posts(register: Register, person_id: str, at: datetime) -> Iterator[ShownPost]:
    for each in register.all(tables.Appointment, person_id=person_id):
        post = register.one(tables.Post, each.post_id)
        if post is not None and each.from_at <= at and (each.to_at is None or at < each.to_at):
            yield ShownPost(post.thing_id, post.kind, post.title, each.capacity)


def _body(register: Register, row: tables.Body, at: datetime) -> ShownBody:
    on = local_date(at)
    held = [each for each in register.all(tables.Membership, body_id=row.thing_id) if _covers(each, on)]
    names = {each.thing_id: each.name for each in register.all(tables.Person, thing_id=[m.person_id for m in held])}
    seats = [Seat(each.person_id, names.get(each.person_id, ""), each.role, each.from_on) for each in held]
    return ShownBody(row.thing_id, row.name, row.type, tuple(sorted(seats, key=lambda each: (each.name, each.person))))


def _meeting(row: tables.Meeting, name: str) -> ShownMeeting:
    return ShownMeeting(row.thing_id, row.body_id, name, row.meeting_at, row.meeting_on, row.ended_at)


def _day(meeting: ShownMeeting) -> date:
    if meeting.meeting_at is not None:
        return local_date(meeting.meeting_at)
    return meeting.meeting_on or date.min


def _item(register: Register, row: tables.Item, told: Callable[[str], ShownDocument | None]) -> ShownItem:
    links = register.all(tables.Link, item_id=row.thing_id)
    documents = [register.one(tables.Document, each.document_id) for each in links]
    shown = (told(each.document_id) for each in links)
    return ShownItem(row.thing_id, _called(row, documents), row.access, tuple(each for each in shown if each))


def _called(row: tables.Item, documents: list[tables.Document | None]) -> str:
    """Its title; not where it is no public item and one of its documents may not be known, or not by its title."""
    hidden = any(each is not None and not (each.existence_known and each.title_known) for each in documents)
    if row.access != _PUBLIC and hidden:
        return PRIVATE_ITEM
    return row.title or ITEM


def _covers(row: Any, on: date) -> bool:
    return bool(row.from_on <= on and (row.to_on is None or on <= row.to_on))


def read_register(engine: Engine, council_id: str, work: Callable[[Register], T]) -> T:
    """Ask the register of a council as it stands now. Raises what the work raises."""
    with reading(engine) as session:
        return work(Register(session, council_id))
