"""What the proper officer does at her browser: she enters the register, marks and classifies passages, and decides."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from gatekeeper.core.deadlines import local_date
from tests.web.browser.person import Person

ENTER = "Enter it in the register"


def in_days(days: int) -> date:
    """A day that comes."""
    return local_date(datetime.now(UTC)) + timedelta(days=days)


def enters_meeting(person: Person, body: str, on: date) -> Person:
    """Enter a meeting of a body on that day, half past six in the evening; she is then at its page."""
    person.goes("register").follows("Add a meeting").selects("Which body meets", body)
    return person.dates("When it begins", on, "18:30").presses(ENTER).reads("It is entered in the register", "6.30pm")


def adds_item(person: Person, title: str) -> Person:
    """From the page of a meeting: add an item that is dealt with in private."""
    person.follows("Add an item of business").fills("Title of the item", title)
    person.selects("Is it dealt with in public?", "In private").selects("By what it is fixed", "Agenda")
    return person.presses(ENTER).reads("It is entered in the register", title)


def adds_document(person: Person, title: str, holder: str, *, under: str) -> Person:
    """From the page of a meeting: add a report of four pages to an item; she is then at the document's page."""
    person.follows("Add a document", under=under).fills("Title", title).selects("Kind of paper", "Report")
    person.fills("How many pages it has", "4").selects("The post that holds it", holder)
    return person.presses(ENTER).reads("It is entered in the register", under)


def marks(person: Person, pages: str, title: str) -> Person:
    """From the page of a document: mark a passage of it; she is then at the page of its passages."""
    person.follows("Mark its passages").fills("Its pages", pages).fills("What it is called", title)
    return person.presses("Add this passage").reads("The passages", title)


def classifies(person: Person, paragraph: str, until: date, reasons: str, challenge: str) -> Person:
    """From the page of a document: claim a paragraph for its first passage, with the balance of it."""
    person.follows("Classify it").chooses("Which paragraphs", paragraph).presses("Continue")
    person.chooses("Where does the public interest lie?", "In keeping it exempt").fills("Reasons", reasons)
    person.dates("Until when", until).fills("How it can be challenged", challenge)
    return person.presses("Record the classification").reads("The passage is classified", reasons, challenge)


def decides_who_may_know(person: Person, label: str, reasons: str) -> Person:
    """From the page of a document: councillors may know that it exists, and not its title."""
    person.follows("Decide otherwise who may know of it")
    person.chooses("May councillors know that it exists?", "Yes").chooses("May they know its title?", "No")
    person.fills("What it is called to those who may not know the title", label).fills("Why you decide so", reasons)
    return person.presses("Record the decision").reads(label, reasons, "Earlier decisions")


def answers_for_executive(person: Person, statement: str) -> Person:
    """Record that regulation 17 gives nothing of the request that came last, with these reasons to the committee."""
    person.goes("regulation-17").follows("Record the executive")
    for question in ("she herself is scrutinising", "her own scrutiny committee", "another scrutiny committee"):
        person.chooses(question, "No")
    person.fills("Written reasons to the scrutiny committee", statement)
    return person.presses("Record the executive")


def adds_body(person: Person, name: str) -> Person:
    """Enter a committee."""
    person.goes("register/bodies").follows("Add a body").fills("Name of the body", name)
    return person.selects("What kind of body it is", "Committee").presses(ENTER).reads("It is entered", name)


def adds_decision(person: Person, decider: str, title: str) -> Person:
    """Enter a decision that an officer takes alone."""
    person.goes("register/decisions").follows("Add a decision").fills("The post that decides", decider)
    person.selects("Who decides", "Officer").fills("What is decided", title)
    return person.presses(ENTER).reads("It is entered in the register", decider, title)


def withdraws_decision(person: Person, title: str, reasons: str) -> Person:
    """Withdraw a decision that was entered wrongly."""
    person.goes("register/decisions").follows(title).follows("It was entered wrongly: withdraw it")
    return person.fills("Why it is withdrawn", reasons).presses("Withdraw it").reads("It is withdrawn")


def corrects(person: Person, portfolio: str, reasons: str) -> Person:
    """From the page of a document: record the portfolio that it concerns."""
    person.follows("Correct what is recorded of it").fills("Portfolio of the executive", portfolio)
    return person.fills("Why it is corrected", reasons).presses("Correct it").reads(portfolio, reasons)


def makes_confidential(person: Person, terms: str, reasons: str) -> Person:
    """From the page of a document: its first passage came on the terms of a government department."""
    person.follows("Say whether it is confidential by law")
    person.chooses("What forbids that it is disclosed", "Terms on which a government department gave it")
    person.fills("Which order or terms?", terms).fills("Why you say so", reasons)
    return person.presses("Record it").reads(terms, reasons)
