"""A document is read in the browser: what is open is offered, opened under one entry, and shown page by page."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from typing import Any

import pytest

from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.files import Workroom
from gatekeeper.services.files.drawing import Drawing
from gatekeeper.storage.record import entries_about
from gatekeeper.storage.transaction import reading
from gatekeeper.web.app import create_pages
from tests.documents.papers import canary, paper, spoiled, text_of, traces
from tests.documents.spoiling import SECRET, surround
from tests.services.cases.walking import granting
from tests.services.files.putting import lying, put
from tests.services.world_making import Making, Piece
from tests.web.visiting import HOME, Browser, Shown, Site

OPEN, CLOSED = (1, 2, 3, 4, 6), 5
EVERY_WORD = (*map(canary, range(1, 7)), SECRET)


@pytest.fixture
def papers(site: Site) -> Site:
    """Of a paper of six pages the fifth is closed; the working paper has two."""
    put(site.world, site.place.files, "part_exempt", spoiled(paper(6), surround))
    put(site.world, site.place.files, "working_paper", paper(2))
    return site


def library(site: Site, code: str = "part_exempt") -> str:
    return f"{HOME}library/{site.world.id('document', code)}"


def entries(site: Site, subject: str, *kinds: str) -> list[dict[str, Any]]:
    with reading(site.world.engine) as session:
        found = [json.loads(each.body) for each in entries_about(session, site.world.council_id, subject)]
    return [each for each in found if each["kind"] in kinds]


def told(text: str) -> set[str]:
    return {word for word in EVERY_WORD if word in text}


def granted(site: Site, **more: Any) -> str:
    """The working paper as c1 asked for it, granted to be inspected: the beginning of its addresses."""
    asked = site.asked("c1", purpose="The budget is set next month.")[1]
    ruling = Rulings(passages=(granting("working_paper-whole", **more),))
    site.world.do("d1", lambda desk: determine(desk, asked, ruling))
    return f"{HOME}asked/{asked}"


def opened(browser: Browser, place: str, **fields: str) -> Shown:
    """The first page of a document that she opens."""
    return browser.submit(browser.get(f"{place}/read"), to="/read", **fields)


def all_pages(browser: Browser, first: Shown) -> list[Shown]:
    """Every page that she comes to by the links to the next."""
    found = [first]
    while following := [href for href, text in found[-1].links if text.startswith("Next")]:
        found.append(browser.get(following[0]))
    return found


def test_r164_she_reads_the_open_pages_and_no_word_or_picture_of_the_closed_one(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    offered = browser.get(f"{place}/read")
    assert "1-4, 6" in offered.words
    assert told(offered.text) == set()
    pages = all_pages(browser, opened(browser, place))
    assert [told(page.text) for page in pages] == [{canary(page)} for page in OPEN]
    pictures = {n: browser.send("GET", f"{place}/page/{n}.png") for n in range(9)}
    assert {n for n, answer in pictures.items() if answer.status_code == 200} == set(OPEN)
    for n in OPEN:
        assert pictures[n].headers["content-type"] == "image/png"
        assert pictures[n].headers["cache-control"] == "no-store"
        width, height = struct.unpack(">II", pictures[n].content[16:24])
        assert f'width="{width}" height="{height}"' in pages[OPEN.index(n)].text


def test_r102_the_entry_is_made_before_the_first_picture_and_no_picture_makes_another(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    subject = f"thing:{papers.world.id('document', 'part_exempt')}"
    assert browser.send("GET", f"{place}/page/1.png").status_code == 404
    assert entries(papers, subject, "file:released") == []
    opened(browser, place)
    for n in OPEN:
        browser.send("GET", f"{place}/page/{n}.png")
    (entry,) = entries(papers, subject, "file:released")
    assert entry["person"] == f"person:{papers.world.id('person', 'c1')}"
    assert entry["after"]["way"] == "viewer"


def test_what_is_open_already_is_not_opened_twice_but_goes_on(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    offered = browser.get(f"{place}/read")
    browser.submit(offered, to="/read")
    browser.submit(offered, to="/read")
    again = browser.get(f"{place}/read")
    assert browser.get(again.link("Go on reading")).heading.endswith("Page 1")
    subject = f"thing:{papers.world.id('document', 'part_exempt')}"
    assert len(entries(papers, subject, "file:released")) == 1


def test_r111_where_the_right_has_ended_no_picture_comes_and_the_page_leads_back(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    opened(browser, place)
    assert browser.send("GET", f"{place}/page/6.png").status_code == 200

    def withheld(making: Making) -> None:
        making.passage("part_exempt", Piece("open", "1-4", (3,), "live"), 0)

    papers.world.make(withheld)
    assert {browser.send("GET", f"{place}/page/{n}.png").status_code for n in OPEN} == {404}
    page = browser.get(f"{place}/read?page=1")
    assert page.path == f"{place}/read"
    assert told(page.text) == set()


def test_r111_after_half_an_hour_it_is_opened_again_under_another_entry(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    opened(browser, place)
    papers.world.later(minutes=20)
    assert browser.get(f"{place}/read?page=1").heading.endswith("Page 1")
    papers.world.later(minutes=11)
    assert browser.send("GET", f"{place}/page/1.png").status_code == 404
    opened(browser, place)
    subject = f"thing:{papers.world.id('document', 'part_exempt')}"
    assert len(entries(papers, subject, "file:released")) == 2


def test_what_is_granted_to_be_inspected_is_read_and_neither_copied_nor_printed(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), granted(papers)
    page = opened(browser, place)
    assert told(page.text) == {canary(1)}
    assert "Take a copy" not in page.words
    assert "gk-noprint" in page.text
    assert "gk-print-only" in page.text
    copy = browser.post(f"{place}/copy", {"csrf": csrf(browser, place)}, follow=False)
    assert copy.status == 409
    assert "inspection" in copy.words
    assert entries(papers, f"asked:{place.rsplit('/', 1)[1]}", "file:not_released")


def test_what_is_hers_to_copy_is_taken_as_a_pdf_of_its_own_entry_and_may_be_printed(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    page = opened(browser, place)
    assert "gk-print-only" not in page.text
    form = page.form("/copy")
    answer = browser.send("POST", form.action, headers=own(browser), data=form.filled({}))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert len(text_of(answer.content)) == len(OPEN)
    assert traces(answer.content, EVERY_WORD) == {canary(n) for n in OPEN}
    subject = f"thing:{papers.world.id('document', 'part_exempt')}"
    ways = [each["after"].get("way") for each in entries(papers, subject, "file:released")]
    assert ways == ["viewer", None]


def test_conditions_are_accepted_on_the_page_before_anything_opens(papers: Site) -> None:
    browser, place = papers.sign_in("c1"), granted(papers, conditions=("purpose_limit",))
    offered = browser.get(f"{place}/read")
    assert "only for the purpose you gave" in offered.words
    refused = browser.submit(offered, to="/read")
    assert (refused.status, refused.title[:6]) == (422, "Error:")
    assert "#field-accepts" in [href for href, _ in refused.links]
    page = browser.submit(refused, to="/read", accepts="yes")
    assert told(page.text) == {canary(1)}
    (opening,) = entries(papers, f"asked:{place.rsplit('/', 1)[1]}", "request:open_document")
    assert opening["person"] == f"person:{papers.world.id('person', 'c1')}"


def test_officers_on_the_case_read_all_of_it_and_take_no_copy(papers: Site) -> None:
    asked = papers.asked("c1", "part_exempt")[1]
    browser, place = papers.sign_in("d1"), f"{HOME}asked/{asked}"
    pages = all_pages(browser, opened(browser, place))
    assert [told(page.text) for page in pages] == [{canary(page)} for page in range(1, 7)]
    assert "Take a copy" not in pages[0].words


def test_whoever_has_no_part_and_whoever_asks_for_what_is_not_there_are_answered_alike(papers: Site) -> None:
    asked, place = papers.asked("c1", "part_exempt")[1], library(papers, "hidden")
    opened(papers.sign_in("c1"), f"{HOME}asked/{asked}")
    nobody = "0" * 32
    for who in ("c2", "administrator"):
        browser = papers.sign_in(who)
        for path in ("read", "read?page=1", "page/1.png"):
            assert alike(browser, f"{HOME}asked/{asked}/{path}", f"{HOME}asked/{nobody}/{path}", asked, nobody)
    browser = papers.sign_in("c1")
    hidden = place.rsplit("/", 1)[1]
    for path in ("read", "read?page=1", "page/1.png"):
        assert alike(browser, f"{place}/{path}", f"{HOME}library/{nobody}/{path}", hidden, nobody)


def test_what_one_has_opened_is_no_picture_for_anybody_else(papers: Site) -> None:
    place = library(papers)
    opened(papers.sign_in("c1"), place)
    assert papers.sign_in("red-leader").send("GET", f"{place}/page/1.png").status_code == 404
    assert papers.stranger().send("GET", f"{place}/page/1.png").status_code in (303, 404)


def test_where_no_file_is_kept_the_page_says_why_and_what_to_do(papers: Site) -> None:
    page = papers.sign_in("c1").get(f"{library(papers, 'open_report')}/read")
    assert page.status == 200
    assert "no file of it is kept here" in page.words
    assert "Open it" not in [text for form in page.forms for text, _, _ in form.buttons]


@pytest.mark.parametrize("number", ["0", "5", "7", "99999", "-1", "1e3", "", "%D9%A1"])
def test_a_page_that_is_closed_or_none_is_not_found(papers: Site, number: str) -> None:
    browser, place = papers.sign_in("c1"), library(papers)
    opened(browser, place)
    assert browser.send("GET", f"{place}/page/{number}.png").status_code == 404
    assert browser.get(f"{place}/read?page={number}").status == 404


def test_where_as_many_pages_are_drawn_as_may_be_she_is_asked_to_come_again(papers: Site) -> None:
    full = Drawing(room=Workroom(at_once=1, waiting=0, patience=0.01))
    place = replace(papers.place, files=replace(papers.place.files, drawing=full))
    busy = replace(papers, place=place, app=create_pages(place))
    browser, at = busy.sign_in("c1"), library(busy)
    with full.room.desk():
        page = opened(browser, at)
        assert (page.status, page.headers["retry-after"]) == (503, "10")
        assert browser.send("GET", f"{at}/page/1.png").status_code == 503
    assert told(browser.get(f"{at}/read?page=1").text) == {canary(1)}


def test_r137_of_a_kept_file_that_was_changed_nothing_is_shown_and_whoever_runs_it_is_told(papers: Site) -> None:
    for path in lying(papers.place.files):
        path.write_bytes(paper(6))
    with pytest.raises(AssertionError, match="is not what was kept; restore it from the backup"):
        opened(papers.sign_in("c1"), library(papers))
    subject = f"thing:{papers.world.id('document', 'part_exempt')}"
    assert entries(papers, subject, "file:released") == []


def alike(browser: Browser, one: str, other: str, *ids: str) -> bool:
    """Whether both addresses are answered by the same page that nothing is found."""

    def seen(path: str) -> tuple[int, str]:
        answer = browser.send("GET", path)
        text = answer.text.replace(answer.headers.get("correlation-id", "-"), "")
        for each in ids:
            text = text.replace(each, "")
        return answer.status_code, "\n".join(line for line in text.split("\n") if "say the number" not in line)

    first, second = seen(one), seen(other)
    return first == second and first[0] == 404


def csrf(browser: Browser, place: str) -> str:
    return browser.get(f"{place}/read").form("/sign-out").controls["csrf"].values[0]


def own(browser: Browser) -> dict[str, str]:
    return {"Origin": browser.site.place.address, "Content-Type": "application/x-www-form-urlencoded"}
