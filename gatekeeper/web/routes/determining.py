"""Deciding a case passage by passage: each prepared on a page of its own, then checked as a whole and recorded."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import Rulings, preview
from gatekeeper.services.officers.casefile import CaseFile, PassageFile
from gatekeeper.services.officers.choices import Choices, choices_for
from gatekeeper.web.deciding.checking import record, show_check
from gatekeeper.web.deciding.decision import Prepared, whole_form
from gatekeeper.web.deciding.fields import by_field, ruling_form, ruling_of
from gatekeeper.web.deciding.need import need_of
from gatekeeper.web.deciding.ways import WAYS, Way, about, following, hers, prepared_in
from gatekeeper.web.deciding.workings import answered, keep_workings, place_of, workings
from gatekeeper.web.forms import Form, Incomplete
from gatekeeper.web.officer_words import passage_called
from gatekeeper.web.pages import Pages
from gatekeeper.web.visit import Visit

PAGES = Pages()
_LATER: Final = "It is written on the page about the decision as a whole."


@PAGES.get("/in/{slug}/asked/{asked_id}/determine")
def begin(visit: Visit) -> Response:
    """To the list of tasks, where deciding begins."""
    return visit.see_other(place_of(visit))


def _whole(visit: Visit, way: Way) -> Response:
    """The page about the decision as a whole."""
    prepared = prepared_in(visit, way)
    start = prepared.workings.of("whole")
    return visit.ask(whole_form(prepared), "determining/whole.html", **about(visit, way, prepared), start=start)


def _keep_whole(visit: Visit, way: Way) -> Response:
    prepared = prepared_in(visit, way)
    form = whole_form(prepared)
    visit.expect(form, "determining/whole.html", **about(visit, way, prepared))
    given = answered(form, visit.form)
    missing = {each.name: each.missing for each in form.fields if each.missing and each.name not in given}
    if missing:
        raise Incomplete(missing)
    kept = prepared.workings.put("whole", "", given)
    keep_workings(visit, kept)
    visit.forget_draft()
    return visit.see_other(following(visit, way, Prepared(prepared.file, kept), 0), "saved")


def _passage(visit: Visit, way: Way) -> Response:
    """The page of one passage."""
    form, of, values = _asked(visit, way)
    start = workings(visit).of("ruling", of.name)
    return visit.ask(form, "determining/passage.html", **values, start=start)


def _keep_passage(visit: Visit, way: Way) -> Response:
    """Keep the ruling on a passage. What the law stops is said where it was chosen; it is kept all the same."""
    form, of, values = _asked(visit, way)
    visit.expect(form, "determining/passage.html", **values)
    visit.same_passages(values["passages_of"])
    prepared = workings(visit)
    given = ruling_of(visit.form, of.name, need_of(prepared, of))
    kept = prepared.put("ruling", of.name, answered(form, visit.form), of.mark)
    keep_workings(visit, kept)
    rulings = Rulings(passages=(given,), statement_to_scrutiny=_LATER)
    checked = visit.do(lambda desk: preview(desk, visit.path["asked_id"], rulings))
    stops = [each for each in checked.stops if each.passage and each.passage[1] == of.name]
    if stops:
        return visit.again(by_field(stops, form))
    visit.forget_draft()
    return visit.see_other(following(visit, way, Prepared(values["file"], kept), of.number), "saved")


def _asked(visit: Visit, way: Way) -> tuple[Form, PassageFile, dict[str, Any]]:
    """The form of a passage with what its page shows around it. Raises NotThere where it is not hers to decide."""
    prepared, number, asked_id = workings(visit), int(visit.path["number"]), visit.path["asked_id"]

    def look(desk: Desk) -> tuple[CaseFile, PassageFile, Choices]:
        found = choices_for(desk, asked_id, number, lambda each: need_of(prepared, each))
        _ = hers(found[0], way)
        return found

    file, of, choices = visit.do(look)
    values = {
        **about(visit, way, Prepared(file, prepared)),
        "passage": of,
        "passages_of": f"{of.name} {of.mark}",
        "again": Prepared(file, prepared).is_old("ruling", of),
        "called": passage_called(of),
        "choices": choices,
    }
    return ruling_form(choices, at_rung=way.name != "determine"), of, values


for _way in WAYS:
    PAGES.get(f"{_way.path}/whole")(partial(_whole, way=_way))
    PAGES.post(f"{_way.path}/whole")(partial(_keep_whole, way=_way))
    PAGES.get(f"{_way.path}/check", fresh=True)(partial(show_check, way=_way))
    PAGES.post(f"{_way.path}/check", fresh=True)(partial(record, way=_way))
    PAGES.get(f"{_way.path}/{{number:int}}")(partial(_passage, way=_way))
    PAGES.post(f"{_way.path}/{{number:int}}")(partial(_keep_passage, way=_way))
