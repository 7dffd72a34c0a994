"""What a person is to an asked document now: requester, assistant, the one whose decision it is, adviser, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gatekeeper.core.actors import (
    Appointment,
    Candidate,
    Need,
    PastAct,
    Seat,
    Situation,
    may_act,
    stands_aside,
)
from gatekeeper.core.deadlines import local_date
from gatekeeper.core.pack import Pack
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.situating import BODIES, chosen, decision_need, situation_of
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

__all__ = [
    "HERS",
    "OFFICERS",
    "acts_for",
    "chosen",
    "decision_need",
    "may_ask",
    "posts_held",
    "roles_on",
    "situation_of",
]

HERS = frozenset({"requester", "assistant", "former_requester"})
"""The councillor's side of a request. Nobody on it has an officer's part in it, whatever post she holds."""
OFFICERS = frozenset(
    {
        *(
            "decider",
            "officer",
            "adviser",
            "proper_officer",
            "monitoring_officer",
            "executive",
            "chief_finance_officer",
        ),
        *("arbiter", "body_member", "clerk"),
    }
)
"""Who reads what officers write to each other: those who decide, prepare, advise or rule. Nobody else does."""
_ADMINISTRATOR, _CLERK = "administrator", "clerk"
_PLAIN = ("clerk", "foi_officer", "auditor", "monitoring_officer", "chief_finance_officer", "executive")
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
    """Every role the actor has towards the asked document (or, without one, towards the request) at that instant.

    Nobody has both the councillor's part and an officer's. An administrator stays one beside whatever else she is.
    """
    if actor.person is None:
        return frozenset({"system"})
    found = set(_asking(register, actor, request, now))
    if asked is not None:
        kinds = {post.kind for post in _posts(register, actor.person, now)}
        found |= kinds & {_ADMINISTRATOR}
        if not _on_her_side(register, actor.person, request, local_date(now)):
            situation = situation_of(register, request, asked, now)
            found |= set(_parts(register, actor.person, situation, asked, pack))
    return frozenset(found)


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


def posts_held(register: Register, person: str, at: datetime) -> frozenset[str]:
    """The posts (ids) to which the person is appointed at that instant, as her own, acting or as a deputy."""
    own = register.all(tables.Appointment, person_id=person)
    return frozenset(each.post_id for each in own if each.from_at <= at and (each.to_at is None or at < each.to_at))


def _posts(register: Register, person: str, at: datetime) -> Iterator[tables.Post]:
    yield from register.all(tables.Post, thing_id=list(posts_held(register, person, at)))


def _asking(register: Register, actor: Actor, request: tables.AccessRequest, now: datetime) -> Iterator[str]:
    on, person = local_date(now), str(actor.person)
    in_office = may_ask(register, request.requester_id, on)
    if person == request.requester_id:
        yield "requester" if in_office else "former_requester"
    hers = actor.behalf_of in (None, request.requester_id)
    if hers and in_office and acts_for(register, person, request.requester_id, on):
        yield "assistant"


def _on_her_side(register: Register, person: str, request: tables.AccessRequest, on: date) -> bool:
    """Whether the person made the request, put it for the councillor, or is authorised by her to ask in her name."""
    if person in (request.requester_id, request.assistant_id):
        return True
    given = register.all(tables.AssistantAuthority, assistant_id=person, councillor_id=request.requester_id)
    return any(_covers(each, on) for each in given)


def _parts(
    register: Register, person: str, situation: Situation, asked: tables.AskedDocument, pack: Pack | None
) -> Iterator[str]:
    """The officer's parts of a person who is not on the councillor's side; none where she stands aside."""
    if stands_aside(person, situation, pack, heard=True):
        return
    if _consulted(register, person, asked, pack, situation):
        yield "consultee"
    if stands_aside(person, situation, pack):
        return
    yield from _deciding(person, situation, asked, pack)
    yield from _advising(person, situation, pack)
    kinds = {each.kind for each in situation.appointments if each.person == person and _holds(each, situation.at)}
    yield from (kind for kind in _PLAIN if kind in kinds and _has_a_part(kind, asked.stage))
    if _prepares(register, person, situation):
        yield "officer"


def _has_a_part(kind: str, stage: str) -> bool:
    """Whether a post gives a part at that stage: a clerk's only before a body, whose resolution she enters."""
    if kind == _CLERK:
        return stage in BODIES
    return kind not in _OF_THEIR_STAGE or kind == stage


def _deciding(person: str, situation: Situation, asked: tables.AskedDocument, pack: Pack | None) -> Iterator[str]:
    """Whether the decision is hers: the first, a ruling, or with others as one of a body."""
    if asked.rung == 0:
        if _may(person, decision_need(asked, situation, "determine"), situation, pack):
            yield "decider"
        return
    if _serves(person, situation) and any(_determined(each, person) for each in situation.past):
        yield "decider"
    again = replace(situation, past=tuple(each for each in situation.past if not _ruled_here(each, person, asked)))
    if _may(person, decision_need(asked, again, "rule"), again, pack):
        yield "body_member" if asked.stage in BODIES else "arbiter"


def _advising(person: str, situation: Situation, pack: Pack | None) -> Iterator[str]:
    posts = dict.fromkeys([post for each in (pack.adviser if pack else ()) for post in each.posts])
    if any(
        _may(person, Need(post=post, function="advise"), situation, pack) for post in (*posts, "monitoring_officer")
    ):
        yield "adviser"
    if _may(person, Need(post="proper_officer", function="confirm"), situation, pack):
        yield "proper_officer"


def _may(person: str, need: Need, situation: Situation, pack: Pack | None) -> bool:
    return isinstance(may_act(person, need, situation, pack), Candidate)


def _determined(act: PastAct, person: str) -> bool:
    return (act.person, act.act) == (person, "determined")


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
