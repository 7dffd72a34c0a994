"""Asking: what the law already gives, why it is needed where that has to be asked, a last look, and the receipt."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError
from starlette.responses import Response

from gatekeeper.services.cases.errors import CommandRefused, Conflict, NotThere
from gatekeeper.services.cases.once import once
from gatekeeper.services.cases.submit import Submitted, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.services.finding import bodies_to_choose
from gatekeeper.services.forecast import (
    UNKNOWN_DOCUMENT,
    Forecast,
    Need,
    forecast,
    known_only,
    protocol_on_need,
)
from gatekeeper.web.asking_answers import Answers, answers_of, keep_answers, last_answers, mark_sent
from gatekeeper.web.asking_questions import QUESTIONS, Ground, Question, answered, next_step, steps
from gatekeeper.web.asking_words import asking_of, draft_of, rows
from gatekeeper.web.forms import Form
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.choosing import asker, nobody
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
LATER: Final = "later"


@PAGES.get("/in/{slug}/ask/answer")
def answer(visit: Visit) -> Response:
    """What the law already gives of the documents that were chosen, before anything is asked or filed."""
    if asker(visit) is None:
        return nobody(visit)
    answers = answers_of(visit)
    if not answers.count:
        return visit.see_other(f"{visit.home}ask/find")
    if not answers.documents:
        return visit.see_other(_onwards(visit, answers, UNKNOWN_DOCUMENT))
    known = visit.do(lambda desk: known_only(desk, answers.documents))
    gone = len(answers.documents) - len(known)
    if gone:
        answers = answers.with_documents(known)
        keep_answers(visit, answers)
    found = _forecasts(visit, answers)
    need = _need(answers, found)
    return visit.page(
        "asking/answer.html",
        forecasts=found,
        descriptions=answers.descriptions,
        gone=gone,
        need=need,
        asks=bool(steps(answers, need)),
        everything=not answers.descriptions and all(each.open == "all" for each in found),
        hidden=visit.hidden,
        back=f"{visit.home}ask/find",
    )


@PAGES.post("/in/{slug}/ask/answer")
def carry_on(visit: Visit) -> Response:
    """She has seen it, and asks for it."""
    answers = answers_of(visit).shown()
    keep_answers(visit, answers)
    return visit.see_other(_onwards(visit, answers, _need(answers, _forecasts(visit, answers))))


@PAGES.get("/in/{slug}/ask/why/{question}")
def why(visit: Visit) -> Response:
    """One question, put only where it has to be; else on to what comes next."""
    if asker(visit) is None:
        return nobody(visit)
    answers, need = _standing(visit)
    question = _question(visit)
    if not answers.count or question.name not in steps(answers, need):
        return visit.see_other(_onwards(visit, answers, need))
    form, ground = _put(visit, question, need)
    start = {each.name: answers.values.get(each.name, ()) for each in form.fields}
    return visit.ask(form, "asking/question.html", start=start, **_around(visit, answers, need, ground))


@PAGES.post("/in/{slug}/ask/why/{question}")
def say_why(visit: Visit) -> Response:
    """Keep the answer, or that the question is left for now, and go on. Raises Incomplete."""
    answers, need = _standing(visit)
    question = _question(visit)
    form, ground = _put(visit, question, need)
    given: dict[str, tuple[str, ...]] = {}
    if not visit.value(LATER):
        around = _around(visit, answers, need, ground)
        said = visit.read(form, question.model, "asking/question.html", **around)
        given = {name: (str(value),) for name, value in said.model_dump().items() if value}
    answers = answered(answers, question.name, given)
    keep_answers(visit, answers)
    visit.forget_draft()
    return visit.see_other(_onwards(visit, answers, need))


@PAGES.get("/in/{slug}/ask/check")
def check(visit: Visit) -> Response:
    """Everything she has answered, to be looked at once more and changed."""
    councillor = asker(visit)
    if councillor is None:
        return nobody(visit)
    answers, need = _standing(visit)
    onwards = _onwards(visit, answers, need)
    if onwards != visit.at:
        return visit.see_other(onwards)
    return _check_page(visit, answers, need)


@PAGES.post("/in/{slug}/ask/check")
def send(visit: Visit) -> Response:
    """File the request: once, however often the button is pressed. Raises CommandRefused."""
    last = last_answers(visit)
    if last.sent and visit.value("once") == last.key:
        return visit.see_other(f"{visit.home}ask/done/{last.sent}")
    answers, need = _standing(visit)
    if _onwards(visit, answers, need) != visit.at or visit.value("once") != answers.key:
        return visit.see_other(f"{visit.home}ask")
    try:
        asking = asking_of(visit, answers, need)
        actor = visit.who.actor
        key = once(answers.key, "submit", actor.post, actor.behalf_of, asking, returns=Submitted)
        done = visit.do(lambda desk: submit(desk, asking), key=key)
    except (CommandRefused, ValidationError) as error:
        return _check_page(visit, answers, need, _said(error))
    mark_sent(visit, answers, done.request_id)
    return visit.see_other(f"{visit.home}ask/done/{done.request_id}")


@PAGES.get("/in/{slug}/ask/done/{request_id}")
def done(visit: Visit) -> Response:
    """The receipt: the reference, who has it, by when, and what happens next. Raises NotThere."""
    case = visit.do(lambda desk: read_case(desk, visit.path["request_id"]))
    return visit.page("asking/done.html", case=case)


def _check_page(visit: Visit, answers: Answers, need: Need, problem: str | None = None) -> Response:
    found = _forecasts(visit, answers)
    hidden = visit.hidden | {"once": answers.key}
    errors = (("#main", problem),) if problem else ()
    return visit.page(
        "asking/check.html",
        422 if problem else 200,
        rows=rows(visit, answers, need),
        documents=found,
        descriptions=answers.descriptions,
        councillor=asker(visit),
        errors=errors,
        hidden=hidden,
        back=f"{visit.home}ask/answer" if answers.documents else f"{visit.home}ask/find",
    )


def _said(error: CommandRefused | ValidationError) -> str:
    """What is wrong with it, without anything of what was written."""
    if isinstance(error, NotThere):
        return N_("One of the documents is no longer there. Go back to the documents you chose, and look again.")
    if isinstance(error, CommandRefused) and not isinstance(error, Conflict):
        return f"{error.what}: {error.why}. {error.remedy[:1].upper()}{error.remedy[1:]}."
    return N_("It could not be sent as it stands. Look at your answers, and send it again.")


def _standing(visit: Visit) -> tuple[Answers, Need]:
    """What was answered so far, and what has to be asked; what is no longer there is taken out."""
    answers = answers_of(visit)
    known = visit.do(lambda desk: known_only(desk, answers.documents)) if answers.documents else ()
    if known != answers.documents:
        answers = answers.with_documents(known)
        keep_answers(visit, answers)
    return answers, _need(answers, _forecasts(visit, answers))


def _forecasts(visit: Visit, answers: Answers) -> tuple[Forecast, ...]:
    if not answers.documents:
        return ()
    asking = draft_of(answers)
    return visit.do(lambda desk: forecast(desk, asking))


def _need(answers: Answers, found: tuple[Forecast, ...]) -> Need:
    need = UNKNOWN_DOCUMENT if answers.descriptions else Need()
    for each in found:
        need |= each.need
    return need


def _onwards(visit: Visit, answers: Answers, need: Need) -> str:
    """Where it goes on: what the law gives, then the next question that has to be asked, then the last look."""
    home = f"{visit.home}ask/"
    if not answers.count:
        return f"{home}find"
    if answers.documents and not answers.seen:
        return f"{home}answer"
    step = next_step(answers, need)
    return f"{home}check" if step is None else f"{home}why/{step}"


def _question(visit: Visit) -> Question:
    found = QUESTIONS.get(visit.path["question"])
    if found is None:
        raise NotThere
    return found


def _put(visit: Visit, question: Question, need: Need) -> tuple[Form, Ground]:
    bodies, protocol = visit.do(bodies_to_choose), visit.do(protocol_on_need)
    ground = Ground(bodies, protocol, need)
    return question.form(visit, ground), ground


def _around(visit: Visit, answers: Answers, need: Need, ground: Ground) -> dict[str, object]:
    """What stands around a question: the way back, the protocol's own words, and that it can be left for now."""
    asked = steps(answers, need)
    name = visit.path["question"]
    before = asked[asked.index(name) - 1] if name in asked and asked.index(name) else None
    first = f"{visit.home}ask/answer" if answers.documents else f"{visit.home}ask/find"
    return {
        "back": f"{visit.home}ask/why/{before}" if before else first,
        "later": True,
        "protocol": ground.protocol if name in ("duty", "ward", "people") else None,
        "unmatched": bool(answers.descriptions) and not answers.documents,
    }
