"""Asking: what the law already gives, why it is needed where that has to be asked, a last look, and the receipt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from pydantic import ValidationError
from starlette.responses import Response

from gatekeeper.doors.refusals import Changed
from gatekeeper.services.cases.errors import CommandRefused, Conflict, NotThere
from gatekeeper.services.cases.once import once
from gatekeeper.services.cases.submit import Submitted, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.services.finding import bodies_to_choose
from gatekeeper.services.forecast import UNKNOWN_DOCUMENT, Forecast, Need, forecast_known, protocol_on_need
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
_ANSWERS: Final = "answers"
"""Under which name the last page carries a digest of the answers that stand on it."""
_OTHERS: Final = N_(
    "Your answers have changed since you opened this page. Check them as they stand now, and send them."
)
_SENT_BEFORE: Final = N_(
    "You have sent this once with other answers. Look at your requests first: if you send it now, it is another one."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How asking stands: the answers so far, what they would come to, and what has to be asked."""

    answers: Answers
    found: tuple[Forecast, ...]
    need: Need

    @property
    def steps(self) -> tuple[str, ...]:
        """The questions that have to be asked."""
        return steps(self.answers, self.need)


@PAGES.get("/in/{slug}/ask/answer")
def answer(visit: Visit) -> Response:
    """What the law already gives of the documents that were chosen, before anything is asked or filed."""
    if asker(visit) is None:
        return nobody(visit)
    standing = _standing(visit)
    answers = standing.answers
    if not answers.documents and not answers.gone:
        return visit.see_other(_onwards(visit, standing))
    if answers.gone:
        keep_answers(visit, answers.told())
    return visit.page(
        "asking/answer.html",
        forecasts=standing.found,
        descriptions=answers.descriptions,
        gone=answers.gone,
        asks=bool(standing.steps),
        everything=not answers.descriptions and all(each.open == "all" for each in standing.found),
        hidden=visit.hidden,
        back=f"{visit.home}ask/find",
    )


@PAGES.post("/in/{slug}/ask/answer")
def carry_on(visit: Visit) -> Response:
    """She has seen it, and asks for it."""
    keep_answers(visit, answers_of(visit).shown())
    return visit.see_other(_onwards(visit, _standing(visit)))


@PAGES.get("/in/{slug}/ask/why/{question}")
def why(visit: Visit) -> Response:
    """One question, put only where it has to be; else on to what comes next."""
    if asker(visit) is None:
        return nobody(visit)
    standing, question = _standing(visit), _question(visit)
    if not standing.answers.count or question.name not in standing.steps:
        return visit.see_other(_onwards(visit, standing))
    form, around = _put(visit, question, standing)
    start = {each.name: standing.answers.values.get(each.name, ()) for each in form.fields}
    return visit.ask(form, "asking/question.html", start=start, **around)


@PAGES.post("/in/{slug}/ask/why/{question}")
def say_why(visit: Visit) -> Response:
    """Keep the answer, or that the question is left for now, and go on. Raises Incomplete."""
    standing, question = _standing(visit), _question(visit)
    form, around = _put(visit, question, standing)
    given: dict[str, tuple[str, ...]] = {}
    if not visit.value(LATER):
        said = visit.read(form, question.model, "asking/question.html", **around)
        given = {name: (str(value),) for name, value in said.model_dump().items() if value}
    answers = answered(standing.answers, question.name, given)
    keep_answers(visit, answers)
    visit.forget_draft()
    return visit.see_other(_onwards(visit, Standing(answers, standing.found, standing.need)))


@PAGES.get("/in/{slug}/ask/check")
def check(visit: Visit) -> Response:
    """Everything she has answered, to be looked at once more and changed."""
    if asker(visit) is None:
        return nobody(visit)
    standing = _standing(visit)
    onwards = _onwards(visit, standing)
    return _check_page(visit, standing) if onwards == visit.at else visit.see_other(onwards)


@PAGES.post("/in/{slug}/ask/check")
def send(visit: Visit) -> Response:
    """File the request: once, however often the button is pressed."""
    last = last_answers(visit)
    if last.sent and visit.value("once") == last.key:
        return visit.see_other(f"{visit.home}ask/done/{last.sent}")
    standing = _standing(visit)
    answers = standing.answers
    if _onwards(visit, standing) != visit.at or visit.value("once") != answers.key:
        return visit.see_other(f"{visit.home}ask")
    if visit.value(_ANSWERS) != answers.digest:
        return _check_page(visit, standing, _OTHERS)
    try:
        asking = asking_of(visit, answers, standing.need)
        actor = visit.who.actor
        key = once(answers.key, "submit", actor.post, actor.behalf_of, asking, returns=Submitted)
        done = visit.do(lambda desk: submit(desk, asking), key=key)
    except (CommandRefused, ValidationError) as error:
        if isinstance(error, Conflict) and not isinstance(error, Changed):
            renewed = answers.renewed()
            keep_answers(visit, renewed)
            return _check_page(visit, replace(standing, answers=renewed), _SENT_BEFORE)
        return _check_page(visit, standing, _said(error))
    mark_sent(visit, answers, done.request_id)
    return visit.see_other(f"{visit.home}ask/done/{done.request_id}")


@PAGES.get("/in/{slug}/ask/done/{request_id}")
def receipt(visit: Visit) -> Response:
    """The receipt: the reference, who has it, by when, and what happens next. Raises NotThere."""
    case = visit.do(lambda desk: read_case(desk, visit.path["request_id"]))
    return visit.page("asking/done.html", case=case)


def _check_page(visit: Visit, standing: Standing, problem: str | None = None) -> Response:
    answers = standing.answers
    return visit.page(
        "asking/check.html",
        422 if problem else 200,
        rows=rows(visit, answers, standing.need),
        documents=standing.found,
        descriptions=answers.descriptions,
        councillor=asker(visit),
        errors=(("#main", problem),) if problem else (),
        hidden=visit.hidden | {"once": answers.key, _ANSWERS: answers.digest},
        back=f"{visit.home}ask/answer" if answers.documents else f"{visit.home}ask/find",
    )


def _said(error: CommandRefused | ValidationError) -> str:
    """What is wrong with it, without anything of what was written."""
    if isinstance(error, NotThere):
        return N_("One of the documents is no longer there. Go back to the documents you chose, and look again.")
    if isinstance(error, CommandRefused) and not isinstance(error, Conflict):
        return f"{error.what}: {error.why}. {error.remedy[:1].upper()}{error.remedy[1:]}."
    return N_("It could not be sent as it stands. Look at your answers, and send it again.")


def _standing(visit: Visit) -> Standing:
    """How asking stands now; a document that is no longer there is taken out. Raises CommandRefused."""
    answers, found = answers_of(visit), tuple[Forecast, ...]()
    if answers.documents:
        asking = draft_of(answers)
        found = visit.do(lambda desk: forecast_known(desk, asking))
    left = answers.left_with(tuple(each.document_id for each in found))
    if left is not answers:
        keep_answers(visit, left)
        answers = left
    need = UNKNOWN_DOCUMENT if answers.descriptions else Need()
    for each in found:
        need |= each.need
    return Standing(answers, found, need)


def _onwards(visit: Visit, standing: Standing) -> str:
    """Where it goes on: what the law gives, then the next question that has to be asked, then the last look."""
    home, answers = f"{visit.home}ask/", standing.answers
    if not answers.count:
        return f"{home}find"
    if answers.documents and not answers.seen:
        return f"{home}answer"
    step = next_step(answers, standing.need)
    return f"{home}check" if step is None else f"{home}why/{step}"


def _question(visit: Visit) -> Question:
    found = QUESTIONS.get(visit.path["question"])
    if found is None:
        raise NotThere
    return found


def _put(visit: Visit, question: Question, standing: Standing) -> tuple[Form, dict[str, object]]:
    """A question as it is put to her, and what stands around it."""
    bodies, protocol = visit.do(lambda desk: (bodies_to_choose(desk), protocol_on_need(desk)))
    return question.form(visit, Ground(bodies, protocol, standing.need)), {
        "back": _before(visit, question, standing),
        "later": True,
        "protocol": protocol if question.name in ("duty", "ward", "people") else None,
        "unmatched": not standing.answers.documents,
    }


def _before(visit: Visit, question: Question, standing: Standing) -> str:
    """The page before a question."""
    asked = standing.steps
    place = asked.index(question.name) if question.name in asked else 0
    if place:
        return f"{visit.home}ask/why/{asked[place - 1]}"
    return f"{visit.home}ask/{'answer' if standing.answers.documents else 'find'}"
