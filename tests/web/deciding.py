"""Deciding on the pages in tests, in short: findings made, a ruling prepared, and the decision recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.web.reading import Shown
from tests.web.visiting import HOME, Browser, Given

FOUND: Final[Mapping[str, Given]] = {
    "duty": "to judge how the service is run",
    "why_now": "the budget is set next month",
    "reasonably_necessary": "false",
    "least_form_that_suffices": "briefing",
}
NEEDED: Final[Mapping[str, Given]] = {**FOUND, "reasonably_necessary": "true", "least_form_that_suffices": "inspection"}
REFUSED: Final[Mapping[str, str]] = {
    "ruling": "refused",
    "grounds": "no_need_shown",
    "alternatives_considered": "briefing",
    "reasons": "Her duty on the budget does not need this draft, and a briefing gives her what it needs.",
}
GRANTED: Final[Mapping[str, str]] = {
    "ruling": "granted",
    "form": "inspection",
    "alternatives_considered": "briefing",
    "reasons": "She must read it to judge how the service is run; reading it is enough.",
}


def at(asked: str, step: str = "") -> str:
    """The address of a step on an asked document; of its list of tasks without one."""
    return f"{HOME}asked/{asked}/{step}"


def find_need(browser: Browser, asked: str, number: int = 1, found: Mapping[str, Given] = FOUND) -> Shown:
    """Make the findings on need of one passage."""
    return browser.submit(browser.get(at(asked, f"find/{number}")), to=f"find/{number}", **found)


def decided(
    browser: Browser, asked: str, ruling: Mapping[str, Given], number: int = 1, way: str = "determine"
) -> Shown:
    """Prepare the ruling on one passage; what is shown next."""
    page = browser.get(at(asked, f"{way}/{number}"))
    return browser.submit(page, to=f"{way}/{number}", **ruling)


def refuse(browser: Browser, asked: str) -> Shown:
    """Find that the working paper is not needed and prepare its refusal: the page on which it is checked."""
    find_need(browser, asked)
    return decided(browser, asked, REFUSED)


def grant(browser: Browser, asked: str) -> Shown:
    """Find that it is needed and prepare a grant to inspect it."""
    find_need(browser, asked, found=NEEDED)
    return decided(browser, asked, GRANTED)
