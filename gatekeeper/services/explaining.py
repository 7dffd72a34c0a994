"""A decision in words for whoever asks from outside: of a case as its reader may see it, or of an unfiled case file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gatekeeper.core.case import Case
from gatekeeper.core.deadlines import DeadlineError
from gatekeeper.core.explain import explain, side_by_side
from gatekeeper.core.explain.case import tell_case
from gatekeeper.services.assess import UnknownCouncil, assess, assess_under_all, ladder_in_words, packs
from gatekeeper.services.case_reader import read_case_text
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Undecidable
from gatekeeper.services.cases.told import reader_of
from gatekeeper.services.cases.view import read_case
from gatekeeper.services.records import decision_as_data
from gatekeeper.storage import tables

_NAME = "case.json"


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a case file comes to: the decision under each protocol asked for, by the pack's id, and in words."""

    decisions: dict[str, dict[str, Any]]
    text: str


def explained_case(desk: Desk, request_id: str) -> str:
    """A case in words, as the person at the desk may see it; with every route tried on what she reads as an officer.

    The reading is entered in the record. Raises NotThere.
    """
    view = read_case(desk, request_id)
    told = tell_case(view)
    return told if view["seen_as"] != "officer" else f"{told}\n{_every_route(desk, view)}"


def _every_route(desk: Desk, view: Mapping[str, Any]) -> str:
    """The decision as it comes out now; nothing where it cannot be made.

    Only of the documents that she herself reads as an officer: of another on the same case she may only be consulted.
    """
    request = desk.request(str(view["request_id"]))
    seen = {each["asked_id"] for each in view["documents"]}
    hers = [each for each in desk.asked_of(request) if each.id in seen and _as_officer(desk, request, each)]
    documents = [each.document_id for each in hers if each.document_id]
    if not documents:
        return ""
    try:
        return explain(decide_now(desk, request, documents).decision)
    except Undecidable:
        return ""


def _as_officer(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> bool:
    return reader_of(desk.roles(request, asked)) == "officer"


def assessed(case: Mapping[str, Any], as_at: datetime, under: str | None) -> Assessed:
    """Decide a case file as at an instant (aware), filing nothing: under its own pack, the one named, or ``all``.

    Raises CaseErrors with everything that is wrong with the file, and CommandRefused where there is no such pack, or a
    date of the case lies beyond the calendars.
    """
    read = read_case_text(json.dumps(case, ensure_ascii=False), _NAME, "json")
    at = read.as_at or as_at
    try:
        return _under_all(read, at) if under == "all" else _under(read, at, under)
    except UnknownCouncil as error:
        raise CommandRefused("Assess the case", str(error), "name one of them, or leave it out") from None
    except DeadlineError as error:
        raise CommandRefused("Assess the case", str(error), "correct the dates of the case") from None


def _under(case: Case, at: datetime, pack: str | None) -> Assessed:
    found = assess(case, at, pack).decision
    return Assessed({found.pack or "": decision_as_data(found)}, explain(found))


def _under_all(case: Case, at: datetime) -> Assessed:
    found = {name: each.decision for name, each in assess_under_all(case, at).items()}
    ladders = {name: ladder_in_words(packs()[name].pack) for name in found}
    return Assessed({name: decision_as_data(each) for name, each in found.items()}, side_by_side(found, ladders))
