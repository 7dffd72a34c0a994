"""The questions of asking: which of them have to be asked of this person now, in what order, and how each is put.

Why she needs it is asked only where a passage is left that the law does not open by itself, and only as far as the
common law and the council's protocol wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gatekeeper.services.cases.given import Command
from gatekeeper.services.forecast import Need, OfNeed
from gatekeeper.web.asking_answers import Answers
from gatekeeper.web.asking_commands import CallIn, Capacity, Constituent, Duty, Now, Specific, Ward
from gatekeeper.web.forms import Choice, Field, Form
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

CONTINUE: Final = N_("Continue")
_WARD: Final = "ward_casework"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the questions are put with: the council's bodies, its protocol on need, and what has to be asked."""

    bodies: tuple[tuple[str, str], ...]
    protocol: OfNeed
    need: Need


@dataclass(frozen=True, slots=True)
class Question:
    """A question page: how it is put, and what an answer must be."""

    name: str
    model: type[Command]
    form: Callable[[Visit, Ground], Form]


def steps(answers: Answers, need: Need) -> tuple[str, ...]:
    """The questions that have to be asked, in their order. Nothing is asked where the law gives all of it anyway."""
    return tuple(_steps(answers, need))


def _steps(answers: Answers, need: Need) -> Iterator[str]:
    ward = answers.what == "constituent"
    if not ward and (need.why or "capacity" in need.facts):
        yield "capacity"
    if need.scrutiny:
        yield "call-in"
    if not need.why:
        return
    if ward or answers.one("capacity") == _WARD:
        yield "ward"
        if answers.one("matter") == "person":
            yield "constituent"
    else:
        yield "duty"
    if need.specific:
        yield "people"
    yield "now"


def next_step(answers: Answers, need: Need) -> str | None:
    """The first question that has to be asked and was neither answered nor left for now; None: all are done."""
    return next((each for each in steps(answers, need) if not answers.given(_done(each))), None)


def answered(answers: Answers, step: str, given: Mapping[str, tuple[str, ...]]) -> Answers:
    """The answers with those to one question in place of what was answered to it before."""
    others = {name: value for name, value in answers.values.items() if name not in _OF[step]}
    return Answers(others).having(**given, **{_done(step): "1"})


def _done(step: str) -> str:
    return f"done-{step}"


WHAT: Final = Form(
    N_("What do you need?"),
    (
        Field(
            "what",
            N_("What do you need?"),
            "radios",
            choices=(
                Choice("look", N_("To look at a document")),
                Choice("copy", N_("A copy of a document")),
                Choice(
                    "constituent",
                    N_("A document for somebody I represent"),
                    N_("You ask as their councillor; we ask you only what the law needs to know."),
                ),
                Choice("facts", N_("Facts or figures, in writing")),
                Choice("briefing", N_("A confidential briefing from an officer")),
                Choice("advice", N_("Advice from an officer")),
                Choice("attend", N_("To attend a meeting that is closed to the public")),
                Choice(
                    "elsewhere",
                    N_("Something else"),
                    N_("Report a problem, make a complaint, or ask under freedom of information."),
                ),
            ),
            missing=N_("Choose what you need"),
        ),
    ),
    CONTINUE,
)


def _capacity(visit: Visit, ground: Ground) -> Form:
    del ground
    title = N_("In what capacity do you need it?")
    called = visit.words.councillor.lower()
    choices = (
        Choice(
            "council_member",
            visit.t(N_("As a %(called)s, for the council's own work"), called=called),
            N_("A committee, scrutiny, the executive, full council, or a body on which you represent the council."),
        ),
        Choice(_WARD, N_("For my ward, or for somebody in it")),
        Choice(
            "party",
            N_("For my party or group"),
            N_("Campaigning is not council business. Questioning or opposing a policy in the council is: for that, "
               "choose the first answer."),
        ),
        Choice(
            "private", N_("For a private reason"), N_("What the law opens to everybody stays open to you all the same.")
        ),
    )  # fmt: skip
    return _asking(title, Field("capacity", title, "radios", choices=choices, missing=N_("Choose one of these")))


def _duty(visit: Visit, ground: Ground) -> Form:
    called = visit.words.councillor.lower()
    title = visit.t(N_("What work as a %(called)s do you need it for?"), called=called)
    bodies = tuple(Choice(name, name) for _, name in ground.bodies)
    return _asking(
        title,
        Field(
            "duty",
            N_("The work you have to do, and what in the document you need for it"),
            "area",
            N_("For example: I have to vote on the sale on 2 December, and need the valuation to judge the price."),
            missing=LEAVE,
        ),
        Field("body", N_("The committee or body whose work it is"), "select", choices=bodies, optional=True),
    )


def _ward(visit: Visit, ground: Ground) -> Form:
    del visit, ground
    return _asking(
        N_("What do you have to do in your ward?"),
        Field(
            "matter",
            N_("Who is it for?"),
            "radios",
            choices=(
                Choice("ward", N_("The ward, or many people in it")),
                Choice("person", N_("A person who has asked me to act")),
            ),
            missing=N_("Choose who it is for"),
        ),
        Field(
            "duty",
            N_("What you have to do, and what in the document you need for it"),
            "area",
            N_("Leave out names and other details by which a person could be known, unless they are needed."),
            missing=LEAVE,
        ),
    )


def _constituent(visit: Visit, ground: Ground) -> Form:
    del visit, ground
    title = N_("Does the person you act for agree?")
    choices = (
        Choice("asked_me", N_("It is about the person who asked me to act")),
        Choice("agrees", N_("It is about somebody else, who agrees")),
        Choice("not_asked", N_("It is about somebody else, whom I have not asked")),
        Choice("cannot", N_("It is about somebody else, who cannot be asked")),
    )
    hint = N_("Where a document holds details of a person, the law asks whether that person agrees.")
    return _asking(title, Field("consent", title, "radios", hint, choices=choices, missing=N_("Choose one of these")))


def _call_in(visit: Visit, ground: Ground) -> Form:
    del visit, ground
    choices = (
        Choice("called_in", N_("A decision that I have called in")),
        Choice("may_call_in", N_("A decision that I may call in")),
        Choice("programme", N_("A review in my scrutiny committee's programme of work")),
        Choice("no", N_("None of these")),
    )
    which = N_("Which decision or review, and what in the document bears on it")
    return _asking(
        N_("Do you need it for scrutiny?"),
        Field(
            "scrutiny",
            N_("What is it for?"),
            "radios",
            N_("A member of a scrutiny committee sees more where it bears on what she scrutinises "
               "(regulation 17 of the 2012 Regulations)."),
            choices=choices,
            missing=N_("Choose one of these"),
        ),
        Field("which", which, "area", optional=True),
    )  # fmt: skip


def _people(visit: Visit, ground: Ground) -> Form:
    del visit, ground
    title = N_("Why do you need what it says about people?")
    hint = N_(
        "It holds details about people, or names somebody, so the law asks for your reason in specific terms. If you "
        "can do your work without knowing who they are, say so: then you may get it sooner, with the names taken out."
    )
    return _asking(title, Field("people", title, "area", hint, missing=LEAVE))


def _now(visit: Visit, ground: Ground) -> Form:
    del visit, ground
    title = N_("Why do you need it now?")
    hint = N_("For example: the committee meets on 2 December. If there is a day by which you need it, write it here.")
    return _asking(title, Field("now", title, "area", hint, rows=4, missing=LEAVE))


LEAVE: Final = N_("Write your answer, or choose ‘Leave this for now’")


def _asking(title: str, *fields: Field) -> Form:
    return Form(title, fields, CONTINUE)


QUESTIONS: Final[Mapping[str, Question]] = {
    each.name: each
    for each in (
        Question("capacity", Capacity, _capacity),
        Question("call-in", CallIn, _call_in),
        Question("duty", Duty, _duty),
        Question("ward", Ward, _ward),
        Question("constituent", Constituent, _constituent),
        Question("people", Specific, _people),
        Question("now", Now, _now),
    )
}
_OF: Final = {name: frozenset({*each.model.model_fields, _done(name)}) for name, each in QUESTIONS.items()}
