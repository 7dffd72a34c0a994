"""The checks of a page notice what they are for: a page that is wrong, or a browser that complains, fails the test."""

from __future__ import annotations

import re

import pytest

from tests.web.browser.chromium import PHONE, Chromium
from tests.web.browser.sound import sound

pytestmark = pytest.mark.slow
GOOD = "<!doctype html><html lang=en><title>Ask – Gatekeeper</title><main><h1>Ask</h1>%s</main></html>"


def test_a_page_with_nothing_wrong_is_sound(chromium: Chromium) -> None:
    with chromium.page() as page:
        page.set_content(GOOD % "<p><label>Why? <input></label></p>")
        sound(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<input>", "Form elements must have labels"),
        ("<p style='color:#bbb;background:#fff'>words</p>", "color contrast"),
        ("<h1>Another</h1>", "one main heading"),
        ("<div style='width:3000px'>wide</div>", "scrolls sideways"),
    ],
)
def test_a_page_with_something_wrong_is_not(chromium: Chromium, wrong: str, said: str) -> None:
    with chromium.page(size=PHONE) as page:
        page.set_content(GOOD % wrong)
        with pytest.raises(AssertionError, match=re.compile(said)):
            sound(page)


def test_a_title_that_does_not_say_what_the_page_is_is_noticed(chromium: Chromium) -> None:
    with chromium.page(script=False) as page:
        page.set_content(GOOD.replace("<h1>Ask", "<h1>Determine") % "")
        with pytest.raises(AssertionError, match="does not begin with the heading 'Determine'"):
            sound(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<script>alert(1)</script>", "dialog: alert"),
        ("<script>console.error('no')</script>", "console error: no"),
        ("<script>absent()</script>", "script error"),
        ("<img src='http://localhost:9/x.png' alt=''>", "asks another machine"),
        ("<meta http-equiv=content-security-policy content=\"script-src 'none'\"><script>1</script>", "script-src"),
    ],
)
def test_a_browser_that_complains_fails_the_test(chromium: Chromium, wrong: str, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        show(chromium, GOOD % wrong)


def show(chromium: Chromium, text: str) -> None:
    with chromium.page() as page:
        page.set_content(text)
        page.wait_for_timeout(200)
