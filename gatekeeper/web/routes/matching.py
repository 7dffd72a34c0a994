"""Saying which document a councillor's description means: papers are looked for by their words, and one is chosen."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel
from starlette.responses import Response

from gatekeeper.services.cases.first import match
from gatekeeper.services.officers.matching import Match, papers_for
from gatekeeper.web.forms import Choice, Field, Form
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_LOOK: Final = N_("Which document is meant?")


class Meant(BaseModel):
    """The document (register id) that is meant."""

    document: str


@PAGES.get("/in/{slug}/asked/{asked_id}/match")
def look_for(visit: Visit) -> Response:
    """What she described, a search of the register, and what it found."""
    found, words = _found(visit)
    return visit.ask(_form(found), "matching/match.html", **_values(visit, found, words))


@PAGES.post("/in/{slug}/asked/{asked_id}/match")
def matched(visit: Visit) -> Response:
    """Match it; it is then decided as if it had been named, and what the law opens is given at once."""
    found, words = _found(visit)
    asked_id = visit.path["asked_id"]
    given = visit.read(_form(found), Meant, "matching/match.html", **_values(visit, found, words))
    visit.command("match", asked_id, given, lambda desk: match(desk, asked_id, given.document))
    return visit.see_other(f"{visit.home}requests/{found.case['request_id']}", "match")


def _found(visit: Visit) -> tuple[Match, str]:
    words = visit.value("words") or visit.query("words") or ""
    return visit.do(lambda desk: papers_for(desk, visit.path["asked_id"], words)), words


def _form(found: Match) -> Form:
    choices = tuple(Choice(each.document_id, each.title, _about(each.code, each.holder)) for each in found.found)
    field = Field("document", _LOOK, "radios", "", choices, missing=N_("Choose the document that is meant"))
    return Form(_LOOK, (field,) if choices else (), N_("This is the one"))


def _about(*parts: str) -> str:
    return ", ".join(each for each in parts if each)


def _values(visit: Visit, found: Match, words: str) -> dict[str, Any]:
    place = f"{visit.home}asked/{visit.path['asked_id']}/"
    back = (f"{visit.home}requests/{found.case['request_id']}", N_("Back to the request"))
    return {"found": found, "words_sought": words, "version": found.case["version"], "back": back, "at": place}
