"""Tests that *would I be entitled* gives the answer of asking and files nothing."""

from __future__ import annotations

import re

from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.web.visiting import HOME, Site

ENTITLED = f"{HOME}entitled"
NUMBER = re.compile(r"\b[0-9a-f]{32}\b")


def test_the_answer_is_that_of_asking_and_nothing_is_filed(site: Site) -> None:
    browser = site.sign_in("c1")
    found = browser.get(f"{ENTITLED}?q=paper")
    wanted = [site.world.id("document", each) for each in ("part_exempt", "working_paper")]
    ticked = next(each for each in found.forms if "document" in each.controls)
    assert set(wanted) <= set(ticked.controls["document"].choices or ())
    page = browser.get(f"{ENTITLED}?document={wanted[0]}&document={wanted[1]}")
    assert page.heading == "Would I be entitled?"
    assert "The law opens part of it to you now" in page.words
    assert "No right opens it by itself" in page.words
    assert "Tuesday 22 December 2026" in page.words
    with reading(site.world.engine) as session:
        assert not Cases(session, site.world.council_id).requests()


def test_from_the_answer_she_can_ask_for_it(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.get(f"{ENTITLED}?document={site.world.id('document', 'open_report')}")
    asked = browser.submit(page, to="ask/choose")
    assert asked.path == f"{HOME}ask/answer"
    assert "Paper open_report" in asked.words


def test_unknown_and_hidden_documents_are_answered_alike(site: Site) -> None:
    browser = site.sign_in("c1")
    hidden, unknown = (browser.get(f"{ENTITLED}?document={each}") for each in
                       (site.world.id("document", "hidden"), "f" * 32))  # fmt: skip
    assert hidden.status == unknown.status == 404
    assert NUMBER.sub("", hidden.text) == NUMBER.sub("", unknown.text)
    known = site.world.id("document", "open_report")
    page = browser.get(f"{ENTITLED}?document={known}&document={site.world.id('document', 'hidden')}")
    other = browser.get(f"{ENTITLED}?document={known}&document={'f' * 32}")
    assert "There is no document of that address that you may know of" in page.words
    assert page.words == other.words


def test_to_tick_nothing_is_pointed_out(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.get(f"{ENTITLED}?q=paper&nothing=yes")
    assert page.title.startswith("Error: ")
    assert "Tick at least one document" in page.words


def test_the_page_says_what_to_do_where_nothing_is_found(site: Site) -> None:
    page = site.sign_in("c1").get(f"{ENTITLED}?q=nothing+of+the+kind")
    assert "Nothing was found that you may know of" in page.words
    assert page.link("Ask to see a document") == f"{HOME}ask"
