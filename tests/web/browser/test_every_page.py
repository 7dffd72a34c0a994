"""Every page that a link leads to: it is there and sound, also on a phone and with errors, and it is guarded alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from gatekeeper.demo.walk_data import walk_of
from tests.web.browser.chromium import DESK, PHONE, Chromium
from tests.web.browser.sound import fits, sound
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow
COUNCIL: Final = "wexbridge"
PEOPLE: Final = (
    "harkaway",
    "director-communities",
    "monitoring-officer",
    "chief-executive",
    "proper-officer",
    "clerk",
    "leader-riverside",
    "group-assistant",
    "auditor",
    "foi-officer",
)
POLICY: Final = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
LEFT_OUT: Final = re.compile(r"\.(csv|png|pdf|json|txt|zip)$|/(copy|file|evidence)$|^/sign-")
ENDS_SOMETHING: Final = re.compile(r"/(withdraw|hand-over|interest|transfer|read|sessions|acting|drop)$")
FEWEST: Final = 5
_NUMBERS: Final = re.compile(r"[0-9a-f]{16,}|(?<=/)\d+|(?<==)[^&]*")
_seen: Final[set[str]] = set()
"""The kinds of pages that somebody has looked at already: they need not be looked at again for everybody."""


@pytest.fixture(scope="module")
def lived_in(town: Town) -> Town:
    """The town with one case that has gone to its end, and one that waits to be determined."""
    town.walking(walk_of(COUNCIL)).go()
    _ = town.asked(walk_of(COUNCIL))
    return town


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_that_is_linked_is_there_and_sound(chromium: Chromium, lived_in: Town, who: str) -> None:
    wrong: list[str] = []
    with lived_in.page(chromium, COUNCIL, who) as page:
        visit = Visiting(page, lived_in.address, wrong)
        visit.go()
        for path in visit.forms:
            visit.tries(path, look_at_its_errors)
    assert not wrong, "\n".join(wrong)


@dataclass
class Visiting:
    """Somebody goes wherever links lead, to one page of each kind; ``forms`` are the pages that ask a form."""

    page: Page
    address: str
    wrong: list[str]
    forms: list[str] = field(default_factory=list)

    def go(self) -> None:
        """Go everywhere, from the first page of the council on."""
        home = f"/in/{COUNCIL}/"
        to_do, known = [home], {kind_of(home)}
        while to_do:
            path = to_do.pop(0)
            self.tries(path, self._look_at)
            for each in linked(self.page):
                if kind_of(each) not in known:
                    known.add(kind_of(each))
                    to_do.append(each)
        assert len(known) > FEWEST, f"{len(known)} kinds of pages are not all: {sorted(known)}"

    def tries(self, path: str, look: Callable[[Page, str], None]) -> None:
        """Look at a page; what is wrong with it is noted."""
        try:
            look(self.page, self.address + path)
        except AssertionError as error:
            self.wrong.append(f"{path}: {error}")

    def _look_at(self, page: Page, address: str) -> None:
        answer, path = page.goto(address), address.removeprefix(self.address)
        assert answer is not None
        assert answer.status == 200, f"{answer.status}, though a link leads there"
        if kind_of(path) in _seen and path != f"/in/{COUNCIL}/":
            return
        _seen.add(kind_of(path))
        if page.locator("main form[method=post]").count() == 1 and not ENDS_SOMETHING.search(path.split("?")[0]):
            self.forms.append(path)
        look_at(page, answer)


def linked(page: Page) -> list[str]:
    """The pages of this council, and those about the service, to which the page leads."""
    every = page.locator("a[href]").evaluate_all("all => all.map(each => each.href)")
    found = [urlsplit(each) for each in every]
    ours = [each for each in found if each.netloc == urlsplit(page.url).netloc and not LEFT_OUT.search(each.path)]
    return [each.path + (f"?{each.query}" if each.query else "") for each in ours]


def kind_of(path: str) -> str:
    """The address without the numbers and values that tell one page of a kind from another."""
    return _NUMBERS.sub("*", path)


def look_at(page: Page, answer: Response) -> None:
    """One page, wide and narrow, with how it is guarded."""
    said = answer.all_headers()
    assert said["content-security-policy"].startswith(POLICY), page.url
    assert "unsafe" not in said["content-security-policy"], page.url
    assert "no-store" in said["cache-control"], page.url
    assert (said["x-content-type-options"], said["referrer-policy"]) == ("nosniff", "same-origin"), page.url
    unmarked = page.locator("form[method=post]:not(:has(input[name=csrf]:not([value=''])))").count()
    assert not unmarked, f"{page.url}: a form without the mark of her session"
    sound(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    fits(page)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def look_at_its_errors(page: Page, address: str) -> None:
    """The form sent empty: where something is missing, the page says so first, leads there, and is sound."""
    page.goto(address)
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_load_state()
    if not page.title().startswith("Error: "):
        return
    sound(page)
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("each => each.contains(document.activeElement)"), f"{page.url}: the summary has no focus"
    for link in summary.locator("a").all():
        href = link.get_attribute("href") or ""
        assert page.locator(href).count() == 1, f"{page.url}: the error leads nowhere ({href})"
