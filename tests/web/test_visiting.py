"""The way in which tests visit the pages is that of a browser: what a form holds is sent, and nothing else can be."""

from __future__ import annotations

import pytest

from tests.web.visiting import HOME, Site


def test_a_councillor_who_has_signed_in_reads_her_case(site: Site) -> None:
    request, _ = site.asked("c1")
    shown = site.sign_in("c1").get(f"{HOME}requests/{request}")
    assert shown.status == 200
    assert shown.title.startswith(shown.heading)
    assert shown.heading in shown.words


def test_somebody_who_has_not_is_sent_to_the_sign_in(site: Site) -> None:
    sent = site.stranger().get(HOME, follow=False)
    assert sent.status == 303
    assert sent.headers["location"].startswith("/sign-in?return_to=")


def test_a_form_is_filled_in_on_its_page_and_sent_with_all_that_it_holds(site: Site) -> None:
    request, asked = site.asked("c1")
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}asked/{asked}/withdraw")
    shown = browser.submit(page, words="I have found it in the library.")
    assert shown.status == 200, shown.words
    assert shown.path.startswith(f"{HOME}requests/{request}")
    assert "withdrawn" in shown.words.lower()


def test_a_field_that_the_form_does_not_have_cannot_be_filled_in(site: Site) -> None:
    _, asked = site.asked("c1")
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}asked/{asked}/withdraw")
    with pytest.raises(AssertionError, match="no field 'nonsense'"):
        browser.submit(page, nonsense="x")
