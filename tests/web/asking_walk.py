"""Walks through the pages of asking in tests, as a person does who answers what she is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.web.reading import Shown
from tests.web.visiting import HOME, Browser, Site

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "capacity": {"capacity": "council_member"},
    "call-in": {"scrutiny": "programme", "which": "The review of the contracts"},
    "duty": {"duty": "To judge how the service is run"},
    "ward": {"matter": "person", "duty": "To help with a tenancy"},
    "constituent": {"consent": "asked_me"},
    "people": {"people": "I can do without the names"},
    "now": {"now": "The budget is set next month"},
}
"""What is answered to each question, by its address, unless a test says otherwise."""


def choose(site: Site, browser: Browser, *documents: str, what: str = "look") -> Shown:
    """Say what is wanted and choose documents by their codes; the page of finding."""
    browser.submit(browser.get(f"{HOME}ask/what"), what=what)
    wanted = [site.world.id("document", each) for each in documents]
    page = browser.get(f"{HOME}ask/find")
    for each in wanted:
        page = browser.post(f"{HOME}ask/choose", {**unseen(browser), "document": each})
    return page


def describe(browser: Browser, words: str, **narrowing: Any) -> Shown:
    """Describe something in one's own words; the page of finding."""
    return browser.submit(browser.get(f"{HOME}ask/describe"), words=words, **narrowing)


def seen(browser: Browser) -> Shown:
    """See what the law already gives, and go on: the first question, or the last look."""
    page = browser.get(f"{HOME}ask/answer")
    return browser.submit(page, to="ask/answer") if page.path == f"{HOME}ask/answer" else page


def answered(browser: Browser, page: Shown, **answers: Mapping[str, str]) -> tuple[Shown, list[str]]:
    """Answer every question that is asked until the last look; the questions by their addresses."""
    asked: list[str] = []
    while "/ask/why/" in page.path:
        asked.append(page.path.rsplit("/", 1)[1])
        assert len(asked) < 20, asked
        page = browser.submit(page, press="Continue", **dict(answers.get(asked[-1], ANSWERS[asked[-1]])))
    return page, asked


def sent(browser: Browser, page: Shown) -> Shown:
    """Send the request from the last look."""
    return browser.submit(page, to="ask/check")


def unseen(browser: Browser) -> dict[str, str]:
    """What every form of hers carries unseen."""
    form = browser.get(f"{HOME}ask/what").form()
    return {name: each.values[0] for name, each in form.controls.items() if each.kind == "hidden"}
