"""What a councillor does at her browser: she finds a document, asks for it, answers what she is asked, and disputes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tests.web.browser.person import Person

PURPOSE: Final = "I must speak and vote on it at the meeting."
DISPUTE: Final = "I cannot judge the offer without the price."
_MOST_QUESTIONS: Final = 8


ANSWERS: Final[Mapping[str, Callable[[Person, str], object]]] = {
    "capacity": lambda person, _: person.chooses("In what capacity do you need it?", "for the council's own work"),
    "duty": lambda person, purpose: person.fills("The work you have to do", purpose),
    "people": lambda person, purpose: person.fills("Why do you need what it says about people?", purpose),
    "now": lambda person, purpose: person.fills("Why do you need it now?", purpose),
    "call-in": lambda person, _: person.chooses("What is it for?", "None of these"),
}
"""How she answers each question of asking, by the last part of its address."""


def finds(person: Person, words: str, title: str) -> Person:
    """From her first page: find a document of the register and choose it."""
    person.goes().presses("Ask to see a document")
    person.chooses("What do you need?", "To look at a document").presses("Continue")
    person.fills("Words in its title", words).presses("Search")
    return person.chooses("What was found", title).presses("Add to my request")


def asks(person: Person, words: str, title: str, purpose: str = PURPOSE) -> str:
    """Ask for a document, the whole way; the address of her case within her council."""
    finds(person, words, title)
    person.presses("Continue").presses("Continue")
    answers(person, purpose).presses("Send the request")
    person.reads("Your request is made", "Your reference").follows("See the request")
    return person.path


def answers(person: Person, purpose: str = PURPOSE) -> Person:
    """Answer every question that is asked, up to the page where all answers are checked."""
    for _ in range(_MOST_QUESTIONS):
        if person.path == "ask/check":
            return person.reads("Check your answers")
        ANSWERS[person.path.removeprefix("ask/why/")](person, purpose)
        person.presses("Continue")
    raise AssertionError(f"the questions never end: {person.path}")


def disputes(person: Person, case: str, link: str = "Dispute this answer") -> Person:
    """Dispute what was ruled, or take it further."""
    person.goes(case).follows(link)
    person.page.locator("textarea[name=words]").fill(DISPUTE)
    return person.presses("Send")


def opens(person: Person, case: str, pages: int) -> Person:
    """Open what is hers of a document, and read it from the first page to the last."""
    person.goes(case).presses("Read what is open")
    person.presses("Go on reading" if "Go on reading" in person.words else "Open it")
    for page in range(1, pages + 1):
        person.reads(f"This is page {page} of the {pages} that you may read.")
        person.sees_picture()
        if page < pages:
            person.follows("Next")
    assert f"This is page {pages + 1}" not in person.words
    return person


def hands_over(person: Person, case: str) -> Person:
    """Have what is left carried over to freedom of information, where the protocol has no ladder."""
    person.goes(case).follows("Carry it over to freedom of information")
    return person.chooses("Where should it go?", "Freedom of information").presses("Carry it over")
