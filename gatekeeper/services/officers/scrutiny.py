"""Requests of scrutiny members under regulation 17: whose answer each waits for, its ten clear days, and what was said.

The executive answers within ten clear days of receipt, with written reasons to the scrutiny committee for what it does
not give (SI 2012/2089 reg 17(2), (4); SI 2017/68 art 10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.decision import DocumentResult, RouteResult
from gatekeeper.core.lifecycle import Action, Status
from gatekeeper.services.cases.decide import Decided, decide_now
from gatekeeper.services.cases.desk import Desk, can_see, permissions, state_of
from gatekeeper.services.cases.errors import NotThere, Undecidable
from gatekeeper.services.cases.reading import case_of
from gatekeeper.services.cases.routing import EXECUTIVE
from gatekeeper.services.cases.told import reader_of
from gatekeeper.services.officers.owed import Clock, clock_of
from gatekeeper.services.registering.who import kinds_held
from gatekeeper.storage import tables
from gatekeeper.storage.owed import of_routes
from gatekeeper.storage.record_reading import words_of

ROUTES: Final = ("reg17", "art10")
NOTED: Final = "regulation_17"
_LISTS: Final = frozenset({"proper_officer", "monitoring_officer", "executive", "chief_executive"})
_SCRUTINY: Final = frozenset({"overview_and_scrutiny", "overview_and_scrutiny_sub_committee"})
MOST_LOOKED_AT: Final = 200
_UNKNOWN: Final = "unknown"
RELEVANCE: Final = ("own_scrutiny", "own_programme", "other_programme")


@dataclass(frozen=True, slots=True)
class ScrutinyLine:
    """One request under regulation 17. ``waits``: the executive's answer is owed; ``answered_at``: when it was given.

    ``by_right``: it is open by regulation 17 as it stands, and the copy is owed. ``clock``: the ten clear days.
    """

    asked_id: str
    request_id: str
    reference: str
    called: str
    asker: str
    waits: bool
    by_right: bool
    answered_at: datetime | None
    statement: bool
    received_at: datetime
    clock: Clock | None
    may_answer: bool


@dataclass(frozen=True, slots=True)
class ScrutinyPage:
    """A page of them, the latest first. ``following``: where the next begins, None at the end."""

    lines: tuple[ScrutinyLine, ...]
    following: int | None


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A passage on which the executive answers: how regulation 17 stands to it, why, and what was found on relevance.

    ``opened``: the regulation gives it. ``asks``: relevance decides, for it is exempt or confidential.
    """

    passage_id: str
    name: str
    label: str
    pages: str
    opened: bool
    status: str
    reasons: tuple[str, ...]
    found: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveFile:
    """An asked document that waits for the executive's answer, or had it. ``version``: of the case to this reader."""

    case: Mapping[str, Any]
    document: Mapping[str, Any]
    asker: str
    committees: tuple[str, ...]
    passages: tuple[ToAnswer, ...]
    clock: Clock | None
    received_at: datetime
    may_answer: bool
    answer: Answered | None

    @property
    def version(self) -> int:
        """The version of the case as its reader has it before her."""
        return int(self.case["version"])


@dataclass(frozen=True, slots=True)
class Answered:
    """The executive's answer: its entry and instant, and the written reasons, None where everything was given."""

    entry: int
    at: datetime
    statement: str | None


def scrutiny_requests(desk: Desk, start: int, limit: int) -> ScrutinyPage:
    """Requests under regulation 17 that the person at the desk may see. Raises NotThere for who has no such list."""
    if not kinds_held(desk) & _LISTS:
        raise NotThere("The list")
    lines: list[ScrutinyLine] = []
    for looked, asked in enumerate(_from(desk, start), start):
        if len(lines) == limit or looked - start == MOST_LOOKED_AT:
            return ScrutinyPage(tuple(lines), looked)
        line = _line(desk, asked)
        if line is not None:
            lines.append(line)
    return ScrutinyPage(tuple(lines), None)


def executive_file(desk: Desk, asked_id: str) -> ExecutiveFile:
    """What the executive answers on, or answered; the reading is entered. Raises NotThere for all but its officers."""
    view = case_of(desk, asked_id)
    request, asked = desk.asked(asked_id)
    roles = desk.roles(request, asked)
    answer = _answer(desk, asked)
    if reader_of(roles) != "officer" or not (answer or _is_waiting(asked)) or asked.document_id is None:
        raise NotThere
    decided = _decided(desk, request, asked)
    result = decided.document(asked.document_id) if decided else None
    return ExecutiveFile(
        case=view,
        document=next(each for each in view["documents"] if each["asked_id"] == asked_id),
        asker=_name(desk, request.requester_id),
        committees=committees_of(desk, request.requester_id),
        passages=tuple(_passages(desk, request, decided, result)) if decided and result else (),
        clock=_clock(result, desk.tx.now),
        received_at=request.received_by_executive_at or request.received_at,
        may_answer=_may_answer(roles, asked),
        answer=answer,
    )


def statement_of(desk: Desk, asked_id: str) -> tuple[Mapping[str, Any], Mapping[str, Any], Answered, tuple[str, ...]]:
    """The statement to the scrutiny committee: the case, the document, the answer, and the committees addressed.

    It is hers to read too, for it is shared. The reading is entered. Raises NotThere where there is none.
    """
    view = case_of(desk, asked_id)
    request, asked = desk.asked(asked_id)
    answer = _answer(desk, asked)
    told = {line["entry"] for line in view["timeline"]}
    if answer is None or answer.statement is None or answer.entry not in told:
        raise NotThere
    document = next(each for each in view["documents"] if each["asked_id"] == asked_id)
    return view, document, answer, committees_of(desk, request.requester_id)


def committees_of(desk: Desk, person: str) -> tuple[str, ...]:
    """The overview and scrutiny committees on which somebody sits today, by name."""
    on = local_date(desk.tx.now)
    seats = desk.register.all(tables.Membership, person_id=person)
    held = [each.body_id for each in seats if each.from_on <= on and (each.to_on is None or on <= each.to_on)]
    bodies = desk.register.all(tables.Body, thing_id=held) if held else ()
    return tuple(sorted(each.name for each in bodies if each.type in _SCRUTINY))


def _from(desk: Desk, start: int) -> Iterator[tables.AskedDocument]:
    which: dict[str, Any] = {"stage": EXECUTIVE, "noted": NOTED, "routes": ROUTES, "limit": 50}
    while page := of_routes(desk.session, desk.tx.council_id, offset=start, **which):
        start += len(page)
        yield from page


def _line(desk: Desk, asked: tables.AskedDocument) -> ScrutinyLine | None:
    request = desk.cases.request(asked.request_id)
    roles = desk.roles(request, asked) if request else frozenset()
    if request is None or not can_see(roles, state_of(asked)) or reader_of(roles) != "officer":
        return None
    answer, decided = _answer(desk, asked), _decided(desk, request, asked)
    result = decided.document(str(asked.document_id)) if decided else None
    by_right = result is not None and any(each.status == "open" for each in _routes(result))
    if not (answer or _is_waiting(asked) or by_right):
        return None
    row = desk.register.one(tables.Document, asked.document_id)
    return ScrutinyLine(
        asked.id,
        request.id,
        request.reference,
        row.title if row else "",
        _name(desk, request.requester_id),
        _is_waiting(asked),
        by_right,
        answer.at if answer else None,
        answer is not None and answer.statement is not None,
        request.received_by_executive_at or request.received_at,
        _clock(result, desk.tx.now),
        _may_answer(roles, asked),
    )


def _is_waiting(asked: tables.AskedDocument) -> bool:
    return asked.stage == EXECUTIVE and not asked.rung and asked.status not in (Status.DETERMINED, Status.WITHDRAWN)


def _may_answer(roles: frozenset[str], asked: tables.AskedDocument) -> bool:
    return _is_waiting(asked) and permissions().allowed(roles, state_of(asked), Action.TRANSFER).allowed


def _decided(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> Decided | None:
    if asked.document_id is None or asked.status == Status.WITHDRAWN:
        return None
    try:
        return decide_now(desk, request, (asked.document_id,))
    except Undecidable:
        return None


def _routes(result: DocumentResult) -> Iterator[RouteResult]:
    return (route for passage in result.passages for route in passage.routes if route.route in ROUTES)


def _clock(result: DocumentResult | None, now: datetime) -> Clock | None:
    """The ten clear days; the earliest, where several count."""
    clocks = [clock for route in _routes(result) for clock in route.clocks if clock.get("binds_at")] if result else []
    return clock_of(min(clocks, key=lambda each: each["binds_at"]), now) if clocks else None


def _answer(desk: Desk, asked: tables.AskedDocument) -> Answered | None:
    notes = desk.acts(asked.request_id, Action.NOTE.value, asked_id=asked.id)
    act = next((each for each in reversed(notes) if each.data.get(NOTED)), None)
    if act is None:
        return None
    said = words_of(desk.session, desk.tx.council_id, [act.entry]).get(act.entry)
    stated = said.text if said and act.data.get("addressed_to") else None
    return Answered(act.entry, act.at, stated)


def _passages(
    desk: Desk, request: tables.AccessRequest, decided: Decided, result: DocumentResult
) -> Iterator[ToAnswer]:
    for each in result.passages:
        thing = decided.evidence.passages.get(each.passage)
        route = next((route for route in each.routes if route.route in ROUTES), None)
        if thing is None or route is None:
            continue
        row = next(iter(desk.register.all(tables.Relevance, passage_id=thing, request_id=request.id)), None)
        found = {name: _word(getattr(row, name, None)) for name in RELEVANCE}
        why = tuple(f"{spoke.sentence} [{spoke.source}]" for spoke in route.spoke)
        yield ToAnswer(thing, each.passage, each.label, each.pages, route.status == "open", route.status, why, found)


def _word(value: bool | str | None) -> str:
    if value is None:
        return ""
    return _UNKNOWN if value == _UNKNOWN else str(value).lower()


def _name(desk: Desk, person: str) -> str:
    row = desk.register.one(tables.Person, person)
    return row.name if row else ""
