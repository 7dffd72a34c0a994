"""What an officer finds: need to know, passage by passage, kept until she decides; and facts, recorded at once."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.found import Found, find
from gatekeeper.services.cases.rulings_given import NeedFound
from gatekeeper.services.officers.casefile import CaseFile, PassageFile, case_file
from gatekeeper.services.officers.facts import ToFind, facts_to_find
from gatekeeper.web.deciding.decision import Prepared
from gatekeeper.web.deciding.need import ALSO, NECESSARY, asked_of, need_form, shared_with
from gatekeeper.web.deciding.workings import Workings, answered, keep_workings, place_of, workings
from gatekeeper.web.forms import Choice, Field, Form, read
from gatekeeper.web.officer_words import passage_called
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
_BACK: Final = N_("Back to the list of tasks")
_ANSWERS: Final = {"true": N_("Yes"), "false": N_("No")}


@PAGES.get("/in/{slug}/asked/{asked_id}/find")
def overview(visit: Visit) -> Response:
    """Everything that she is to find: the facts that are hers, and need to know passage by passage."""
    asked_id = visit.path["asked_id"]
    file, facts = visit.do(lambda desk: facts_to_find(desk, asked_id))
    if "find" not in file.may:
        raise NotThere
    prepared = Prepared(file, workings(visit))
    passages = [
        (each, passage_called(each), prepared.lacking(each)) for each in file.to_decide if each.result.common_law
    ]
    shown = passages if file.decides else []
    return visit.page(
        "findings/find.html", file=file, facts=facts, passages=shown, back=_back(visit), at=place_of(visit)
    )


@PAGES.get("/in/{slug}/asked/{asked_id}/find/{number:int}")
def need(visit: Visit) -> Response:
    """The questions of need to know for one passage."""
    file, of, form, values = _need(visit)
    del file
    start = workings(visit).of("need", of.name)
    return visit.ask(form, "findings/need.html", **values, start=start)


@PAGES.post("/in/{slug}/asked/{asked_id}/find/{number:int}")
def keep_need(visit: Visit) -> Response:
    """Keep the findings; they are recorded with the decision, and evidence for that passage from then on."""
    file, of, form, values = _need(visit)
    visit.expect(form, "findings/need.html", **values)
    visit.same_passages(values["passages_of"])
    bare = need_form(of)
    _ = read(bare, visit.form, NeedFound)
    given = answered(bare, visit.form)
    prepared = workings(visit)
    also = (each for each in file.to_decide if each.name in visit.form.get(ALSO, ()))
    for each in (of, *also):
        prepared = prepared.put("need", each.name, given, each.mark)
    keep_workings(visit, prepared)
    visit.forget_draft()
    return visit.see_other(_after(visit, file, of, prepared), "saved")


@PAGES.get("/in/{slug}/asked/{asked_id}/fact/{fact}/{subject}")
def fact(visit: Visit) -> Response:
    """One fact that is hers to find."""
    form, values = _fact(visit)
    return visit.ask(form, "findings/fact.html", **values)


@PAGES.post("/in/{slug}/asked/{asked_id}/fact/{fact}/{subject}")
def record_fact(visit: Visit) -> Response:
    """Record it; the law is applied again at once."""
    form, values = _fact(visit)
    to_find: ToFind = values["fact"]
    known = {"level": to_find.level, "subject": to_find.subject, "fact": to_find.fact}
    given = visit.read(form, Found, "findings/fact.html", known=known, **values)
    asked_id = visit.path["asked_id"]
    visit.command("find", asked_id, given, lambda desk: find(desk, asked_id, given))
    return visit.see_other(place_of(visit), "find")


def _need(visit: Visit) -> tuple[CaseFile, PassageFile, Form, dict[str, Any]]:
    """A passage with the form of its findings. Raises NotThere where they are not hers to make."""
    asked_id, number = visit.path["asked_id"], int(visit.path["number"])
    file = visit.do(lambda desk: case_file(desk, asked_id))
    of = file.passage(number)
    if not file.decides or of.opened or of.result.common_law is None:
        raise NotThere
    others = tuple(each for each in file.to_decide if each.name != of.name and asked_of(each) == asked_of(of))
    values = {
        "file": file,
        "passage": of,
        "passages_of": " ".join(f"{each.name} {each.mark}" for each in (of, *others)),
        "again": Prepared(file, workings(visit)).is_old("need", of),
        "called": passage_called(of),
        "necessary": NECESSARY,
        "back": _back(visit),
        "at": place_of(visit),
    }
    return file, of, shared_with(need_form(of), others), values


def _after(visit: Visit, file: CaseFile, of: PassageFile, prepared: Workings) -> str:
    """The next passage whose findings are not made, else the list of tasks."""
    now = Prepared(file, prepared)
    left = [each for each in file.to_decide if each.number > of.number and now.lacking(each)]
    return f"{place_of(visit)}find/{left[0].number}" if left else place_of(visit)


def _fact(visit: Visit) -> tuple[Form, dict[str, Any]]:
    """The form of the fact that the address names. Raises NotThere where it is not hers to find, or found already."""
    asked_id = visit.path["asked_id"]

    def look(desk: Desk) -> tuple[CaseFile, tuple[ToFind, ...]]:
        return facts_to_find(desk, asked_id)

    file, facts = visit.do(look)
    wanted = (visit.path["fact"], visit.path["subject"])
    found = next((each for each in facts if (each.fact, each.subject) == wanted), None)
    if found is None or "find" not in file.may:
        raise NotThere
    answers = tuple(Choice(each, _ANSWERS.get(each, each.replace("_", " ").capitalize())) for each in found.answers)
    value = Field("value", found.asks, "radios", found.source, answers)
    why = Field("reasons", N_("Why?"), "area", N_("It is kept with the finding."), optional=True, rows=4)
    values = {"file": file, "fact": found, "version": file.version, "back": _back(visit), "at": place_of(visit)}
    return Form(N_("Record a finding"), (value, why), N_("Record it")), values


def _back(visit: Visit) -> tuple[str, str]:
    return place_of(visit), _BACK
