"""A dispute on the pages: the bundle of both sides, whom to hear first, and the one who is only heard."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.disputes import Consulting, consult
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.officers.bundle import bundle_of, dispute_of
from gatekeeper.services.officers.casefile import CaseFile
from gatekeeper.services.officers.consulting import Consultee, consultees
from gatekeeper.web.deciding.decision import Prepared
from gatekeeper.web.deciding.tasks import blocked_by
from gatekeeper.web.deciding.workings import place_of, workings
from gatekeeper.web.forms import Choice, Field, Form
from gatekeeper.web.officer_words import passage_called
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import stage_words

PAGES = Pages()
_BACK: Final = N_("Back to the list of tasks")


@PAGES.get("/in/{slug}/asked/{asked_id}/bundle")
def bundle(visit: Visit) -> Response:
    """The bundle as its reader has it: the councillor, the officers, or whoever is heard."""
    found = visit.do(lambda desk: bundle_of(desk, visit.path["asked_id"]))
    back = (f"{visit.home}requests/{found.case['request_id']}", N_("Back to the request"))
    return visit.page("ruling/bundle.html", bundle=found, back=back)


@PAGES.get("/in/{slug}/asked/{asked_id}/rule")
def ruling(visit: Visit) -> Response:
    """The bundle above, and beneath it the passages to rule on."""
    return _ruling(visit, "rule")


@PAGES.get("/in/{slug}/asked/{asked_id}/resolve")
def resolving(visit: Visit) -> Response:
    """The same for the clerk who enters what a body resolved."""
    return _ruling(visit, "resolve")


@PAGES.get("/in/{slug}/asked/{asked_id}/heard")
def heard(visit: Visit) -> Response:
    """The dispute to somebody who is heard on it: what was ruled, what both sides say, and how she is heard."""
    found = visit.do(lambda desk: bundle_of(desk, visit.path["asked_id"]))
    if found.reader != "consultee":
        raise NotThere
    return visit.page("ruling/heard.html", bundle=found, back=(visit.home, N_("Home")))


@PAGES.get("/in/{slug}/asked/{asked_id}/consult")
def consulting(visit: Visit) -> Response:
    """The form for what somebody said whom this rung must hear."""
    file, people = visit.do(lambda desk: consultees(desk, visit.path["asked_id"]))
    return visit.ask(_form(visit, file, people), "ruling/consult.html", **_values(visit, file))


@PAGES.post("/in/{slug}/asked/{asked_id}/consult")
def consulted(visit: Visit) -> Response:
    """Record that she was heard. She does not decide."""
    asked_id = visit.path["asked_id"]
    file, people = visit.do(lambda desk: consultees(desk, asked_id))
    form = _form(visit, file, people)
    given = visit.read(form, Consulting, "ruling/consult.html", **_values(visit, file))
    visit.command("consult", asked_id, given, lambda desk: consult(desk, asked_id, given))
    return visit.see_other(place_of(visit), "consult")


def _ruling(visit: Visit, action: str) -> Response:
    asked_id = visit.path["asked_id"]
    file, found = visit.do(lambda desk: dispute_of(desk, asked_id))
    if file.action != action or not file.decides:
        raise NotThere
    prepared = Prepared(file, workings(visit))
    passages = [(each, passage_called(each), prepared.ruling(each)) for each in file.passages]
    return visit.page(
        "ruling/rule.html",
        bundle=found,
        file=file,
        prepared=prepared,
        passages=passages,
        blocked=blocked_by(prepared),
        action=action,
        at=place_of(visit),
        back=(place_of(visit), _BACK),
    )


def _form(visit: Visit, file: CaseFile, people: tuple[Consultee, ...]) -> Form:
    posts = tuple(Choice(each, stage_words(each, visit.words)) for each in (file.rung.consults if file.rung else ()))
    leaders = tuple(Choice(each.person, each.name, each.leads) for each in people)
    said = N_("What did she say?")
    fields = (
        Field("post", N_("Who was heard?"), "radios", "", posts, missing=N_("Say in which part she was heard")),
        Field("person", N_("Which person?"), "select", N_("The councillor's own group comes first."), leaders, True),
        Field("words", said, "area", N_("She is heard, and does not decide."), missing=N_("Write what she said")),
    )
    return Form(N_("Record that somebody was heard"), fields, N_("Record it"))


def _values(visit: Visit, file: CaseFile) -> dict[str, Any]:
    return {"file": file, "version": file.version, "back": (place_of(visit), _BACK), "at": place_of(visit)}
