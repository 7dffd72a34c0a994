"""The states of a page that are not the usual one: nearly timed out, timed out, empty, very long, printed, stale."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from gatekeeper.demo.walk_data import walk_of
from tests.web.browser.chromium import PHONE, Chromium
from tests.web.browser.sound import fits, sound
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow
COUNCIL: Final = "wexbridge"
LONG_WORD: Final = "Donaudampfschifffahrtsgesellschaft" * 12
LONG: Final = f"{LONG_WORD} " + "and many more words that somebody has copied from a letter " * 60
NOBODY_SAYS: Final = "xylophone"


def home(town: Town, path: str = "") -> str:
    return f"{town.address}/in/{COUNCIL}/{path}"


def on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


def test_before_she_is_signed_out_she_is_warned_and_can_stay_by_the_keyboard(chromium: Chromium, town: Town) -> None:
    with town.page(chromium, COUNCIL, "director-communities") as page:
        page.clock.install()
        page.goto(home(town))
        warning = page.get_by_role("dialog", name="You are about to be signed out")
        page.clock.fast_forward("24:30")
        expect(warning).to_be_hidden()
        page.clock.fast_forward("01:00")
        expect(warning).to_be_visible()
        sound(page)
        on_a_phone(page)
        fits(page)
        stay = warning.get_by_role("button", name="Stay signed in")
        stay.focus()
        page.keyboard.press("Enter")
        expect(warning).to_be_hidden()


def test_once_the_time_is_over_the_papers_leave_the_screen_and_she_is_told_why(chromium: Chromium, town: Town) -> None:
    with town.page(chromium, COUNCIL, "director-communities") as page:
        page.clock.install()
        page.goto(home(town, "queue"))
        with page.expect_request(re.compile(r"/sign-in\?.*why=away")) as leaves:
            page.clock.fast_forward("31:00")
    with town.stranger(chromium) as page:
        page.goto(leaves.value.url)
        expect(page.locator("main")).to_contain_text("signed out")
        sound(page)
        page.get_by_role("button", name="Sign in").click()
        town.tell_provider(page, town.person(COUNCIL, "director-communities"))
        page.wait_for_url(home(town, "queue"))


def test_signing_out_in_one_tab_leaves_no_papers_on_the_screen_in_another(chromium: Chromium, town: Town) -> None:
    with town.page(chromium, COUNCIL, "director-communities", anew=True) as page:
        other = page.context.new_page()
        other.goto(home(town, "queue"))
        page.get_by_role("button", name="Sign out").click()
        other.wait_for_url(f"{town.address}/sign-in")
        expect(other.locator(".gk-who")).to_have_count(0)
        sound(other)


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("who", "path", "says"),
    [
        ("harkaway", f"library?q={NOBODY_SAYS}", "Nothing open to you was found"),
        ("harkaway", f"entitled?q={NOBODY_SAYS}", NOBODY_SAYS),
        ("harkaway", "entitled?q=staffing", "staffing"),
        ("harkaway", f"requests?q={NOBODY_SAYS}", "request"),
        ("chief-executive", "queue", "wait"),
        ("auditor", f"record?about=request:{'0' * 32}", "record"),
        ("monitoring-officer", f"register?q={NOBODY_SAYS}", "register"),
        ("monitoring-officer", "figures?first=1999-01&last=1999-02", "figures"),
    ],
)
def test_a_page_with_nothing_on_it_says_so_and_is_sound(
    chromium: Chromium, town: Town, who: str, path: str, says: str, size: tuple[int, int] | None
) -> None:
    with town.page(chromium, COUNCIL, who) as page:
        if size is not None:
            on_a_phone(page)
        answer = page.goto(home(town, path))
        assert answer is not None
        assert answer.status in (200, 422), f"{answer.status} at {path}"
        main = page.locator("main")
        typed = main.locator("input").evaluate_all("all => all.map(each => each.value).join()")
        assert says in f"{main.inner_text()} {typed}".lower() or says in main.inner_text()
        sound(page)


def test_what_is_very_long_breaks_no_page(chromium: Chromium, town: Town) -> None:
    request, asked = town.described(walk_of(COUNCIL), LONG[:1_000])
    pages = {
        "harkaway": ("", "requests", f"requests/{request}", f"requests/{request}/why"),
        "proper-officer": ("queue?all=yes", f"asked/{asked}/", f"requests/{request}"),
    }
    for who, paths in pages.items():
        with town.page(chromium, COUNCIL, who) as page:
            for path in paths:
                page.goto(home(town, path))
                sound(page)
                on_a_phone(page)
                fits(page)
                page.set_viewport_size({"width": 1280, "height": 900})


def test_a_case_is_printed_without_what_can_only_be_pressed(chromium: Chromium, town: Town) -> None:
    request, _ = town.asked(walk_of(COUNCIL))
    with town.page(chromium, COUNCIL, "harkaway") as page:
        page.goto(home(town, f"requests/{request}/why"))
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
        sound(page)
        page.goto(home(town, f"requests/{request}"))
        expect(page.locator(".gk-print-only").first).to_be_visible()
        assert not [each for each in page.locator("main .govuk-button").all() if each.is_visible()]
        sound(page)
