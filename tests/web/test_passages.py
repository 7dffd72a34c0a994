"""Passages are marked on the document's own pages: by numbers or by ticking, by whoever files it, and entered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gatekeeper.storage import tables
from gatekeeper.storage.record import entries_about
from gatekeeper.storage.transaction import reading
from tests.documents.papers import canary, paper
from tests.services.files.putting import put
from tests.services.world_making import Making, Piece
from tests.web.visiting import HOME, Browser, Shown, Site


@pytest.fixture
def papers(site: Site) -> Site:
    """A paper of six pages with three passages; and one of 30 pages of which no passage is marked."""
    put(site.world, site.place.files, "part_exempt", paper(6))

    def bare(making: Making) -> None:
        making.document("plan", passages=(), body="employment", kind="other")

    site.world.make(bare)
    put(site.world, site.place.files, "plan", paper(30))
    return site


def place(site: Site, code: str = "plan") -> str:
    return f"{HOME}documents/{site.world.id('document', code)}"


def rows(site: Site, code: str = "plan") -> list[tuple[str | None, str | None, int]]:
    document = site.world.id("document", code)
    found = site.world.read(lambda register: register.all(tables.Passage, document_id=document))
    return sorted(((each.title, each.pages, each.position) for each in found), key=lambda each: each[2])


def entries(site: Site, kind: str, code: str = "plan") -> list[dict[str, Any]]:
    document = site.world.id("document", code)
    marked = site.world.read(lambda register: [r.thing_id for r in register.all(tables.Passage, document_id=document)])
    with reading(site.world.engine) as session:
        subjects = [f"thing:{each}" for each in (document, *marked)]
        found = [each for subject in subjects for each in entries_about(session, site.world.council_id, subject)]
    told = [json.loads(each.body) for each in found]
    return [each for each in told if each["kind"] == kind]


def marked(browser: Browser, page: Shown, **fields: Any) -> Shown:
    return browser.submit(page, to="/passages", **fields)


def test_the_proper_officer_marks_a_passage_by_its_pages_and_it_is_entered(papers: Site) -> None:
    browser = papers.sign_in("proper")
    page = browser.get(f"{place(papers)}/passages")
    assert "decided as a whole" in page.words
    after = marked(browser, page, pages="pages 3 – 5, 7", title="The price")
    assert rows(papers) == [("The price", "3-5, 7", 0)]
    assert "The price" in after.words
    assert "1-2, 6, 8-30" in after.words
    (entry,) = entries(papers, "register:passages_marked")
    assert entry["person"] == f"person:{papers.world.id('person', 'proper')}"


def test_pages_are_ticked_without_script_and_those_elsewhere_stay(papers: Site) -> None:
    browser = papers.sign_in("d1")
    page = browser.get(f"{place(papers)}/passages")
    marked(browser, page, on=["2", "3", "9"])
    assert rows(papers) == [(None, "2-3, 9", 0)]
    first = browser.get(f"{place(papers)}/passages")
    change = browser.get(browser_link(first, "Change"))
    assert change.form("/passages").controls["on"].values == ["2", "3", "9"]
    second = browser.get(f"{change.url}&from=25")
    assert second.form("/passages").controls["on"].choices == ["25", "26", "27", "28", "29", "30"]
    marked(browser, second, on=["26"])
    assert rows(papers) == [(None, "2-3, 9, 26", 0)]


def test_what_is_written_and_ticked_otherwise_is_asked_again_with_both_kept(papers: Site) -> None:
    browser = papers.sign_in("proper")
    page = browser.get(f"{place(papers)}/passages")
    again = marked(browser, page, pages="1-2", on=["9"])
    assert (again.status, again.title[:6]) == (422, "Error:")
    form = again.form("/passages")
    assert (form.controls["pages"].values, form.controls["on"].values) == (["1-2"], ["9"])
    assert rows(papers) == []
    marked(browser, again, pages="")
    assert rows(papers) == [(None, "9", 0)]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("", "Write the pages of the passage"),
        ("some", "names no pages"),
        ("9-3", "page 3 is before page 9"),
        ("29-31", "page 31 is beyond the last, 30"),
        ("<script>", "names no pages"),
    ],
)
def test_pages_that_cannot_be_are_refused_in_the_error_summary_and_nothing_is_changed(
    papers: Site, pages: str, said: str
) -> None:
    browser = papers.sign_in("proper")
    page = marked(browser, browser.get(f"{place(papers)}/passages"), pages=pages, title="Kept words")
    assert page.status in (409, 422)
    assert said in page.words
    assert page.form("/passages").controls["title"].values == ["Kept words"]
    assert "<script>'" not in page.text
    assert rows(papers) == []


def test_a_passage_beside_one_that_is_the_whole_document_is_refused_with_what_to_do(papers: Site) -> None:
    browser = papers.sign_in("proper")
    marked(browser, browser.get(f"{place(papers)}/passages"), pages="whole")
    page = marked(browser, browser.get(f"{place(papers)}/passages"), pages="3")
    assert page.status == 409
    assert "there are others" in page.words
    assert rows(papers) == [(None, "whole", 0)]


def test_what_somebody_marked_meanwhile_is_told_and_what_she_wrote_is_kept(papers: Site) -> None:
    first, second = papers.sign_in("proper"), papers.sign_in("d1")
    page = first.get(f"{place(papers)}/passages")
    marked(second, second.get(f"{place(papers)}/passages"), pages="1-2")
    stale = marked(first, page, pages="4-5", title="My part")
    assert stale.status == 412
    assert "somebody has marked passages of it meanwhile" in stale.words
    assert stale.form("/passages").controls["title"].values == ["My part"]
    marked(first, stale)
    assert rows(papers) == [(None, "1-2", 0), ("My part", "4-5", 1)]


def test_sent_twice_it_is_marked_once(papers: Site) -> None:
    browser = papers.sign_in("proper")
    page = browser.get(f"{place(papers)}/passages")
    marked(browser, page, pages="1-2")
    assert marked(browser, page, pages="1-2").status == 200
    assert rows(papers) == [(None, "1-2", 0)]


def test_what_the_proper_officer_has_classified_she_alone_marks_anew(papers: Site) -> None:
    terms = papers.world.id("passage", "part_exempt-terms")
    at = f"{place(papers, 'part_exempt')}/passages"
    director, proper = papers.sign_in("d1"), papers.sign_in("proper")
    page = director.get(at)
    assert f"passage={terms}" not in page.text
    assert "Classified: only the proper officer changes it" in page.words
    assert director.get(f"{at}?passage={terms}").status == 404
    sent = page.form("/passages").filled({"pages": "6"}) | {"passage": [terms]}
    assert director.post(at, sent).status == 404
    before = rows(papers, "part_exempt")
    marked(proper, proper.get(f"{at}?passage={terms}"), pages="5-6")
    assert rows(papers, "part_exempt") == [each if each[2] != 1 else (None, "5-6", 1) for each in before]


def test_what_is_classified_keeps_its_classification_where_its_pages_change(papers: Site) -> None:
    terms = papers.world.id("passage", "part_exempt-terms")
    before = papers.world.read(lambda register: register.one(tables.Passage, terms))
    proper = papers.sign_in("proper")
    marked(proper, proper.get(f"{place(papers, 'part_exempt')}/passages?passage={terms}"), pages="5-6", title="Terms")
    after = papers.world.read(lambda register: register.one(tables.Passage, terms))
    assert before is not None
    assert after is not None
    assert (after.contains, after.negotiation, after.paragraphs_complete) == (
        before.contains,
        before.negotiation,
        before.paragraphs_complete,
    )


def test_that_she_looks_at_the_pages_is_entered_once_for_all_their_pictures(papers: Site) -> None:
    browser, at = papers.sign_in("proper"), place(papers)
    assert browser.send("GET", f"{at}/thumb/1.png").status_code == 404
    page = browser.get(f"{at}/passages")
    assert page.text.count("/thumb/") == 24
    for path in ("thumb/1.png", "thumb/30.png", "page/30.png"):
        assert browser.send("GET", f"{at}/{path}").headers["content-type"] == "image/png"
    assert canary(4) in browser.get(f"{at}/look?page=4").words
    assert len(entries(papers, "file:looked_at")) == 1
    for path in ("thumb/31.png", "page/0.png", "look?page=31"):
        assert browser.send("GET", f"{at}/{path}").status_code == 404


@pytest.mark.parametrize("who", ["c1", "d2", "administrator", "auditor", "clerk"])
def test_nobody_else_comes_to_the_passages_or_to_a_picture(papers: Site, who: str) -> None:
    papers.sign_in("proper").get(f"{place(papers)}/passages")
    browser = papers.sign_in(who)
    for path in ("passages", "file", "look?page=1"):
        page = browser.get(f"{place(papers)}/{path}")
        assert page.status in (403, 404)
        assert "Paper plan" not in page.text
    for path in ("page/1.png", "thumb/1.png"):
        assert browser.send("GET", f"{place(papers)}/{path}").status_code == 404


def test_a_hidden_document_and_one_that_is_not_there_are_answered_alike(papers: Site) -> None:
    browser, hidden = papers.sign_in("c1"), place(papers, "hidden")
    for path in ("passages", "file", "look?page=1", "page/1.png", "thumb/1.png"):
        assert browser.send("GET", f"{hidden}/{path}").status_code == 404
        assert browser.send("GET", f"{HOME}documents/{'0' * 32}/{path}").status_code == 404


def test_where_no_file_is_kept_passages_are_marked_by_numbers_all_the_same(papers: Site) -> None:
    def bare(making: Making) -> None:
        making.document("outline", passages=(Piece("one", "1-2"),), body="employment", kind="other", page_count=4)

    papers.world.make(bare)
    browser, at = papers.sign_in("proper"), place(papers, "outline")
    page = browser.get(f"{at}/passages")
    assert "no file of it is kept here" in page.words
    assert page.link("Put the file of this document") == f"{at}/file"
    assert marked(browser, page, pages="3-5").status == 409
    assert marked(browser, page, pages="3-4").status == 200
    assert [each[1] for each in rows(papers, "outline")] == ["1-2", "3-4"]


def browser_link(page: Shown, begins: str) -> str:
    """Where the first link leads whose text begins so."""
    return next(href for href, text in page.links if text.startswith(begins))
