"""The small steps on a case, each with one form: questions and answers, notes, narrowing, disputes, withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel
from starlette.responses import Response

from gatekeeper.services.cases import closing, conversation, disputes, first
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.reading import case_of
from gatekeeper.services.part import has_part
from gatekeeper.web.forms import Choice, Field, Form, Incomplete
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes import step_forms as forms
from gatekeeper.web.visit import Visit

PAGES = Pages()
_Work = Callable[[Desk, str, Any], int]


class Asks(conversation.Said):
    """A question to the councillor; ``offers_narrowing``: it is the offer of help to narrow the request."""

    offers_narrowing: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its address, the action it is, its form, the command that the form gives, and what carries it out."""

    name: str
    action: str
    form: Form
    model: type[BaseModel]
    work: _Work


def _ask(desk: Desk, asked_id: str, given: Asks) -> int:
    said = conversation.Said(words=given.words)
    return conversation.ask_councillor(desk, asked_id, said, offers_narrowing=given.offers_narrowing)


def _hand_over(desk: Desk, asked_id: str, given: closing.HandingOver) -> int:
    return closing.hand_over(desk, asked_id, given)[0]


_Said = conversation.Said
STEPS: Final = (
    Step("ask", "ask_councillor", forms.ASK, Asks, _ask),
    Step("answer", "answer_question", forms.ANSWER, conversation.Stated, conversation.answer_question),
    Step("narrow", "narrow", forms.NARROW, conversation.Narrowing, conversation.narrow),
    Step("narrowing-declined", "note", forms.DECLINED, _Said, conversation.declined_to_narrow),
    Step("note", "note", forms.NOTE, _Said, conversation.note),
    Step("ask-advice", "ask_advice", forms.ASK_ADVICE, _Said, conversation.ask_advice),
    Step("not-held", "record_not_held", forms.NOT_HELD, first.NotHeld, first.record_not_held),
    Step("transfer", "transfer", forms.TRANSFER, first.Transfer, first.transfer),
    Step("withdraw", "withdraw", forms.WITHDRAW, closing.Leaving, closing.withdraw),
    Step("dispute", "dispute", forms.DISPUTE, disputes.Disputing, disputes.dispute),
    Step("appeal", "appeal", forms.APPEAL, disputes.Disputing, disputes.appeal),
    Step("statement", "submit_statement", forms.STATEMENT, _Said, conversation.submit_statement),
    Step("hand-over", "hand_over", forms.HAND_OVER, closing.HandingOver, _hand_over),
    Step("interest", "declare_interest", forms.INTEREST, conversation.Interest, conversation.declare_interest),
)


GRAVE: Final = frozenset({"not-held"})
"""What ends a case as a determination does, and so needs a recent sign-in."""


def _add(step: Step) -> None:
    """Add the page of a step, and what takes its form."""
    path = f"/in/{{slug}}/asked/{{asked_id}}/{step.name}"

    @PAGES.get(path)
    def show(visit: Visit) -> Response:
        form, values = _asked(visit, step)
        return visit.ask(form, "case/step.html", **values)

    @PAGES.post(path, fresh=step.name in GRAVE)
    def take(visit: Visit) -> Response:
        form, values = _asked(visit, step)
        visit.expect(form, "case/step.html", **values)
        known = _known(step, visit)
        given = visit.read(form, step.model, "case/step.html", known=known, **values)
        asked_id = visit.path["asked_id"]
        visit.command(step.name, asked_id, given, lambda desk: step.work(desk, asked_id, given))
        return visit.see_other(_after(visit, values["case"]["request_id"]), step.action)


def _after(visit: Visit, request_id: str) -> str:
    """Back to the case, or to the first page where it is hers no more: she has stood aside, or has sent it on.

    She is asked nothing and tries nothing, so no refusal is entered of her.
    """
    hers = visit.do(lambda desk: has_part(desk, visit.path["asked_id"]))
    return f"{visit.home}requests/{request_id}" if hers else visit.home


def _asked(visit: Visit, step: Step) -> tuple[Form, dict[str, Any]]:
    """The form of a step with the case that it is about. Raises NotThere where the step cannot be taken now."""
    asked_id = visit.path["asked_id"]
    case = visit.do(lambda desk: case_of(desk, asked_id))
    document = next(each for each in case["documents"] if each["asked_id"] == asked_id)
    if step.action not in document["may"] and visit.http_request.method == "GET":
        raise NotThere
    form = step.form if step.name != "transfer" else _transfer_form(visit, step.form)
    return form, {"case": case, "document": document, "version": case["version"], "step": step.name}


def _transfer_form(visit: Visit, form: Form) -> Form:
    """The form with the posts of this council to choose from."""
    posts = visit.do(lambda desk: first.receivers(desk, visit.path["asked_id"]))
    choices = tuple(Choice(f"{each.kind} {each.thing_id}", each.title) for each in posts)
    return Form(form.title, (Field("to", forms.TRANSFER_TO, "select", choices=choices), *form.fields), form.button)


def _known(step: Step, visit: Visit) -> Mapping[str, Any]:
    """What the command takes in another shape than that in which it is asked. Raises Incomplete."""
    if step.name == "transfer":
        stage, _, post = visit.value("to").partition(" ")
        return {"to_stage": stage, "to_post": post or None}
    if step.name == "not-held":
        return {"searches": _searches(visit.value("searched"))}
    return {}


def _searches(text: str) -> list[dict[str, str]]:
    """A line for each search: where, a colon, and how. Raises Incomplete."""
    lines = [line.partition(":") for line in text.splitlines() if line.strip()]
    if any(not where.strip() or not how.strip() for where, _, how in lines):
        raise Incomplete({"searched": forms.SEARCH_LINE})
    return [{"where": where.strip(), "how": how.strip()} for where, _, how in lines]


for _step in STEPS:
    _add(_step)
