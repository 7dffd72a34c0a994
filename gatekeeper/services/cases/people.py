"""What a person is to an asked document now: requester, assistant, the one whose decision it is, adviser, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gatekeeper.core.actors import (
    Absence,
    Appointment,
    Candidate,
    Choice,
    Function,
    Need,
    PastAct,
    Seat,
    Situation,
    Tie,
    may_act,
    who_acts,
)
from gatekeeper.core.deadlines import local_date
from gatekeeper.core.deadlines.days import end_of_day, start_of_day
from gatekeeper.core.lifecycle import Action
from gatekeeper.core.pack import Pack
from gatekeeper.services.actor import Actor
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Register

NOBODY = "none"
ASIDE = "stood_aside"
_ACTS = {"determine": "determined", "rule": "ruled", "resolve": "ruled", "advise": "advised", "note": "prepared"}
_PLAIN = (
    "clerk",
    "foi_officer",
    "auditor",
    "administrator",
    "monitoring_officer",
    "chief_finance_officer",
    "executive",
)
_OF_THEIR_STAGE = frozenset({"executive", "chief_finance_officer"})
"""They have a part only in what is theirs to give (SI 2012/2089 reg 17; LGA 1972 s.228(3))."""
_PREPARING = frozenset({"officer", "senior_officer"})
_MEMBERS = frozenset({"councillor", "elected_mayor", "co_opted_member"})


def roles_on(
    register: Register,
    actor: Actor,
    request: tables.AccessRequest,
    asked: tables.AskedDocument | None,
    pack: Pack | None,
    now: datetime,
) -> frozenset[str]:
    """Every role the actor has towards the asked document (or, without one, towards the request) at that instant."""
    if actor.person is None:
        return frozenset({"system"})
    roles = set(_asking(register, actor, request, now))
    if asked is None:
        return frozenset(roles)
    situation = situation_of(register, request, asked, now)
    if any(tie.person == actor.person and tie.kind == ASIDE for tie in situation.ties):
        return frozenset(roles)
    return frozenset(roles | set(_officers(register, actor.person, situation, asked, pack)))


def may_ask(register: Register, person: str, on: date) -> bool:
    """Whether the person is, on that day, a councillor, elected mayor or co-opted member of the council."""
    return any(_in_office(office, on) for office in register.all(tables.Office, person_id=person))


def acts_for(register: Register, assistant: str, councillor: str, on: date) -> bool:
    """Whether the assistant may ask in her name: authorised, and not of another group (protocol 000 6.3)."""
    given = register.all(tables.AssistantAuthority, assistant_id=assistant, councillor_id=councillor)
    if not any(_covers(each, on) for each in given):
        return False
    own, hers = _groups(register, assistant, on), _groups(register, councillor, on)
    return not own or bool(own & hers)


def situation_of(
    register: Register, request: tables.AccessRequest, asked: tables.AskedDocument, now: datetime
) -> Situation:
    """The people and what they did on this case, for those who decide who may act."""
    posts = {post.thing_id: post for post in register.all(tables.Post)}
    document = asked.document_id or NOBODY
    ties = register.all(tables.Tie)
    subjects = (tie.person_id for tie in ties if tie.kind == "subject_of_document" and tie.to_document_id == document)
    return Situation(
        at=now,
        request=request.id,
        requester=request.requester_id,
        assistant=request.assistant_id,
        document=document,
        holder_post=asked.holder_post_id or NOBODY,
        subjects=frozenset(subjects),
        appointments=tuple(_appointments(register, posts)),
        absences=tuple(_absence(each) for each in register.all(tables.Absence)),
        ties=(
            *(_tie(each) for each in ties if each.to_person_id or each.to_document_id),
            *_stood_aside(register, request, document),
        ),
        past=tuple(_past(register, request, asked)),
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


def _asking(register: Register, actor: Actor, request: tables.AccessRequest, now: datetime) -> Iterator[str]:
    on, person = local_date(now), str(actor.person)
    if person == request.requester_id and may_ask(register, person, on):
        yield "requester"
    hers = actor.behalf_of in (None, request.requester_id)
    if hers and acts_for(register, person, request.requester_id, on) and may_ask(register, request.requester_id, on):
        yield "assistant"


def _officers(
    register: Register, person: str, situation: Situation, asked: tables.AskedDocument, pack: Pack | None
) -> Iterator[str]:
    def may(function: Function, need: Need | None = None) -> bool:
        due = need or decision_need(asked, situation, function)
        return isinstance(may_act(person, due, situation, pack), Candidate)

    determined = any(each.person == person and each.act == "determined" for each in situation.past)
    if may("determine") if asked.rung == 0 else determined and _serves(person, situation):
        yield "decider"
    again = replace(situation, past=tuple(each for each in situation.past if not _ruled_here(each, person, asked)))
    if asked.rung > 0 and isinstance(may_act(person, decision_need(asked, again, "rule"), again, pack), Candidate):
        yield "arbiter"
    advisers = dict.fromkeys([post for each in (pack.adviser if pack else ()) for post in each.posts])
    if any(may("advise", Need(post=post, function="advise")) for post in (*advisers, "monitoring_officer")):
        yield "adviser"
    if may("confirm", Need(post="proper_officer", function="confirm")):
        yield "proper_officer"
    kinds = {each.kind for each in situation.appointments if each.person == person and _holds(each, situation.at)}
    barred = {person} & {situation.requester, situation.assistant}
    plain = [kind for kind in _PLAIN if kind not in _OF_THEIR_STAGE or kind == asked.stage]
    yield from (kind for kind in plain if kind in kinds and not barred)
    if not barred and _prepares(register, person, situation):
        yield "officer"
    if _consulted(register, person, asked, pack, situation):
        yield "consultee"


def _prepares(register: Register, person: str, situation: Situation) -> bool:
    """Whether the person is an officer of the directorate that holds the document."""
    holder = register.one(tables.Post, situation.holder_post)
    own = {each.post for each in situation.appointments if each.person == person and _holds(each, situation.at)}
    if holder is None:
        return False
    posts = [post for post in register.all(tables.Post) if post.thing_id in own]
    return any(post.kind in _PREPARING and post.directorate == holder.directorate for post in posts)


def _consulted(
    register: Register, person: str, asked: tables.AskedDocument, pack: Pack | None, situation: Situation
) -> bool:
    if asked.rung == 0 or pack is None or asked.rung > len(pack.ladder):
        return False
    on = local_date(situation.at)
    if "group_leader" not in pack.ladder[asked.rung - 1].consults:
        return False
    leads = register.all(tables.PoliticalPost, person_id=person, post="group_leader")
    groups = {each.group_id for each in leads if _covers(each, on)}
    return bool(groups & _groups(register, situation.requester, on))


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


def _holds(appointment: Appointment, at: datetime) -> bool:
    return appointment.from_at <= at and (appointment.to_at is None or at < appointment.to_at)


def _ruled_here(act: PastAct, person: str, asked: tables.AskedDocument) -> bool:
    """Her own ruling at this rung: where it is opened again, the same officer or body looks again."""
    return (act.person, act.act, act.rung) == (person, "ruled", asked.rung)


def _serves(person: str, situation: Situation) -> bool:
    """Whether the person has any appointment or seat now: what somebody did before she left gives her no part."""
    posts = any(each.person == person and _holds(each, situation.at) for each in situation.appointments)
    return posts or any(each.person == person and _sits(each, situation.at) for each in situation.seats)


def _sits(seat: Seat, at: datetime) -> bool:
    return (seat.from_at is None or seat.from_at <= at) and (seat.to_at is None or at < seat.to_at)


def _stood_aside(register: Register, request: tables.AccessRequest, document: str) -> Iterator[Tie]:
    """Whoever stood aside on the case counts as related to the document from then on."""
    for act in Cases(register.session, register.council_id).acts(request.id, (Action.STAND_ASIDE.value,)):
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
        if post.body_id is None or post.kind not in ("committee", "full_council"):
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


def _groups(register: Register, person: str, on: date) -> frozenset[str]:
    rows = register.all(tables.GroupMembership, person_id=person)
    return frozenset(each.group_id for each in rows if _covers(each, on))


def _in_office(office: tables.Office, on: date) -> bool:
    begun = office.kind == "co_opted_member" or (
        office.accepted_office_on is not None and office.accepted_office_on <= on
    )
    ended = (office.ended_on is not None and office.ended_on < on) or (
        office.disqualified_from is not None and office.disqualified_from <= on
    )
    return office.kind in _MEMBERS and begun and not ended


def _covers(row: Any, on: date) -> bool:
    return bool(row.from_on <= on and (row.to_on is None or on <= row.to_on))
