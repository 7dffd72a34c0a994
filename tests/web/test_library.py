"""Tests of the documents open to her: each with its route, found by words and narrowed, and nothing that is closed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from gatekeeper.storage import tables
from tests.services.cases.changing import edit, remove
from tests.services.library.asking import put_text
from tests.web.visiting import HOME, Site

LIBRARY = f"{HOME}library"


def test_what_is_open_stands_with_the_route_and_its_provision(site: Site) -> None:
    page = site.sign_in("c1").get(LIBRARY)
    assert page.heading == "Documents open to me"
    assert "Any member: business still to come (Local Government Act 1972 s.100F)" in page.words
    document = site.world.id("document", "open_report")
    assert page.link("Paper open_report") == f"{LIBRARY}/{document}/read"
    for closed in ("working_paper", "Paper hidden", "secret_title", "care_file", "part_exempt-terms"):
        assert closed not in page.text


def test_words_are_found_on_open_pages_alone(site: Site) -> None:
    put_text(site.world, "part_exempt", "", "Homes & a <b>school</b>", "", "", "Terms: the canary", "The bidder")
    browser = site.sign_in("c1")
    page = browser.get(f"{LIBRARY}?q=school")
    assert "Page 2: Homes & a <b>school</b>" in page.words
    assert "<b>school" not in page.text
    page = browser.get(f"{LIBRARY}?q=canary")
    assert "Nothing open to you was found" in page.words
    assert "Terms" not in page.words
    assert page.link("Show everything open to me") == LIBRARY


def test_it_is_narrowed_by_body_kind_and_days(site: Site) -> None:
    browser = site.sign_in("c1")
    planning, cabinet = (site.world.id("body", each) for each in ("planning", "cabinet"))
    assert "Paper open_report" in browser.get(f"{LIBRARY}?body={planning}").words
    assert "Paper open_report" not in browser.get(f"{LIBRARY}?body={cabinet}").words
    assert "Paper open_report" in browser.get(f"{LIBRARY}?kind=report").words
    assert "Paper open_report" not in browser.get(f"{LIBRARY}?kind=agenda").words
    on = "first-day=8&first-month=12&first-year=2026&last-day=8&last-month=12&last-year=2026"
    assert "Paper open_report" in browser.get(f"{LIBRARY}?{on}").words
    assert "Paper open_report" not in browser.get(f"{LIBRARY}?first-day=9&first-month=12&first-year=2026").words


@pytest.mark.parametrize(
    "asked",
    [
        *("first-day=31&first-month=2&first-year=2026", "last-day=1&last-month=1&last-year=1066"),
        "first-day=x&first-month=%3Cscript%3E&first-year=",
    ],
)
def test_a_day_that_is_none_is_pointed_out_and_what_was_typed_stays(site: Site, asked: str) -> None:
    page = site.sign_in("c1").get(f"{LIBRARY}?{asked}")
    assert page.status == 200
    assert page.title.startswith("Error: ")
    assert "Write a real day between 1990 and 2040" in page.words
    assert "<script>" not in page.text.replace('<script type="module"', "")
    assert "Paper open_report" in page.words


@pytest.mark.parametrize(
    "asked", ["after=nonsense", "after=%00", "kind=nothing", f"body={'0' * 32}", "q=%00", "q=a&q=b"]
)
def test_what_cannot_be_meant_is_left_out(site: Site, asked: str) -> None:
    assert "Paper open_report" in site.sign_in("c1").get(f"{LIBRARY}?{asked}").words


def test_what_opens_soon_is_told_with_its_day(site: Site) -> None:
    browser = site.sign_in("co-opted")
    page = browser.get(browser.get(LIBRARY).link("What opens soon"))
    assert page.heading == "What opens soon"
    assert "Paper open_report" in page.words
    assert "Public papers before a meeting" in page.words
    assert page.link("Documents open to me now") == LIBRARY


def test_the_rest_of_what_is_partly_open_can_be_asked_for_from_there(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.submit(browser.get(LIBRARY), to="ask/choose")
    assert page.path == f"{HOME}ask/answer"
    assert "Paper part_exempt" in page.words


def test_a_long_library_goes_on_over_pages_with_what_it_is_narrowed_to(site: Site) -> None:
    def thirty(making: object) -> None:
        for n in range(30):
            making.document(f"bulk{n:02}", items=("mill",), body="planning")  # type: ignore[attr-defined]

    site.world.make(thirty)
    browser = site.sign_in("c1")
    page = browser.get(f"{LIBRARY}?q=bulk")
    first = {words for _, words in page.links if words.startswith("Paper ")}
    link = page.link("Next page")
    assert parse_qs(urlsplit(link).query)["q"] == ["bulk"]
    second = {words for _, words in browser.get(link).links if words.startswith("Paper ")}
    assert (len(first), len(first & second), len(first | second)) == (25, 0, 30)


def test_an_empty_library_says_what_to_do(site: Site) -> None:
    for code in ("open_report", "part_exempt"):
        remove(site.world, tables.Document, "document", code)
    page = site.sign_in("c1").get(LIBRARY)
    assert "The register holds no document that the law opens to you now" in page.words
    assert page.link("Ask to see a document") == f"{HOME}ask"


def test_whoever_is_no_councillor_is_told_why_there_is_nothing(site: Site) -> None:
    page = site.sign_in("d1").get(LIBRARY)
    assert "The library is a councillor's" in page.words
    assert "Paper" not in page.words


def test_a_title_that_is_not_to_be_known_is_not_told_while_part_of_it_is_closed(site: Site) -> None:
    edit(site.world, tables.Document, "document", "part_exempt", title_known=False, public_label="Land at a mill")
    page = site.sign_in("c1").get(LIBRARY)
    assert "Land at a mill" in page.words
    assert "Paper part_exempt" not in page.text
