"""What others would do to a reader: mark-up in every text stays text, and no other site sends a form in her name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route

from gatekeeper.demo.walk_data import walk_of
from tests.web.browser.chromium import Chromium
from tests.web.browser.journey import Journey
from tests.web.browser.person import Person
from tests.web.browser.scribbling import MARK_UP
from tests.web.browser.talking import converse
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
ELSEWHERE: Final = "http://127.0.0.1:9/prize"


@pytest.fixture
def withdrawing(chromium: Chromium, town: Town) -> Iterator[Person]:
    """A councillor before the form by which she would withdraw her request."""
    walk = walk_of("calderwick")
    with town.somebody(chromium, walk.slug, walk.councillor) as person:
        person.goes(f"asked/{town.asked(walk)[1]}/withdraw")
        yield person


def fields(page: Page) -> dict[str, str]:
    """What the form on the page sends unseen."""
    hidden = page.locator("main form[method=post] input[type=hidden]").all()
    return {each.get_attribute("name") or "": each.get_attribute("value") or "" for each in hidden}


def stands(person: Person, form: str) -> bool:
    """Whether the request still stands, so that it could still be withdrawn."""
    return person.page.goto(form).status == 200  # type: ignore[union-attr]


def test_mark_up_in_whatever_is_written_on_a_case_is_shown_as_it_was_written(chromium: Chromium, town: Town) -> None:
    with ExitStack() as browsers:
        converse(Journey(town, chromium, walk_of("furzeheath"), browsers), MARK_UP)


def test_mark_up_in_a_search_and_in_an_address_is_shown_as_it_was_written(chromium: Chromium, town: Town) -> None:
    with town.somebody(chromium, "furzeheath", "heatherset") as person:
        person.goes(f"library?{urlencode({'q': MARK_UP})}")
        assert MARK_UP in [each.input_value() for each in person.page.get_by_role("textbox").all()]
        person.goes(f"ask/find?{urlencode({'q': MARK_UP, 'body': MARK_UP})}")
        person.goes(f"?said={urlencode({'': MARK_UP})}")
        assert "alert" not in person.words


@pytest.mark.parametrize(
    ("headers", "changes", "status"),
    [
        ({"Origin": "here"}, {"csrf": ""}, 403),
        ({"Origin": "here"}, {"csrf": "0" * 64}, 403),
        ({"Origin": "https://elsewhere.example"}, {}, 403),
        ({"Origin": "null"}, {}, 403),
        ({"Origin": "here", "Sec-Fetch-Site": "cross-site"}, {}, 403),
        ({"Origin": "here", "Content-Type": "text/plain"}, {}, 415),
        ({"Origin": "here", "Content-Type": "application/json"}, {}, 415),
    ],
    ids=["no mark", "a made-up mark", "another site", "no site", "from another site", "plain text", "json"],
)
def test_a_form_that_is_not_from_our_own_page_does_nothing(
    withdrawing: Person, headers: dict[str, str], changes: dict[str, str], status: int
) -> None:
    form = withdrawing.page.url
    here = form.split("/in/")[0]
    sent = {name: value.replace("here", here) for name, value in {**FORM, **headers}.items()}
    data = urlencode({**fields(withdrawing.page), **changes})
    answer = withdrawing.page.request.post(form, headers=sent, data=data, max_redirects=0)
    assert answer.status == status
    assert stands(withdrawing, form)


def test_the_same_form_from_our_own_page_is_taken(withdrawing: Person) -> None:
    form = withdrawing.page.url
    sent, data = {**FORM, "Origin": form.split("/in/")[0]}, urlencode(fields(withdrawing.page))
    answer = withdrawing.page.request.post(form, headers=sent, data=data, max_redirects=0)
    assert answer.status == 303
    assert not stands(withdrawing, form)


def test_a_page_of_somebody_else_on_the_same_machine_sends_nothing_in_her_name(withdrawing: Person) -> None:
    """The worst place for it: her browser takes it for the same site, and sends her cookie along."""
    page, form = withdrawing.page, withdrawing.page.url
    inputs = "".join(f"<input name='{name}' value='{value}'>" for name, value in fields(page).items())

    def prize(route: Route) -> None:
        text = f"<!doctype html><form method=post action='{form}'>{inputs}<button>Win</button></form>"
        route.fulfill(body=text, content_type="text/html")

    page.route(ELSEWHERE, prize)
    page.goto(ELSEWHERE)
    page.get_by_role("button", name="Win").click()
    page.wait_for_url(form)
    withdrawing.reads("it did not come from a page of this service")
    assert stands(withdrawing, form)
