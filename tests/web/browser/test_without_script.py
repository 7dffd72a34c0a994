"""Without any script, and by the keyboard alone, everything can be done that can be done with them."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import Locator, Page, expect

from gatekeeper.demo.walk_data import walk_of
from tests.web.browser import asking
from tests.web.browser.chromium import Chromium
from tests.web.browser.journey import Journey
from tests.web.browser.person import Person
from tests.web.browser.talking import converse
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow
FARTHEST = 80


def test_a_request_goes_to_its_end_without_script(chromium: Chromium, town: Town) -> None:
    with ExitStack() as browsers:
        journey = Journey(town, chromium, walk_of("wealdmoor"), browsers, script=False)
        journey.ask()
        journey.determine()
        journey.end()


def test_every_small_step_on_a_case_can_be_taken_without_script(chromium: Chromium, town: Town) -> None:
    with ExitStack() as browsers:
        converse(Journey(town, chromium, walk_of("sallowmere"), browsers, script=False), "It is for my scrutiny work.")


def test_a_councillor_asks_by_the_keyboard_alone(chromium: Chromium, town: Town) -> None:
    with town.somebody(chromium, "wexbridge", "harkaway") as person:
        page = person.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        press(page, page.get_by_role("button", name="Ask to see a document"))
        choose(page, page.get_by_label("To look at a document"))
        press(page, page.get_by_role("button", name="Continue"))
        write(page, page.get_by_role("textbox", name="Words in its title"), "Wharfside")
        press(page, page.get_by_role("button", name="Search"))
        choose(page, page.get_by_label("Lease of the Wharfside Leisure Centre"))
        press(page, page.get_by_role("button", name="Add to my request"))
        press(page, page.get_by_role("button", name="Continue"))
        person.reads("What the law already gives you")
        press(page, page.get_by_role("button", name="Continue"))
        choose(page, page.get_by_role("radio").first)
        press(page, page.get_by_role("button", name="Continue"))
        finish(person)


def finish(person: Person) -> None:
    """Answer in words what is still asked, and send it."""
    page = person.page
    while person.path != "ask/check":
        write(page, page.get_by_role("textbox").first, asking.PURPOSE)
        press(page, page.get_by_role("button", name="Continue"))
    press(page, page.get_by_role("button", name="Send the request"))
    person.reads("Your request is made")


def reach(page: Page, wanted: Locator) -> None:
    """Go on by the Tab key until it has the focus, and see that it shows."""
    wanted.first.wait_for()
    for _ in range(FARTHEST):
        if wanted.first.evaluate("each => each === document.activeElement"):
            assert wanted.first.is_visible()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url}: the Tab key never reaches {wanted}")


def press(page: Page, wanted: Locator) -> None:
    """Press a button, or follow a link that looks like one, and wait for the page to which it leads."""
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, wanted: Locator) -> None:
    """Choose a radio button or tick a box."""
    reach(page, wanted)
    page.keyboard.press("Space")
    expect(wanted.first).to_be_checked()


def write(page: Page, wanted: Locator, words: str) -> None:
    """Write into a field, in place of what stands there."""
    reach(page, wanted)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
