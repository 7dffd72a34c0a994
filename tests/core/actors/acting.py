"""A council's people for the tests of who acts: posts, deputies, ties and acts, at one instant in November 2026."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from gatekeeper.core.actors import (
    Absence,
    Act,
    Appointment,
    Candidate,
    Choice,
    Function,
    Need,
    PastAct,
    Refusal,
    Situation,
    Tie,
    may_act,
)
from gatekeeper.core.pack import Pack
from gatekeeper.locate import locate

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
START = NOW - timedelta(days=300)
MOMENT = timedelta(microseconds=1)

DETERMINE = Need(post="director", function="determine")
HEAD_DETERMINES = Need(post="head_of_service", function="determine")
ADVISE = Need(post="monitoring_officer", function="advise")
ARBITRATE = Need(post="monitoring_officer", function="rule", rung=1)
FINAL_APPEAL = Need(post="chief_executive", function="rule", rung=2)
COMMITTEE = Need(post="committee", function="rule", rung=2)
FULL_COUNCIL = Need(post="full_council", function="rule", rung=3)
CONSULT = Need(post="group_leader", function="consult", rung=2)
CONFIRM = Need(post="proper_officer", function="confirm")
CLERK = Need(post="committee", function="clerk", rung=2)


@cache
def pack(name: str) -> Pack:
    """A shipped pack, as it stands in its file."""
    path = locate("policies") / "councils" / name / "pack.toml"
    return Pack.model_validate(tomllib.loads(path.read_text("utf-8")))


def post(person: str, ref: str, kind: str, **more: Any) -> Appointment:
    """A substantive appointment that runs, unless told otherwise."""
    return Appointment(
        **{"person": person, "post": ref, "kind": kind, "capacity": "substantive", "from_at": START, **more}
    )


def deputy(person: str, of: str, kind: str = "senior_officer", **more: Any) -> Appointment:
    """A deputy, in a post of her own, of the post named."""
    return post(
        person, f"deputy_{of}" if "ref" not in more else more.pop("ref"), kind, capacity="deputy", deputises=of, **more
    )


PLACE = post("ada", "director_place", "director")
FINANCE = post("fay", "director_finance", "director")
PLANNING = post("hal", "head_planning", "head_of_service")
MONITORING = post("mo", "mo_post", "monitoring_officer")
CHIEF = post("cy", "ce_post", "chief_executive")
PROPER = post("pia", "po_post", "proper_officer")
DEPUTY_PLACE = deputy("bea", "director_place")
DEPUTY_PLANNING = deputy("dot", "head_planning")
DEPUTY_MONITORING = post("dan", "dmo_post", "deputy_monitoring_officer")
OFFICERS = (PLACE, FINANCE, PLANNING, MONITORING, CHIEF, PROPER, DEPUTY_PLACE, DEPUTY_PLANNING, DEPUTY_MONITORING)


def situation(**more: Any) -> Situation:
    """Councillor Reed asks for a document that the Director of Place holds; nothing is declared and nobody is away."""
    plain = {
        "at": NOW,
        "request": "request_1",
        "requester": "reed",
        "document": "document_1",
        "holder_post": "director_place",
        "appointments": OFFICERS,
    }
    return Situation(**{**plain, **more})


def away(*persons: str) -> tuple[Absence, ...]:
    return tuple(Absence(person=person, from_at=START) for person in persons)


def tie(person: str, to: str = "reed", kind: str = "family", **more: Any) -> Tie:
    return Tie(**{"person": person, "to_person": to, "kind": kind, "from_at": START, **more})


def acted(person: str, act: Act, rung: int = 0) -> PastAct:
    return PastAct(person=person, act=act, rung=rung)


def need(ref: str, function: Function, rung: int = 0) -> Need:
    return Need(post=ref, function=function, rung=rung)


def people(choice: Choice) -> list[str]:
    """Who may act, the best first."""
    return [each.person for each in choice.candidates]


def bars(choice: Choice) -> set[tuple[str, str]]:
    """Who may not act, each with the code of a reason."""
    return {(bar.person, bar.code) for bar in choice.barred}


def flags(found: Candidate | Refusal) -> set[str]:
    """The flags of one who may act; fails where she may not."""
    assert isinstance(found, Candidate), found
    return {flag.code for flag in found.flags}


def refused(person: str, due: Need, stands: Situation, council: Pack | None = None) -> set[str]:
    """The codes for which a person may not act; empty where she may."""
    found = may_act(person, due, stands, council)
    return {bar.code for bar in found.bars} if isinstance(found, Refusal) else set()
