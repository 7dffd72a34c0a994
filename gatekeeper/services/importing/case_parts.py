"""Judges what would stand by the rules of case files: the council, people with their seats, business, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final

from gatekeeper.core.case import CaseError, CaseErrors, Dated, Link, parse_case
from gatekeeper.core.case.case import FORMAT
from gatekeeper.core.case.council import Council, Governance
from gatekeeper.core.case.errors import MOST_TOLD
from gatekeeper.core.case.requester import Membership, Portfolio, PostHeld, Requester
from gatekeeper.services.evidence.build_documents import documents_data
from gatekeeper.services.evidence.gather import Gathering
from gatekeeper.services.evidence.parts import written
from gatekeeper.services.importing.proposed import Proposed
from gatekeeper.storage import tables
from gatekeeper.storage.base import Recorded
from gatekeeper.storage.register import Register

_NOBODY: Final = {"kind": "unknown"}
_NOTHING: Final = {"ref": "document", "title": "A document"}
_TOGETHER: Final = 100
"""How many documents, or pieces of business, are read as one case: fewer than a case may hold."""
_LONG_AGO: Final = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A problem of a case part, and the things (ids) that it may be about, the likeliest first."""

    error: CaseError
    things: tuple[str, ...]


def council_data(proposed: Proposed) -> dict[str, Any]:
    """The council's name and kind as a case file writes them."""
    row = proposed.one(tables.CouncilParticulars, proposed.find("council", "council"))
    return written(row, Council) if row else {"name": "The council"}


def council_errors(proposed: Proposed) -> Iterator[Found]:
    """What cannot be true of the council and the periods of its governance."""
    row, places, data = next(iter(proposed.all(tables.CouncilParticulars)), None), {}, council_data(proposed)
    if row:
        places["council"] = row.thing_id
    periods = sorted(proposed.all(tables.GovernancePeriod), key=lambda each: each.from_on)
    if periods:
        data["governance"] = _listed("council.governance", periods, Governance, places)
    yield from _found(_errors(data), "council", places)


def people_errors(proposed: Proposed, people: Sequence[str]) -> Iterator[Found]:
    """What cannot be true of each person's office, seats, periods in the executive, portfolios and posts together."""
    council = council_data(proposed)
    for person in people:
        yield from _person(proposed, person, council)


def _person(proposed: Proposed, person: str, council: dict[str, Any]) -> Iterator[Found]:
    office = next(iter(proposed.all(tables.Office, person_id=person)), None)
    if office is None:
        return
    places = {"requester": office.thing_id}
    data = written(office, Requester)
    seats = proposed.all(tables.Membership, person_id=person)
    data["memberships"] = _listed("requester.memberships", seats, Membership, places)
    for seat, row in zip(data["memberships"], seats, strict=True):
        seat.update(_body(proposed, row.body_id))
    for name, table, part in (
        ("suspended", tables.Suspension, Dated),
        ("executive", tables.CabinetPeriod, Dated),
        ("portfolios", tables.Portfolio, Portfolio),
        ("posts", tables.PoliticalPost, PostHeld),
    ):
        rows = proposed.all(table, person_id=person)
        if rows or name != "executive":
            data[name] = _listed(f"requester.{name}", rows, part, places)
    yield from _found(_errors(council, data), "requester", places)


def document_errors(proposed: Register, documents: Sequence[str]) -> Iterator[Found]:
    """What cannot be true of each document, its passages and the paragraphs claimed for them together."""
    request = tables.AccessRequest(
        id="-", council_id=proposed.council_id, reference="-", title="-", requester_id="-", received_at=_LONG_AGO
    )
    for together in _portions(documents):
        gathering = Gathering(proposed, request)
        written_out = documents_data(gathering, together)
        for data in written_out:
            data.pop("links", None)
            for part in (data, *data.get("passages", ())):
                part.pop("findings", None)
        errors = _errors(documents=written_out)
        if len(errors) > MOST_TOLD:
            yield from chain.from_iterable(document_errors(proposed, [each]) for each in together)
        else:
            places = {place: source.thing for place, source in gathering.places.items()}
            yield from _found(errors, "documents", places)


def business_errors(proposed: Proposed, things: Sequence[str]) -> Iterator[Found]:
    """What cannot be true of each meeting, item with its meeting, or decision that one person takes."""
    council = council_data(proposed)
    for together in _portions(things):
        links = [_link(proposed, thing) for thing in together]
        errors = _errors(council, documents=[_NOTHING | {"links": links}])
        if len(errors) > MOST_TOLD:
            yield from chain.from_iterable(business_errors(proposed, [each]) for each in together)
            continue
        places = {f"documents[0].links[{index}]": thing for index, thing in enumerate(together)}
        for found in _found(errors, "documents", places):
            item = proposed.one(tables.Item, next(iter(found.things), None))
            yield Found(found.error, (*found.things, *((item.meeting_id,) if item and item.meeting_id else ())))


def _link(proposed: Proposed, thing: str) -> dict[str, Any]:
    decision = proposed.one(tables.SoleDecision, thing)
    if decision:
        return written(decision, Link) | {"body": decision.decider, "body_type": decision.type}
    item = proposed.one(tables.Item, thing)
    meeting = proposed.one(tables.Meeting, item.meeting_id if item else thing)
    data = (written(meeting, Link) if meeting else {}) | (written(item, Link) if item else {})
    return data | _body(proposed, item.body_id if item else meeting.body_id if meeting else None)


def _portions(things: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(things[start : start + _TOGETHER]) for start in range(0, len(things), _TOGETHER))


def _body(proposed: Proposed, thing: str | None) -> dict[str, Any]:
    body = proposed.one(tables.Body, thing)
    return {"body": body.name, "body_type": body.type or "unknown"} if body else {}


def _errors(
    council: dict[str, Any] | None = None,
    requester: dict[str, Any] | None = None,
    documents: list[dict[str, Any]] | None = None,
) -> tuple[CaseError, ...]:
    """Read the parts within a whole case, so that they are judged exactly as they will be when a request comes."""
    data = {
        "format": FORMAT,
        "title": "An import",
        "council": council or {"name": "The council"},
        "requester": requester or _NOBODY,
        "request": {"received_at": "2026-01-01T00:00:00+00:00"},
        "documents": documents or [_NOTHING],
    }
    try:
        parse_case(data)
    except CaseErrors as errors:
        return errors.errors
    return ()


def _listed(place: str, rows: Iterable[Recorded], part: Any, places: dict[str, str]) -> list[dict[str, Any]]:
    found = []
    for index, row in enumerate(rows):
        places[f"{place}[{index}]"] = row.thing_id
        found.append(written(row, part))
    return found


def _found(errors: Iterable[CaseError], root: str, places: dict[str, str]) -> Iterator[Found]:
    """Each error with the thing of its own place, and after it those of the places around."""
    for error in errors:
        place, things = error.place, []
        while place:
            things += [places[place]] if place in places else []
            place = place.rpartition(".")[0] if not place.endswith("]") else place.rpartition("[")[0]
        if error.place.startswith(root):
            yield Found(error, tuple(things))
