"""Tests of the list of her requests: page by page, those that are open or ended, and no other's."""

from __future__ import annotations

from tests.services.cases.walking import refused_paper
from tests.web.visiting import HOME, Site


def test_a_list_with_nothing_in_it_says_so_and_what_to_do(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}requests")
    assert "Nothing has been asked for yet" in page.words
    assert page.link("Ask to see a document") == f"{HOME}ask"
    page = browser.get(f"{HOME}requests?show=open")
    assert page.link("Show all of them") == f"{HOME}requests"


def test_each_stands_with_what_she_asked_for_how_it_stands_and_the_next_date(site: Site) -> None:
    request, _ = site.asked("c1", "working_paper", "secret_title")
    site.asked("c2", "care_file")
    page = site.sign_in("c1").get(f"{HOME}requests")
    assert page.link("MR-2026-00001") == f"{HOME}requests/{request}"
    for words in ("Paper working_paper", "Report on a staffing matter", "Being considered", "Tuesday 22 December 2026"):
        assert words in page.words
    for words in ("MR-2026-00002", "care_file", "Paper secret_title"):
        assert words not in page.text


def test_the_list_is_narrowed_to_what_is_open_or_ended(site: Site) -> None:
    refused_paper(site.world)
    site.asked("c1", "care_file")
    browser = site.sign_in("c1")
    waiting = browser.get(browser.get(f"{HOME}requests").link("Waiting for an answer"))
    assert ("MR-2026-00002" in waiting.words, "MR-2026-00001" in waiting.words) == (True, False)
    ended = browser.get(waiting.link("Answered or withdrawn"))
    assert ("MR-2026-00002" in ended.words, "MR-2026-00001" in ended.words) == (False, True)
    assert "Refused" in ended.words
    assert "Nothing is due" in ended.words


def test_a_long_list_goes_on_over_pages(site: Site) -> None:
    for _ in range(27):
        site.world.submit("c1", "open_report")
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}requests")
    assert page.words.count("MR-2026-") == 25
    following = browser.get(page.link("Next page"))
    assert following.words.count("MR-2026-") == 2
    assert "MR-2026-00001" in following.words


def test_a_place_that_is_none_in_her_list_begins_at_the_first(site: Site) -> None:
    site.asked("c1")
    other, _ = site.asked("c2")
    browser = site.sign_in("c1")
    for place in (other, "nonsense", "%00", "x" * 500):
        page = browser.get(f"{HOME}requests?after={place}")
        assert page.status == 200
        assert "MR-2026-00001" in page.words


def test_a_description_stands_in_her_own_words_literally(site: Site) -> None:
    site.world.submit("c1", descriptions=("<img src=x onerror=alert(1)> the note",))
    page = site.sign_in("c1").get(f"{HOME}requests")
    assert "<img src=x onerror=alert(1)> the note" in page.words
    assert "<img src=x" not in page.text
