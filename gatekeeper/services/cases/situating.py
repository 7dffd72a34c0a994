"""The people of a case and what they did on it, from the register and the acts, for those who decide who may act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gatekeeper.core.actors import (
    Absence,
    Appointment,
    Choice,
    Function,
    Need,
    PastAct,
    Seat,
    Situation,
    Tie,
    who_acts,
)
from gatekeeper.core.deadlines.days import end_of_day, start_of_day
from gatekeeper.core.lifecycle import Action
from gatekeeper.core.pack import Pack
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Register

NOBODY = "none"
ASIDE = "stood_aside"
BODIES = frozenset({"committee", "full_council"})
"""Posts that decide by resolution."""
_ACTS = {
    "determine": "determined",
    "record_not_held": "determined",
    "rule": "ruled",
    "resolve": "ruled",
    "advise": "advised",
    "note": "prepared",
}
_OF_A_HOLDER = ("holder", "held")
"""Under which names an act tells the post that held the document from it on, or until it."""


def situation_of(
    register: Register, request: tables.AccessRequest, asked: tables.AskedDocument, now: datetime
) -> Situation:
    """The people and what they did on this case, for those who decide who may act."""
    known = register.recall("people", lambda: _people(register))
    document = asked.document_id or NOBODY
    subjects = (each.person_id for each in known.about if each.to_document_id == document)
    return Situation(
        at=now,
        request=request.id,
        requester=request.requester_id,
        assistant=request.assistant_id,
        document=document,
        holder_post=asked.holder_post_id or NOBODY,
        subjects=frozenset(subjects),
        appointments=known.appointments,
        absences=known.absences,
        ties=(*known.ties, *_stood_aside(register, request, document)),
        past=(*_past(register, request, asked), *_held(register, request, asked, now)),
        seats=known.seats,
    )


@dataclass(frozen=True, slots=True)
class _People:
    """What the register says of everybody who may have a part in any case. ``about``: whom a document is about."""

    appointments: tuple[Appointment, ...]
    absences: tuple[Absence, ...]
    ties: tuple[Tie, ...]
    about: tuple[tables.Tie, ...]
    seats: tuple[Seat, ...]


def _people(register: Register) -> _People:
    posts = {post.thing_id: post for post in register.all(tables.Post)}
    ties = register.all(tables.Tie)
    return _People(
        appointments=tuple(_appointments(register, posts)),
        absences=tuple(_absence(each) for each in register.all(tables.Absence)),
        ties=tuple(_tie(each) for each in ties if each.to_person_id or each.to_document_id),
        about=tuple(each for each in ties if each.kind == "subject_of_document"),
        seats=tuple(_seats(register, posts.values())),
    )


def chosen(
    register: Register,
    request: tables.AccessRequest,
    asked: tables.AskedDocument,
    function: Function,
    pack: Pack | None,
    now: datetime,
) -> Choice:
    """Who may do what is due on an asked document, in what order, and who must stand aside and why."""
    situation = situation_of(register, request, asked, now)
    return who_acts(decision_need(asked, situation, function), situation, pack)


def decision_need(asked: tables.AskedDocument, situation: Situation, function: Function | None = None) -> Need:
    """The act that is due on an asked document: determining, or on the ladder ruling, unless another is named."""
    function = function or ("rule" if asked.rung else "determine")
    rung = asked.rung if function in ("rule", "consult", "clerk") else 0
    holder = next((each for each in situation.appointments if each.post == situation.holder_post), None)
    first = function == "determine" and holder is not None and holder.kind == asked.stage
    return Need(post=situation.holder_post if first else asked.stage, function=function, rung=rung)


def _appointments(register: Register, posts: dict[str, tables.Post]) -> Iterator[Appointment]:
    for each in register.all(tables.Appointment):
        post = posts.get(each.post_id)
        if post is None:
            continue
        deputy = each.capacity == "deputy"
        yield Appointment(
            person=each.person_id,
            post=f"deputy-of-{each.post_id}" if deputy else each.post_id,
            kind=post.kind if not deputy else _deputy_kind(post.kind),
            capacity=each.capacity,  # type: ignore[arg-type]
            deputises=each.post_id if deputy else None,
            order=each.order_no,
            from_at=each.from_at,
            to_at=each.to_at,
        )


def _deputy_kind(kind: str) -> str:
    return "deputy_monitoring_officer" if kind == "monitoring_officer" else "senior_officer"


def _stood_aside(register: Register, request: tables.AccessRequest, document: str) -> Iterator[Tie]:
    """Whoever declared an interest on the case stands aside, also where she did not say so: related from then on."""
    declared = (Action.STAND_ASIDE.value, Action.DECLARE_INTEREST.value)
    for act in Cases(register.session, register.council_id).acts(request.id, declared):
        if act.person_id:
            yield Tie(person=act.person_id, to_document=document, kind=ASIDE, from_at=act.at)


def _absence(row: tables.Absence) -> Absence:
    return Absence(person=row.person_id, from_at=row.from_at, to_at=row.to_at)


def _tie(row: tables.Tie) -> Tie:
    from_at, to_at = _instants(row.from_on, row.to_on)
    return Tie(
        person=row.person_id,
        to_person=row.to_person_id,
        to_document=row.to_document_id,
        kind=row.kind,
        from_at=from_at,
        to_at=to_at,
    )


def _instants(from_on: date, to_on: date | None) -> tuple[datetime, datetime | None]:
    return start_of_day(from_on), None if to_on is None else end_of_day(to_on)


def _seats(register: Register, posts: Iterable[tables.Post]) -> Iterator[Seat]:
    for post in posts:
        if post.body_id is None or post.kind not in BODIES:
            continue
        for seat in register.all(tables.Membership, body_id=post.body_id):
            from_at, to_at = _instants(seat.from_on, seat.to_on)
            yield Seat(person=seat.person_id, post=post.thing_id, kind=post.kind, from_at=from_at, to_at=to_at)


def _past(register: Register, request: tables.AccessRequest, asked: tables.AskedDocument) -> Iterator[PastAct]:
    """What was done on this asked document; what was done on another one of the same request bars nobody here."""
    acts = Cases(register.session, register.council_id).acts(request.id, _ACTS, asked_id=asked.id)
    for act in acts:
        people: Sequence[Any] = act.data.get("members") or [act.person_id]
        for person in people:
            if person:
                yield PastAct(person=person, act=_ACTS[act.action], rung=act.rung)  # type: ignore[arg-type]


def _held(
    register: Register, request: tables.AccessRequest, asked: tables.AskedDocument, now: datetime
) -> Iterator[PastAct]:
    """Whoever held, while the request ran, a post that holds the document or held it: a transfer launders nothing."""
    document = register.one(tables.Document, asked.document_id)
    posts = {asked.holder_post_id, document.holder_post_id if document else None}
    for act in Cases(register.session, register.council_id).acts(request.id, asked_id=asked.id):
        posts |= {post for name in _OF_A_HOLDER for post in _named(act.data.get(name))}
    for each in register.all(tables.Appointment, post_id=[post for post in posts if post]):
        ran = each.from_at <= now and (each.to_at is None or request.received_at < each.to_at)
        if ran and each.capacity != "deputy":
            yield PastAct(person=each.person_id, act="held")


def _named(said: Any) -> Iterator[str]:
    """The posts in what an act says of holders: one, or several."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, (list, tuple)):
        yield from (each for each in said if isinstance(each, str))
