"""Tests that what is asked for is found or described, and that only what she may know of can be chosen."""

from __future__ import annotations

import pytest

from gatekeeper.storage import tables
from tests.services.cases.changing import edit
from tests.web.asking_walk import answered, choose, describe, seen, sent, unseen
from tests.web.visiting import HOME, Site


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": ""}, "Describe it in your own words"),
        ({"words": "x" * 601}, "longer than 600 characters"),
        (
            {"words": "x", "first_day": "1", "first_month": "5", "first_year": "1066"},
            "Write a real day between 1990 and 2040",
        ),
        ({"words": "x", "first_day": "31", "first_month": "2", "first_year": "2026"}, "Write a real day"),
        (
            {"words": "x", "first_day": "2", "first_month": "5", "first_year": "2026", "last_day": "1"}
            | {"last_month": "5", "last_year": "2026"},
            "It is before the first day",
        ),
    ],
)
def test_a_description_that_cannot_be_meant_is_asked_for_again(site: Site, fields: dict[str, str], says: str) -> None:
    browser = site.sign_in("c1")
    page = browser.submit(browser.get(f"{HOME}ask/describe"), **fields)
    assert page.status == 422
    assert says.lower() in page.words.lower()
    assert "(0)" not in browser.get(f"{HOME}ask/find").words


def test_several_documents_are_chosen_taken_out_and_answered_each(site: Site) -> None:
    browser = site.sign_in("c1")
    page = choose(site, browser, "open_report", "part_exempt", "working_paper", "care_file")
    describe(browser, "The note of the visit")
    assert "You have chosen (4)" in page.words
    page = browser.post(f"{HOME}ask/remove", {**unseen(browser), "document": site.world.id("document", "care_file")})
    assert "You have chosen (4)" in page.words
    last, asked = answered(browser, seen(browser))
    receipt = sent(browser, last)
    assert asked == ["capacity", "duty", "now"]
    for called in ("Paper open_report", "Paper part_exempt", "Paper working_paper", "What you described"):
        assert called in receipt.words
    assert "care_file" not in receipt.text


@pytest.mark.parametrize("code", ["hidden", None])
def test_a_document_of_which_she_may_not_know_is_answered_like_one_that_never_was(site: Site, code: str | None) -> None:
    browser = site.sign_in("c1")
    wanted = site.world.id("document", code) if code else "0" * 32
    page = browser.post(f"{HOME}ask/choose", {**unseen(browser), "document": wanted})
    assert page.status == 404
    assert "hidden" not in page.words
    assert browser.get(f"{HOME}entitled?document={wanted}").status == 404


def test_a_document_that_is_no_longer_there_is_taken_out_and_she_is_told(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper", "open_report")
    edit(site.world, tables.Document, "document", "working_paper", existence_known=False)
    page = browser.get(f"{HOME}ask/find")
    assert "is not there any more" in page.words
    assert "Paper working_paper" not in page.text
    assert "You have chosen (1)" in page.words


def test_what_was_begun_is_kept_and_can_be_dropped(site: Site) -> None:
    choose(site, site.sign_in("c1"), "working_paper")
    browser = site.sign_in("c1")
    assert "You have begun a request" in browser.get(HOME).words
    page = browser.get(f"{HOME}ask")
    assert "Paper working_paper" in page.words
    page = browser.submit(page, to="ask/drop")
    assert "What you had begun is forgotten" in page.words
    assert browser.get(f"{HOME}ask").path == f"{HOME}ask/what"


@pytest.mark.parametrize("who", ["d1", "mo", "administrator", "auditor"])
def test_whoever_is_no_councillor_is_told_where_she_can_ask(site: Site, who: str) -> None:
    browser = site.sign_in(who)
    for path in ("ask", "ask/what", "ask/find", "ask/meetings", "ask/describe", "ask/answer", "entitled", "requests"):
        page = browser.get(f"{HOME}{path}")
        assert page.status == 403, path
        assert "Freedom of Information Act 2000" in page.words


def test_the_way_back_leads_nowhere_else(site: Site) -> None:
    browser = site.sign_in("c1")
    for back in ("https://evil.example/", "//evil.example", f"{HOME}ask/find/../../../x", f"{HOME}ask/find\n", "/"):
        fields = {**unseen(browser), "document": site.world.id("document", "open_report"), "back": back}
        answer = browser.post(f"{HOME}ask/choose", fields, follow=False)
        assert answer.headers["location"] == f"{HOME}ask/find", back


def test_other_matters_are_shown_their_way_and_not_refused(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.submit(browser.get(f"{HOME}ask/what"), what="elsewhere")
    for words in ("request for a service", "complaint", "code of conduct", "Freedom of Information Act 2000"):
        assert words in page.words
    assert page.link("Ask to see a document") == f"{HOME}ask/what"


def test_a_document_is_found_on_the_agenda_of_its_meeting(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}ask/meetings?body={site.world.id('body', 'planning')}")
    assert "The cabinet body," not in page.words
    agenda = browser.get(page.link("The planning body, Tuesday 8 December 2026"))
    assert "Paper part_exempt" in agenda.words
    page = browser.submit(agenda, document=site.world.id("document", "part_exempt"))
    assert "You have chosen (1)" in page.words
    assert browser.get(f"{HOME}ask/meetings/{'0' * 32}").status == 404


def test_whoever_signs_in_again_while_choosing_goes_on_with_asking(site: Site) -> None:
    browser = site.sign_in("c1")
    for path in ("choose", "remove", "drop"):
        assert browser.get(f"{HOME}ask/{path}").path == f"{HOME}ask/find"


def test_to_add_nothing_is_pointed_out_where_it_was_looked_for(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.submit(browser.get(f"{HOME}ask/find?q=paper"), to="ask/choose")
    assert page.title.startswith("Error: ")
    assert "Tick at least one document" in page.words
    assert "Paper working_paper" in page.words
    agenda = browser.get(f"{HOME}ask/meetings/{site.world.id('meeting', 'planning-next')}")
    page = browser.submit(agenda, to="ask/choose")
    assert (page.heading, page.title.startswith("Error: ")) == (agenda.heading, True)
