"""A page of asking: what she wants to see in her own words, with help to narrow it, which never refuses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, field_validator
from starlette.responses import Response

from gatekeeper.services.cases.given import Command, Words
from gatekeeper.services.finding import bodies_to_choose
from gatekeeper.web.asking_answers import answers_of, keep_answers
from gatekeeper.web.asking_questions import CONTINUE
from gatekeeper.web.forms import Choice, Field, Form, Incomplete
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.choosing import OF_PAPERS, asker, next_page, nobody, require_room
from gatekeeper.web.seeking import FIRST, KINDS, LAST, NO_DAY
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import day

PAGES = Pages()
LONGEST_DESCRIPTION: Final = 600
_LONGEST: Final = 1_000


def _short(text: str) -> str:
    if len(text) > LONGEST_DESCRIPTION:
        raise ValueError(f"it is longer than {LONGEST_DESCRIPTION} characters; shorten it, or describe it in two parts")
    return " ".join(text.split())


def _day(text: object) -> date:
    """The day that was written. Raises ValueError in words for whoever wrote it."""
    try:
        found = date.fromisoformat(str(text))
    except ValueError:
        raise ValueError(NO_DAY) from None
    if not FIRST <= found <= LAST:
        raise ValueError(NO_DAY)
    return found


Day = Annotated[date, BeforeValidator(_day)]


class Description(Command):
    """What she wants to see in her own words, and what narrows it."""

    words: Annotated[Words, AfterValidator(_short)]
    body: str = ""
    kind: str = ""
    first: Day | None = None
    last: Day | None = None

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first")
        if first is not None and last is not None and last < first:
            raise ValueError("it is before the first day: change one of them")
        return last


@PAGES.get("/in/{slug}/ask/describe")
def describe(visit: Visit) -> Response:
    """What she wants to see in her own words, with help to narrow it."""
    if asker(visit) is None:
        return nobody(visit)
    return visit.ask(*_describing(visit), back=_back(visit), later=False)


@PAGES.post("/in/{slug}/ask/describe")
def take_description(visit: Visit) -> Response:
    """Add a description. Raises Incomplete."""
    if asker(visit) is None:
        return nobody(visit)
    given = visit.read(_describing(visit)[0], Description, "asking/question.html", back=_back(visit), later=False)
    text = _described(visit, given)
    if len(text) > _LONGEST:
        raise Incomplete({"words": visit.t(N_("Shorten it by %(n)s characters"), n=len(text) - _LONGEST)})
    answers = answers_of(visit)
    answers = answers.with_descriptions((*answers.descriptions, text))
    require_room(answers)
    keep_answers(visit, answers)
    visit.forget_draft()
    return visit.see_other(f"{visit.home}ask/find")


def _describing(visit: Visit) -> tuple[Form, str]:
    """The form in which something is described, and its template."""
    helps = N_("This helps us to find it: you can leave it out")
    bodies = tuple(Choice(name, name) for _, name in visit.do(bodies_to_choose))
    kinds = tuple(Choice(text, text) for text in KINDS.values())
    what_is = answers_of(visit).what
    title = N_("Describe what you want to see") if what_is in OF_PAPERS else N_("Describe what you need")
    fields = (
        Field(
            "words",
            N_("In your own words"),
            "area",
            N_("Say what it is about, and who wrote it if you know. You need no exact title."),
            missing=N_("Describe it in your own words"),
        ),
        Field("body", N_("Committee or body"), "select", choices=bodies, optional=True, group=helps),
        Field("first", N_("From this day"), "date", optional=True, group=helps),
        Field("last", N_("Until this day"), "date", optional=True, group=helps),
        Field("kind", N_("Kind of paper"), "select", choices=kinds, optional=True, group=helps),
    )
    return Form(title, fields, CONTINUE), "asking/question.html"


def _described(visit: Visit, given: Description) -> str:
    """The description as officers read it, on one line."""
    names = {name for _, name in visit.do(bodies_to_choose)}
    said = [given.words]
    said += [visit.t(N_("Body: %(body)s."), body=given.body)] if given.body in names else []
    said += [visit.t(N_("Kind: %(kind)s."), kind=given.kind)] if given.kind in KINDS.values() else []
    said += [visit.t(N_("From %(day)s."), day=day(given.first))] if given.first else []
    said += [visit.t(N_("Until %(day)s."), day=day(given.last))] if given.last else []
    return " ".join(said)


def _back(visit: Visit) -> str:
    return f"{visit.home}ask/" + ("find" if next_page(answers_of(visit)) == "find" else "what")
