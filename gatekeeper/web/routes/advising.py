"""Advising on a case: what is recommended for each passage, in words, for officers alone or for the councillor too."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.conversation import Advising, advise
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.officers.casefile import CaseFile, case_file, said_first
from gatekeeper.web.deciding.workings import place_of
from gatekeeper.web.forms import Choice, Field, Form, read
from gatekeeper.web.officer_words import FORMS, passage_called
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_, RULING
from gatekeeper.web.visit import Visit

PAGES = Pages()
_RULINGS: Final = (*(Choice(code, label) for code, label in RULING.items()), Choice("", N_("No recommendation")))
_FORMS: Final = (*(Choice(code, label) for code, label in FORMS.items()), Choice("", N_("No form named")))
_WORDS: Final = Field(
    "words",
    N_("Your advice"),
    "area",
    N_("The decision stays with whoever decides. If it goes against your advice, the record says so."),
    rows=8,
    missing=N_("Write your advice"),
)
_SHARED: Final = Field(
    "shared",
    N_("May the councillor read it?"),
    "radios",
    N_("Advice that tells what a withheld passage holds is for officers alone."),
    (Choice("true", N_("Yes: both sides read it")), Choice("false", N_("No: for officers alone"))),
)


@PAGES.get("/in/{slug}/asked/{asked_id}/advise")
def ask_advice(visit: Visit) -> Response:
    """The form with each passage that is not open as of right."""
    file = _file(visit)
    return visit.ask(_form(file), "advising/advise.html", **_values(visit, file))


@PAGES.post("/in/{slug}/asked/{asked_id}/advise")
def give_advice(visit: Visit) -> Response:
    """Give it."""
    file, asked_id = _file(visit), visit.path["asked_id"]
    form = _form(file)
    visit.expect(form, "advising/advise.html", **_values(visit, file))
    visit.same_passages(_numbered(file))
    recommends = [each for each in (_recommended(visit, file, n) for n in range(len(file.to_decide))) if each]
    words = Form(form.title, (_WORDS, _SHARED), form.button)
    given = read(words, visit.form, Advising, recommends=recommends)
    visit.command("advise", asked_id, given, lambda desk: advise(desk, asked_id, given))
    return visit.see_other(place_of(visit), "advise")


def _file(visit: Visit) -> CaseFile:
    file = visit.do(lambda desk: case_file(desk, visit.path["asked_id"]))
    if "advise" not in file.may and visit.http_request.method == "GET":
        raise NotThere
    return file


def _values(visit: Visit, file: CaseFile) -> dict[str, Any]:
    back = (place_of(visit), N_("Back to the list of tasks"))
    return {
        "file": file,
        "version": file.version,
        "passages_of": _numbered(file),
        "said_first": said_first(file),
        "back": back,
        "at": place_of(visit),
    }


def _numbered(file: CaseFile) -> str:
    return "|".join(each.name for each in file.to_decide)


def _form(file: CaseFile) -> Form:
    fields: list[Field] = []
    for passage in file.to_decide:
        group, n = passage_called(passage), passage.number
        fields.append(Field(f"recommends-{n}", N_("What do you recommend?"), "radios", "", _RULINGS, True, group=group))
        fields.append(Field(f"form-{n}", N_("In which form?"), "radios", "", _FORMS, True, group=group))
    return Form(N_("Give advice"), (*fields, _WORDS, _SHARED), N_("Give the advice"))


def _recommended(visit: Visit, file: CaseFile, position: int) -> dict[str, str] | None:
    """What is recommended for a passage; None where nothing is."""
    passage = file.to_decide[position]
    ruling, form = visit.value(f"recommends-{passage.number}"), visit.value(f"form-{passage.number}")
    if not ruling:
        return None
    return {"passage": passage.name, "recommends": ruling} | ({"form": form} if form else {})
