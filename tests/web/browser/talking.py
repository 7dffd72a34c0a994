"""What is said on a case, step by step at the browser: questions, answers, notes, narrowing, statements, leaving."""

from __future__ import annotations

from tests.web.browser import asking
from tests.web.browser.journey import Journey
from tests.web.browser.person import Person


def says(person: Person, case: str, link: str, words: str, **answers: str) -> Person:
    """Follow a step from the case, write these words, choose these answers, and send it."""
    person.goes(case)
    step = person.page.locator("main").get_by_role("link", name=link).first
    step.or_(person.page.locator("main").get_by_role("button", name=link).first).first.click()
    person.page.locator("main textarea[name=words]").fill(words)
    for name, value in answers.items():
        person.page.locator(f"main input[name={name}][value={value}]").check()
    person.page.locator("main form[method=post] button[type=submit]").first.click()
    return person.looks().reads("Done")


def converse(journey: Journey, words: str) -> None:
    """Ask in her own words as well, then every small step that can be taken on a case before it is determined."""
    councillor, director = journey.councillor, journey.director
    journey.case = asking.asks(councillor, journey.title, journey.title, purpose=words)
    journey.tasks = director.goes(journey.case).presses("Determine it").path
    says(director, journey.case, "Ask a question", words, offers_narrowing="true")
    councillor.goes().reads(words)
    says(councillor, journey.case, "Answer the question", words, duty_stated="true", why_now_stated="false")
    says(councillor, journey.case, "Ask for less", words, identified="true")
    says(director, journey.case, "Record that help to narrow", words)
    says(director, journey.case, "Add a note", words, shared="true")
    says(director, journey.case, "Ask for advice", words)
    director.goes(journey.tasks).reads(words)
    director.goes(journey.case).reads(words)
    councillor.goes(journey.case).reads(words)
    says(director, journey.case, "Declare an interest", words)
    says(councillor, journey.case, "Carry it over", words, to="complaint")
    says(councillor, journey.case, "Withdraw it", words)
    councillor.goes(journey.case).reads("Withdrawn", words)
