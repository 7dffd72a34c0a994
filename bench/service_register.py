"""The register of an invented district council for the measurements: its people, posts, bodies and papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gatekeeper.services.evidence.filing import value_as_word
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes

COUNCILLORS = 12
OF_EACH_SORT = 10
PACK = "wbc"
DIRECTOR = "director"
OPEN, PART, WORKING = "open", "part", "working"
_SINCE = date(2023, 5, 9)
_SINCE_AT = datetime(2023, 5, 9, 9, tzinfo=UTC)
_BODIES = {
    "council": "council",
    "planning": "committee",
    "employment": "committee",
    "scrutiny": "overview_and_scrutiny",
    "cabinet": "executive",
}
_OFFICERS = (
    DIRECTOR,
    "monitoring_officer",
    "chief_executive",
    "proper_officer",
    "chief_finance_officer",
    "data_protection_officer",
    "clerk",
)
_NOT_IN_ISSUE = {"overriding_public_interest": False, "requester_adverse": False}
_PAPER: Mapping[str, Any] = {
    "kind": "report",
    "holder": "council",
    "draft": "final",
    "executive_can_call_for_it": False,
    "considered_for_executive_decision": False,
    "listed_background_paper": False,
    "copyright": "council",
}


@dataclass(frozen=True, slots=True)
class Making:
    """Changes to the register in which everything is named by its code."""

    changes: Changes

    def put(self, table: Any, kind: str, code: str, /, **says: Any) -> str:
        """Say this of a thing; its id."""
        thing = self.changes.name(kind, code)
        self.changes.put(table, thing, **says)
        return thing

    def found(self, level: str, subject: str, findings: Mapping[str, bool]) -> None:
        """What an officer found of a thing, in general."""
        for fact, value in findings.items():
            about = {"level": level, "subject_id": subject, "fact": fact, "value": value_as_word(value)}
            self.put(tables.Finding, "finding", f"{subject}/{fact}", **about)


def little_district(changes: Changes, now: datetime) -> None:
    """Everybody and everything: twelve councillors, seven officers, and ten papers of each of three sorts."""
    making = Making(changes)
    particulars = {"name": "Measured Council", "jurisdiction": "england", "type": "district"}
    making.put(tables.CouncilParticulars, "council", "council", **particulars)
    making.put(tables.GovernancePeriod, "governance", "now", from_on=_SINCE, executive_arrangements=True)
    making.put(tables.PackAdoption, "pack", "now", pack=PACK, from_on=_SINCE)
    bodies = {code: making.put(tables.Body, "body", code, name=code, type=kind) for code, kind in _BODIES.items()}
    posts = {kind: _officer(making, kind) for kind in _OFFICERS}
    for number in range(1, COUNCILLORS + 1):
        _councillor(making, number, bodies)
    for number in range(1, OF_EACH_SORT + 1):
        for sort in (OPEN, PART, WORKING):
            _paper(making, sort, number, posts[DIRECTOR], bodies)
    for body in ("planning", "scrutiny", "cabinet"):
        meeting_at = now + timedelta(days=15)
        making.put(tables.Meeting, "meeting", body, body_id=bodies[body], meeting_at=meeting_at)


def _person(making: Making, code: str) -> str:
    named = {"name": f"Person {code}", "email": f"{code}@council.example", "signs_in_as": code}
    return making.put(tables.Person, "person", code, **named)


def _officer(making: Making, kind: str) -> str:
    directorate = "Places" if kind == DIRECTOR else None
    post = making.put(tables.Post, "post", kind, kind=kind, title=kind.replace("_", " "), directorate=directorate)
    about = {"person_id": _person(making, kind), "post_id": post, "capacity": "substantive", "from_at": _SINCE_AT}
    making.put(tables.Appointment, "appointment", kind, **about)
    return post


def _councillor(making: Making, number: int, bodies: Mapping[str, str]) -> None:
    code = f"c{number}"
    person = _person(making, code)
    accepted = {"of_this_council": True, "accepted_office_on": _SINCE, "elector": True, "elected_on": _SINCE}
    making.put(tables.Office, "office", code, person_id=person, kind="councillor", **accepted)
    for body in ("council", ("planning", "employment", "scrutiny")[number % 3]):
        seat = {"person_id": person, "body_id": bodies[body], "role": "member", "from_on": _SINCE}
        making.put(tables.Membership, "membership", f"{code}-{body}", **seat)


def _paper(making: Making, sort: str, number: int, post: str, bodies: Mapping[str, str]) -> None:
    code = f"{sort}{number}"
    of = {"title": f"Paper {code}", "holder_post_id": post, "page_count": 22}
    of["responsible_body_id"] = bodies["employment" if sort == WORKING else "planning"]
    says = {**_PAPER, **of} | ({"kind": "other"} if sort == WORKING else {})
    document = making.put(tables.Document, "document", code, **says)
    if sort != WORKING:
        _coming(making, code, document, bodies["planning"], access="private" if sort == PART else "public")
    _passage(making, document, f"{code}-a", 0, exempt=False)
    if sort == PART:
        _passage(making, document, f"{code}-b", 1, exempt=True)
    found = {"council_document": True, "behind_the_accounts": False, "affects_own_ward": False}
    making.found("document", document, found | {"marked_exempt": sort == PART})


def _coming(making: Making, code: str, document: str, body: str, access: str) -> None:
    meeting = making.changes.name("meeting", "planning")
    says = {"title": code, "fixed_by": "agenda", "papers_with_members": True, "access": access}
    item = making.put(tables.Item, "item", code, body_id=body, meeting_id=meeting, **says)
    making.put(tables.Link, "link", code, document_id=document, item_id=item)


def _passage(making: Making, document: str, code: str, position: int, *, exempt: bool) -> None:
    says = {"registered": False, "self_planning": False, "basis": "none", "paragraphs_complete": True}
    says |= {"pages": f"{position + 1}", "negotiation": "live" if exempt else "none", "position": position}
    says |= {"contains": ["commercially_confidential"] if exempt else []}
    passage = making.put(tables.Passage, "passage", code, document_id=document, **says)
    making.found("passage", passage, {**_NOT_IN_ISSUE, "withheld_as_likely_private": exempt})
    if exempt:
        weighed = {"result": "maintain", "by": "proper officer", "reasons": "They would learn of it.", "at": _SINCE_AT}
        making.put(tables.Paragraph, "paragraph", f"{code}-3", passage_id=passage, number=3, position=0, **weighed)
