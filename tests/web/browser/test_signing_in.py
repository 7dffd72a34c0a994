"""People sign in through the real provider, come to their own council, and leave nothing behind when they sign out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from gatekeeper.demo.councils import COUNCILS
from tests.web.browser.chromium import PHONE, Chromium
from tests.web.browser.sound import sound
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()


@pytest.mark.parametrize("council", [each.slug for each in COUNCILS])
def test_somebody_of_each_council_signs_in_and_comes_to_it(chromium: Chromium, town: Town, council: str) -> None:
    with town.stranger(chromium) as page:
        page.goto(town.address)
        sound(page)
        page.get_by_role("button", name="Sign in").click()
        town.tell_provider(page, town.person(council, "monitoring_officer"))
        page.wait_for_url(f"{town.address}/in/{council}/")
        sound(page)


@pytest.mark.parametrize("options", [{"script": False}, {"size": PHONE}], ids=["without script", "on a phone"])
def test_a_director_signs_in_and_comes_to_the_page_she_asked_for(
    chromium: Chromium, town: Town, options: dict[str, bool]
) -> None:
    with town.stranger(chromium, **options) as page:
        page.goto(f"{town.address}/in/wexbridge/queue")
        sound(page)
        page.get_by_role("button", name="Sign in").click()
        town.tell_provider(page, town.person("wexbridge", "director"))
        page.wait_for_url(f"{town.address}/in/wexbridge/queue")
        sound(page)


def test_after_signing_out_the_way_back_shows_nothing(chromium: Chromium, town: Town) -> None:
    with town.page(chromium, "wexbridge", "director", anew=True) as page:
        name = page.locator(".gk-who").inner_text()
        page.goto(f"{town.address}/in/wexbridge/queue")
        sign_out(page)
        page.wait_for_url(lambda url: not url.startswith(f"{town.address}/in/"))
        page.go_back()
        expect(page.locator(".gk-who")).to_have_count(0)
        assert name.splitlines()[0] not in page.content()
        page.goto(f"{town.address}/in/wexbridge/")
        assert page.url.startswith(f"{town.address}/sign-in?")


def test_the_cookie_cannot_be_read_by_a_script_nor_sent_by_another_site(chromium: Chromium, town: Town) -> None:
    with town.page(chromium, "wexbridge", "director") as page:
        ours = page.context.cookies(town.address)
        assert [each["name"] for each in ours if each["name"].startswith("gatekeeper")]
        for each in ours:
            if each["name"].startswith("gatekeeper"):
                assert (each["httpOnly"], each["sameSite"], each["path"]) == (True, "Lax", "/")
        assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"


def test_she_ends_her_sessions_everywhere(chromium: Chromium, town: Town) -> None:
    here = town.page(chromium, "wexbridge", "administrator", anew=True)
    with here as one, town.page(chromium, "wexbridge", "administrator", anew=True) as other:
        one.goto(f"{town.address}/sessions")
        sound(one)
        one.get_by_role("button", name="Sign out everywhere").click()
        other.goto(f"{town.address}/in/wexbridge/")
        assert other.url.startswith(f"{town.address}/sign-in?")


def test_a_wrong_password_gets_nobody_in(chromium: Chromium, town: Town) -> None:
    with town.stranger(chromium) as page:
        page.goto(f"{town.address}/sign-in")
        page.get_by_role("button", name="Sign in").click()
        page.locator("input[name=login]").fill(town.person("wexbridge", "director"))
        page.locator("input[name=login]").press("Enter")
        page.locator("input[name=password]").fill("not the password")
        with page.expect_navigation():
            page.locator("input[name=password]").press("Enter")
        assert page.url.startswith(town.provider.issuer)
        page.goto(f"{town.address}/in/wexbridge/")
        assert page.url.startswith(f"{town.address}/sign-in?")


def test_an_answer_of_the_provider_that_nobody_asked_for_signs_nobody_in(chromium: Chromium, town: Town) -> None:
    with town.stranger(chromium) as page:
        page.goto(f"{town.address}/sign-in/done?code=stolen&state=made-up&iss={town.provider.issuer}")
        sound(page)
        assert "not signed in" in page.inner_text("main").lower()
        page.goto(f"{town.address}/in/wexbridge/")
        assert page.url.startswith(f"{town.address}/sign-in?")
