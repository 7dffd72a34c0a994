"""What officers do at their browsers: they confirm balances, find whether there is a need, advise, hear and rule."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.rulings import GROUNDS
from tests.web.browser.person import Person

AUTHORITY: Final = "R v Birmingham City Council ex p O [1983] 1 AC 578"
_NEED: Final = "Need to know and personal data"
_DECIDE: Final = "Decide passage by passage"
_INSPECT: Final = "To inspect, without a copy"
_GRANT: Final = "She votes on these terms, and reading them is enough for that."
REFUSE: Final = "The figure alone is still being negotiated, and her vote on the principle does not need it."


def finds_need(person: Person, passage: str, *, necessary: bool) -> Person:
    """From the list of tasks: answer what must be found of a passage before the law can be applied to it."""
    person.follows(passage, under=_NEED)
    lines = {
        "For which of her duties does she need it?": "To speak and vote on the report when it comes to the meeting.",
        "Why does she need it now?": "The meeting is near, and the papers are out.",
    }
    choices = {
        "Is access reasonably necessary": "Yes" if necessary else "No",
        "What is the least intrusive form": _INSPECT if necessary else "A briefing",
    }
    for question, line in lines.items():
        if person.is_asked(question):
            person.fills(question, line)
    for question, answer in choices.items():
        if person.is_asked(question):
            person.chooses(question, answer)
    return person.presses("Keep these findings")


def grants(person: Person, passage: str, *, at_rung: bool = False) -> Person:
    """From the list of tasks: rule that she inspects a passage."""
    person.follows(passage, under=_DECIDE)
    person.chooses("What do you rule?", "Granted").chooses("In which form?", _INSPECT)
    return _reasons(person, _GRANT, at_rung)


def refuses(person: Person, passage: str, *, at_rung: bool = False) -> Person:
    """From the list of tasks: rule that a passage is withheld, since no need for it is shown."""
    person.follows(passage, under=_DECIDE)
    person.chooses("What do you rule?", "Refused")
    person.chooses("On which grounds?", GROUNDS["no_need_shown"].sentence)
    person.chooses("Which alternatives did you consider?", "A redacted copy")
    person.chooses("Which alternatives did you consider?", "A briefing")
    return _reasons(person, REFUSE, at_rung)


def records(person: Person, tasks: str) -> Person:
    """Check the whole decision, read the letter, and record it."""
    person.goes(tasks).follows("Check it, read the letter and record it")
    return person.reads("What the councillor will read").presses("Record the decision")


def confirms(person: Person, tasks: str) -> Person:
    """Confirm for this request that each balance of public interest still holds."""
    person.goes(tasks).follows("Does the public-interest balance still hold")
    left = "Not confirmed for this request."
    while left in person.words:
        person.follows("Say whether it holds", beside=left).chooses("Does it hold today", "Yes, it holds")
        person.fills("Reasons", "Weighed again today; it holds.").presses("Record it")
    return person


def asks_advice(person: Person, tasks: str) -> Person:
    """Ask the adviser."""
    person.goes(tasks).follows("Ask for advice")
    person.fills("What do you want advice on?", "May the price be withheld while the terms are shown?")
    return person.presses("Ask for advice")


def advises(person: Person, tasks: str, granted: str, refused: str) -> Person:
    """Advise on two passages, for both sides to read."""
    person.goes(tasks).follows("Give advice")
    person.chooses("What do you recommend?", "Granted", within=granted)
    person.chooses("In which form?", _INSPECT.lower(), within=granted)
    person.chooses("What do you recommend?", "Refused", within=refused)
    person.fills("Your advice", "The terms she needs for her vote; the price alone she does not need yet.")
    person.chooses("May the councillor read it?", "Yes")
    return person.presses("Give the advice")


def hears(person: Person, case: str) -> Person:
    """Record that the leader of her group was heard."""
    person.goes(case).presses("Record a consultation")
    person.chooses("Who was heard?", "Group leader")
    person.fills("What did she say?", "She would show her the price in confidence.")
    return person.presses("Record it")


def _reasons(person: Person, reasons: str, at_rung: bool) -> Person:
    person.fills("Reasons", reasons)
    if at_rung:
        person.fills("Authority", AUTHORITY)
    return person.presses("Check and keep it")
