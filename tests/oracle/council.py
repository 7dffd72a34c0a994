"""The council of the table "who may see what": one paper of each sort, its people, and a word hidden in each place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from gatekeeper.core.deadlines import LONDON
from gatekeeper.storage import tables
from tests.services.world_making import LONG_AGO_AT, Making, Piece
from tests.services.worlds import NOW

DOCUMENTS: Final = (
    *("public_report", "coming_report", "exempt_3_coming", "exempt_1_coming", "executive_coming", "executive_decided"),
    *("confidential", "hidden", "secret_title", "correspondence", "draft", "held_elsewhere", "past_six_years"),
)
_OFFICE: Final[dict[str, Any]] = {
    **{"kind": "councillor", "of_this_council": True, "accepted_office_on": date(2023, 5, 9), "elector": True}
}


def planted(place: str, document: str) -> str:
    """The word that stands in that place of that document, or of the case on it, and nowhere else."""
    return f"{place}x{document.replace('_', '')}"


def the_council(making: Making) -> None:
    """Everybody and everything of the table, under the protocol "wbc"."""
    making.council("wbc")
    _meetings(making)
    _members(making)
    _others(making)
    _officers(making)
    for name, papers in PAPERS.items():
        _paper(making, name, papers)


def _evening(days: int) -> datetime:
    return datetime.combine(NOW.date() + timedelta(days=days), time(18, 30), tzinfo=LONDON)


def _meetings(making: Making) -> None:
    bodies = {"council": "council", "planning": "committee", "employment": "committee"}
    for code, kind in (bodies | {"scrutiny": "overview_and_scrutiny", "cabinet": "executive"}).items():
        making.body(code, kind)
    old = datetime(2020, 11, 16, 18, 30, tzinfo=UTC)
    for code, begins in (("planning-old", old), ("planning-last", _evening(-21)), ("cabinet-last", _evening(-20))):
        making.meeting(code, code.split("-")[0], begins, begins + timedelta(hours=2))
    for code, days in (("planning-soon", 2), ("planning-next", 15), ("cabinet-next", 15)):
        making.meeting(code, code.split("-")[0], _evening(days))
    for meeting in ("planning-old", "planning-last", "planning-soon", "planning-next"):
        making.item(f"{meeting}-open", "planning", meeting)
    for meeting in ("planning-next", "cabinet-next", "cabinet-last"):
        making.item(f"{meeting}-closed", meeting.split("-")[0], meeting, access="private")


def _members(making: Making) -> None:
    making.councillor("asker", group="red", on={"planning": "member"})
    making.councillor("other_councillor", group="blue")
    making.councillor("executive_member", group="blue", on={"cabinet": "member"})
    making.in_cabinet("executive_member", "Places")
    making.councillor("scrutiny_member", on={"scrutiny": "member"})
    making.councillor("ward_member")
    ward = making.put(tables.Ward, "ward", "north", name="North")
    hers = _OFFICE | {"person_id": making.id("person", "ward_member"), "ward_id": ward}
    making.put(tables.Office, "office", "ward_member", **hers)
    for code, group in (("group_leader", "red"), ("other_group_leader", "blue")):
        making.councillor(code, group=group)
        making.political_post(code, "group_leader", group=group)
    making.co_opted("co_opted", on={"scrutiny": "co_opted"})


def _others(making: Making) -> None:
    making.assistant("assistant", "asker", group="red")
    alone = {"person_id": making.person("assistant_without_authority"), "group_id": making.group("red")}
    making.put(tables.GroupMembership, "group_membership", "alone-red", from_on=date(2023, 5, 9), **alone)
    making.councillor("former_councillor")
    left = _OFFICE | {"person_id": making.id("person", "former_councillor"), "ended_on": date(2026, 5, 11)}
    making.put(tables.Office, "office", "former_councillor", **left)
    out = {"person_id": making.councillor("suspended_councillor"), "from_on": date(2026, 10, 1)}
    making.put(tables.Suspension, "suspension", "suspended_councillor", **out, to_on=date(2026, 12, 31))
    making.person("staff_without_post")


def _officers(making: Making) -> None:
    making.director("director", "Places")
    making.director("director_other", "People")
    for code, kind in (
        ("proper_officer", "proper_officer"),
        ("monitoring_officer", "monitoring_officer"),
        ("deputy", "deputy_monitoring_officer"),
        ("chief_executive", "chief_executive"),
        ("data_protection_officer", "data_protection_officer"),
        ("clerk", "clerk"),
        ("auditor", "auditor"),
        ("administrator", "administrator"),
    ):
        making.officer(code, f"post-of-{code}", kind)


_PAGES: Final[dict[str, Any]] = {"page_count": 4}
_NEED: Final[Mapping[str, Any]] = {"kind": "other", "body": "employment"}
_EXECUTIVE: Final[Mapping[str, Any]] = {
    **{"holder": "both", "considered_for_executive_decision": True, "executive_can_call_for_it": True},
    **{"body": "cabinet", "portfolio": "Places"},
}
_NOT_FOUND: Final = {
    **{"overriding_public_interest": False, "requester_adverse": False, "withheld_as_likely_private": True}
}
_MAINTAINED: Final[dict[str, Any]] = {"result": "maintain", "by": "proper officer", "at": LONG_AGO_AT}
PAPERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "public_report": {"items": ("planning-last-open",), "body": "planning"},
    "coming_report": {"items": ("planning-soon-open",), "body": "planning"},
    "exempt_3_coming": {"items": ("planning-next-closed",), "body": "planning", "claims": (3,)},
    "exempt_1_coming": {
        **{"items": ("planning-next-closed",), "body": "planning", "claims": (1, 2)},
        "contains": ("third_party_personal_data",),
    },
    "executive_coming": {**_EXECUTIVE, "items": ("cabinet-next-closed",), "claims": (3,)},
    "executive_decided": {**_EXECUTIVE, "items": ("cabinet-last-closed",), "claims": (3,)},
    "confidential": {
        **{"items": ("planning-next-closed",), "body": "planning"},
        "passage": {"basis": "court_order", "citation": "An order of the High Court of 2 November 2026"},
    },
    "hidden": {**_NEED, "existence_known": False, "title_known": False},
    "secret_title": {**_NEED, "title_known": False, "public_label": planted("label", "secret_title")},
    "correspondence": {"kind": "correspondence", "body": "employment"},
    "draft": {"body": "employment", "draft": "draft_only"},
    "held_elsewhere": {
        **{"kind": "other", "items": ("planning-next-open",), "body": "planning"},
        **{"holder": "contractor", "council_can_call_for_it": False},
    },
    "past_six_years": {"items": ("planning-old-open",), "body": "planning"},
}
"""What the register says of each paper; ``claims`` are the paragraphs claimed for its one passage, each maintained."""


def code(document: str) -> str:
    """The council's own code of a document, a word hidden like the others."""
    return planted("code", document)


def _paper(making: Making, name: str, says: Mapping[str, Any]) -> None:
    said = _PAGES | dict(says)
    claims, contains, more = said.pop("claims", ()), said.pop("contains", ()), said.pop("passage", {})
    findings = _NOT_FOUND if claims else {}
    piece = Piece("whole", contains=contains, findings=findings, says=more | {"title": planted("passage", name)})
    marked = {"marked_exempt": bool(claims)}
    making.document(code(name), passages=(piece,), title=planted("title", name), findings=marked, **said)
    passage = making.id("passage", f"{code(name)}-whole")
    for position, number in enumerate(claims):
        about = _MAINTAINED | {"passage_id": passage, "number": number, "position": position}
        making.put(tables.Paragraph, "paragraph", f"{passage}-{number}", **about, reasons=planted("reasons", name))
