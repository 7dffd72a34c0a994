"""What is said on a case: questions, answers, narrowing, notes, advice, statements and declared interests."""

from __future__ import annotations

from pydantic import Field

from gatekeeper.core.lifecycle import Action, Status
from gatekeeper.core.rulings import Advice, Form, Ruling
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Forbidden
from gatekeeper.services.cases.given import Command, Words
from gatekeeper.services.cases.purpose import record_purpose
from gatekeeper.services.cases.reevaluate import re_evaluate
from gatekeeper.storage import tables


class Recommendation(Command):
    """What an adviser recommends for one passage, by its ref."""

    passage: str
    recommends: Ruling
    form: Form | None = None


class Said(Command):
    """Words on a case. ``shared``: the councillor may read a note; other words say themselves who may read them."""

    words: Words
    shared: bool = False


class Advising(Command):
    """Advice, with what it recommends for each passage. ``shared``: the councillor may read it."""

    words: Words
    recommends: tuple[Recommendation, ...] = ()
    shared: bool = False


class Stated(Command):
    """The councillor's answer, and whether it names the duty and says why now. Left out: not yet known."""

    words: Words
    duty_stated: bool | None = None
    why_now_stated: bool | None = None


class Interest(Command):
    """An interest or a relationship declared on a case, and whether the person stands aside."""

    words: Words
    stand_aside: bool = True


class Narrowing(Command):
    """What she asks for now."""

    words: Words
    identified: bool = Field(default=True, description="Does it now name documents, or a class by subject and period?")


def ask_councillor(desk: Desk, asked_id: str, question: Said, *, offers_narrowing: bool = False) -> int:
    """Put a question to the councillor; with ``offers_narrowing`` it is the offer of help to narrow the request."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.ASK_COUNCILLOR)
    data = {"offers_narrowing": offers_narrowing}
    return desk.step(request, asked, Action.ASK_COUNCILLOR, words=question.words, data=data, shared=True)


def answer_question(desk: Desk, asked_id: str, stated: Stated) -> int:
    """The councillor answers; what she states of her need becomes evidence."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.ANSWER_QUESTION)
    number = desk.step(request, asked, Action.ANSWER_QUESTION, words=stated.words, shared=True)
    said = {"duty_stated": stated.duty_stated, "why_now_stated": stated.why_now_stated}
    record_purpose(desk, request, {name: value for name, value in said.items() if value is not None})
    re_evaluate(desk.tx, [request.id], "answered")
    return number


def narrow(desk: Desk, asked_id: str, narrowing: Narrowing) -> int:
    """The councillor asks for less."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.NARROW)
    request.document_identified = narrowing.identified
    request.clarified_at = desk.tx.now
    number = desk.step(request, asked, Action.NARROW, words=narrowing.words, shared=True)
    re_evaluate(desk.tx, [request.id], "narrowed")
    return number


def declined_to_narrow(desk: Desk, asked_id: str, said: Said) -> int:
    """An officer records that help to narrow was offered and was declined or brought nothing (law R42)."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.NOTE)
    offers = desk.acts(request.id, Action.ASK_COUNCILLOR.value, asked_id=asked_id)
    if not any(act.data.get("offers_narrowing") for act in offers):
        why = "no offer of help to narrow it is on the case"
        raise CommandRefused("Record that narrowing was declined", why, "offer it first, and wait for the answer")
    if asked.status == Status.AWAITING_COUNCILLOR:
        why = "her answer is still awaited, and her silence declines nothing"
        raise CommandRefused("Record that narrowing was declined", why, "wait for her answer")
    request.narrowing_offered = True
    data = {"narrowing": "declined"}
    number = desk.step(request, asked, Action.NOTE, words=said.words, shared=said.shared, data=data)
    re_evaluate(desk.tx, [request.id], "narrowing_declined")
    return number


def note(desk: Desk, asked_id: str, said: Said) -> int:
    """An officer's note. It is for officers unless it is shared."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.NOTE)
    return desk.step(request, asked, Action.NOTE, words=said.words, shared=said.shared)


def ask_advice(desk: Desk, asked_id: str, said: Said) -> int:
    """Ask the adviser whom the protocol names."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.ASK_ADVICE)
    return desk.step(request, asked, Action.ASK_ADVICE, words=said.words, shared=False)


def advise(desk: Desk, asked_id: str, advising: Advising) -> int:
    """Give advice; an adviser recommends and never decides."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.ADVISE)
    if "adviser" not in desk.roles(request, asked):
        why = "whoever holds the document, or has determined or ruled on it, does not advise on it"
        raise Forbidden("Advise", why, "let the deputy or an outside adviser advise")
    data = {"recommends": [each.model_dump() for each in advising.recommends]}
    return desk.step(request, asked, Action.ADVISE, words=advising.words, data=data, shared=advising.shared)


def advice_on(desk: Desk, asked: tables.AskedDocument, ref: str) -> tuple[Advice, ...]:
    """What was recommended for the passages of an asked document at this rung, the latest word of each adviser."""
    latest: dict[tuple[str | None, str], Advice] = {}
    for act in desk.acts(asked.request_id, Action.ADVISE.value, asked_id=asked.id):
        if act.rung != asked.rung:
            continue
        for each in act.data.get("recommends", ()):
            advice = Advice(passage=(ref, each["passage"]), recommends=each["recommends"], form=each["form"])
            latest[act.person_id, each["passage"]] = advice
    return tuple(latest.values())


def submit_statement(desk: Desk, asked_id: str, said: Said) -> int:
    """One side's written statement on a dispute; both sides read both."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.SUBMIT_STATEMENT)
    return desk.step(request, asked, Action.SUBMIT_STATEMENT, words=said.words, shared=True)


def declare_interest(desk: Desk, asked_id: str, interest: Interest) -> int:
    """Declare an interest or relationship on this case; whoever stands aside acts on it no more."""
    request, asked = desk.asked(asked_id)
    action = Action.STAND_ASIDE if interest.stand_aside else Action.DECLARE_INTEREST
    desk.permit(request, asked, action)
    return desk.step(request, asked, action, words=interest.words, shared=False)
