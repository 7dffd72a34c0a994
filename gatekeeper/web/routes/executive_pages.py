"""What is owed by law: statutory answers, requests under regulation 17, the executive's answer and its statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.executive import ExecutiveAnswer, answer_for_executive
from gatekeeper.services.officers.owed import owed_by_law
from gatekeeper.services.officers.scrutiny import (
    RELEVANCE,
    ExecutiveFile,
    ScrutinyLine,
    executive_file,
    scrutiny_requests,
    statement_of,
)
from gatekeeper.services.registering.who import keeps_register
from gatekeeper.web.forms import Choice, Field, Form, read
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
PAGE: Final = 25
_TEMPLATE: Final = "executive/answer.html"
_ANSWERS: Final = (
    Choice("true", N_("Yes")),
    Choice("false", N_("No")),
    Choice("", N_("Not found yet")),
)
_QUESTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "own_scrutiny": (
        N_("Is it relevant to an action or decision that she herself is scrutinising?"),
        N_("Regulation 17(3)(a)(i). Look at the information, not at the document."),
    ),
    "own_programme": (
        N_("Is it relevant to a review in the programme of work of her own scrutiny committee?"),
        N_("Regulation 17(3)(a)(ii)."),
    ),
    "other_programme": (
        N_("Is it relevant to a review in the programme of another scrutiny committee?"),
        N_("Whether that is enough is not settled: it goes to a person to decide."),
    ),
}
_STATEMENT: Final = Field(
    "statement_to_scrutiny",
    N_("Written reasons to the scrutiny committee"),
    "area",
    N_("For whatever is not given: why regulation 17 does not give it. Leave it empty only where all of it is given."),
    rows=8,
    optional=True,
)
_TITLE: Final = N_("The executive’s answer under regulation 17")


@PAGES.get("/in/{slug}/statutory")
def statutory(visit: Visit) -> Response:
    """What the proper officer owes by law now, and what opens later, in the order in which it was asked for."""
    start = _start(visit)
    page, keeps = visit.do(lambda desk: (owed_by_law(desk, start, PAGE), keeps_register(desk)))
    return visit.page(
        "executive/statutory.html",
        now=[each for each in page.lines if each.now],
        later=[each for each in page.lines if not each.now],
        keeps=keeps,
        first=visit.at if start else None,
        following=f"{visit.at}?start={page.following}" if page.following else None,
    )


@PAGES.get("/in/{slug}/regulation-17")
def regulation_17(visit: Visit) -> Response:
    """The requests of scrutiny members under regulation 17 with the executive's ten clear days, the latest first."""
    start = _start(visit)
    page, keeps = visit.do(lambda desk: (scrutiny_requests(desk, start, PAGE), keeps_register(desk)))
    return visit.page(
        "executive/regulation_17.html",
        lines=[{"line": each, "stands": _stands(each)} for each in page.lines],
        keeps=keeps,
        first=visit.at if start else None,
        following=f"{visit.at}?start={page.following}" if page.following else None,
    )


@PAGES.get("/in/{slug}/asked/{asked_id}/executive-answer")
def ask_answer(visit: Visit) -> Response:
    """The passages on which the executive answers, with the questions of relevance; or the answer that was given."""
    file = _file(visit)
    if not file.may_answer:
        return visit.page("executive/answered.html", file=file, back=_back(visit))
    start = {f"{name}-{n}": (each.found[name],) for n, each in enumerate(file.passages) for name in RELEVANCE}
    return visit.ask(_form(file), _TEMPLATE, start=start, **_values(visit, file))


@PAGES.post("/in/{slug}/asked/{asked_id}/executive-answer", fresh=True)
def take_answer(visit: Visit) -> Response:
    """Record it: what regulation 17 then opens is given, and the reasons for the rest go to the committee."""
    file, asked_id = _file(visit), visit.path["asked_id"]
    visit.expect(_form(file), _TEMPLATE, **_values(visit, file))
    visit.same_passages(_numbered(file))
    relevance = [each for each in (_relevance(visit, file, n) for n in range(len(file.passages))) if len(each) > 1]
    given = read(Form(_TITLE, (_STATEMENT,), ""), visit.form, ExecutiveAnswer, relevance=relevance)
    visit.command("executive-answer", asked_id, given, lambda desk: answer_for_executive(desk, asked_id, given))
    return visit.see_other(f"{visit.home}asked/{asked_id}/executive-answer", "executive_answer")


@PAGES.get("/in/{slug}/asked/{asked_id}/statement-to-scrutiny")
def statement(visit: Visit) -> Response:
    """The statement to the scrutiny committee, to be printed and sent."""
    view, document, answer, committees = visit.do(lambda desk: statement_of(desk, visit.path["asked_id"]))
    back = (f"{visit.home}requests/{view['request_id']}", N_("Back to the request"))
    return visit.page(
        "executive/statement.html", case=view, document=document, answer=answer, committees=committees, back=back
    )


def _file(visit: Visit) -> ExecutiveFile:
    return visit.do(lambda desk: executive_file(desk, visit.path["asked_id"]))


def _form(file: ExecutiveFile) -> Form:
    fields: list[Field] = []
    for n, passage in enumerate(file.passages):
        if passage.opened:
            continue
        group = _called(passage.name, passage.pages, passage.label)
        for name in RELEVANCE:
            label, hint = _QUESTIONS[name]
            fields.append(Field(f"{name}-{n}", label, "radios", hint, _ANSWERS, optional=True, group=group))
    return Form(_TITLE, (*fields, _STATEMENT), N_("Record the executive’s answer"))


def _called(name: str, pages: str, label: str) -> str:
    return f"{label or name} ({pages})" if pages and pages != "whole" else label or name


def _relevance(visit: Visit, file: ExecutiveFile, n: int) -> dict[str, Any]:
    """What was found on the relevance of one passage; nothing but its id where nothing was."""
    said = {name: visit.value(f"{name}-{n}") for name in RELEVANCE}
    found = {name: each == "true" for name, each in said.items() if each in ("true", "false")}
    return {"passage": file.passages[n].passage_id, **found}


def _values(visit: Visit, file: ExecutiveFile) -> dict[str, Any]:
    return {"file": file, "version": file.version, "passages_of": _numbered(file), "back": _back(visit)}


def _numbered(file: ExecutiveFile) -> str:
    return "|".join(each.name for each in file.passages)


def _back(visit: Visit) -> tuple[str, str]:
    return f"{visit.home}regulation-17", N_("Requests under regulation 17")


def _stands(line: ScrutinyLine) -> str:
    if line.answered_at is not None:
        return N_("Answered, with a statement to the committee") if line.statement else N_("Answered")
    if line.waits:
        return N_("It waits for the executive’s answer")
    return N_("Open by regulation 17: a copy is owed")


def _start(visit: Visit) -> int:
    text = visit.query("start") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
