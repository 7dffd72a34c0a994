"""Tests of the overseers' pages: what is late, and the figures with their file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.oversight.csv_cells import recovered
from gatekeeper.storage import tables
from tests.auth.world import World as Issuer
from tests.services.cases.walking import refused_paper
from tests.services.world_databases import little_world
from tests.web.visiting import HOME, Shown, Site, site_of

PAGES = ("oversight", "figures", "interpretations")


def reads(site: Site, who: str, path: str) -> Shown:
    return site.sign_in(who).get(f"{HOME}{path}")


@pytest.fixture
def timed(issuer: Issuer, tmp_path: Path) -> Iterator[Site]:
    """The pages over a council whose protocol has requests answered within ten working days."""
    with little_world("sqlite", tmp_path, "wyremouth") as world:
        yield site_of(world, issuer, tmp_path)


def test_what_is_late_is_listed_with_who_has_it_and_how_late_it_is(timed: Site) -> None:
    request, _ = timed.asked("c1")
    timed.world.later(days=17)
    page = reads(timed, "mo", "oversight")
    assert (page.status, page.heading) == (200, "What is late or soon due")
    assert "MR-2026-00001" in page.words
    assert "The head of service" in page.words
    assert "3 working days" in page.words
    assert page.link("MR-2026-00001") == f"{HOME}requests/{request}"


def test_what_is_soon_due_is_listed_by_the_days_that_are_chosen(timed: Site) -> None:
    timed.asked("c1")
    browser = timed.sign_in("mo")
    page = browser.get(f"{HOME}oversight")
    assert "Nothing is late." in page.words
    assert "Nothing else is due by then." in page.words
    assert "MR-2026-00001" in browser.submit(page, within="10").words


def test_a_long_list_goes_on_from_page_to_page(timed: Site) -> None:
    for _ in range(51):
        timed.asked("c1", "open_report", "working_paper")
    timed.world.later(days=20)
    browser = timed.sign_in("mo")
    first = browser.get(f"{HOME}oversight")
    second = browser.get(first.link("Next page"))
    shown = [words for _, words in (*first.links, *second.links) if words.startswith("MR-")]
    assert (len(shown), len(set(shown))) == (51, 51)
    assert browser.get(second.link("Previous page")).words == first.words


@pytest.mark.parametrize("asked", ["start=x", "within=-1", "within=999", "start=", "start=1&start=2"])
def test_an_address_that_asks_nonsense_shows_the_usual_list(site: Site, asked: str) -> None:
    assert reads(site, "mo", f"oversight?{asked}").status == 200


def test_the_figures_of_a_council_without_requests_say_so(site: Site) -> None:
    page = reads(site, "mo", "figures")
    assert (page.status, page.heading) == (200, "The council’s figures")
    assert "December 2025 to November 2026" in page.words
    assert "Nothing was asked for in these months." in page.words


def busy(site: Site) -> None:
    """Six papers open by law, five refused, one withdrawn."""
    for _ in range(6):
        site.asked("c1", "open_report")
    for who in ("c1", "c1", "c1", "c2", "c2"):
        refused_paper(site.world, who)
    _, gone = site.asked("c1")
    site.world.do("c1", lambda desk: withdraw(desk, gone, Leaving(words="It has been dealt with.")))


def test_the_figures_are_charts_with_tables_that_show_no_small_number(site: Site) -> None:
    busy(site)
    page = reads(site, "mo", "figures")
    assert "Any member: business still to come (Local Government Act 1972 s.100F) 6" in page.words
    assert "Need to know: refused 5" in page.words
    assert "Every one of the 3: fewer than 5 each. Together: 5." in page.words
    assert "Half of the answers came on the day they were asked for" in page.words
    assert "The red group" not in page.words.partition("Answered in part or refused, by political group")[2]
    assert page.text.count("<svg") == page.text.count('role="img"') + page.text.count('aria-hidden="true" focusable')
    assert "The numbers as a table" in page.words


def test_it_is_said_that_figures_of_periods_that_overlap_can_be_subtracted(site: Site) -> None:
    assert "Small numbers are withheld within one period only." in reads(site, "mo", "figures").words
    note = site.stranger().get("/privacy").words
    assert "from the figures of two periods that overlap, a small number can be worked out by subtraction" in note


def test_the_figures_name_nobody_and_no_case(site: Site) -> None:
    busy(site)
    page = reads(site, "auditor", "figures")
    assert page.text.count("Person ") == page.text.count("Signed in as Person auditor") == 1
    assert "MR-2026" not in page.text


def test_another_period_is_asked_for_in_the_address(site: Site) -> None:
    busy(site)
    browser = site.sign_in("chief")
    page = browser.get(f"{HOME}figures")
    empty = browser.submit(page, **{"from": "4 2025", "until": "10/2026"})
    assert "April 2025 to October 2026" in empty.words
    assert "Nothing was asked for in these months." in empty.words
    year = browser.get(empty.link("April 2026 to March 2027"))
    assert "Requests 12" in year.words


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=the+spring", "Write the month and the year in figures"),
        ("until=13+2026", "Write the month and the year in figures"),
        ("from=2026-05&until=2026-04", "It ends before it begins"),
        ("from=2000-01&until=2026-01", "It is longer than five years"),
        ("from=9999-01", "It is not within 1990 to 2040"),
    ],
)
def test_a_period_that_cannot_be_counted_is_said_to_be_wrong_with_what_to_do(site: Site, asked: str, said: str) -> None:
    page = reads(site, "mo", f"figures?{asked}")
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert said in page.words
    assert '<a href="#field-' in page.text


def test_the_figures_are_downloaded_as_a_file_that_no_spreadsheet_runs(site: Site) -> None:
    formula = '=HYPERLINK("http://evil.example","click")'
    site.world.make(lambda making: making.put(tables.PartyGroup, "group", "evil", name=formula))
    busy(site)
    browser = site.sign_in("mo")
    page = browser.get(f"{HOME}figures?from=2026-11&until=2026-11")
    href = page.link("Download these figures (CSV, for a spreadsheet)")
    answer = browser.send("GET", href)
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert answer.headers["content-disposition"] == 'attachment; filename="figures-2026-11-to-2026-11.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
    assert ["requests_received", "2026-11", "November 2026", "12"] in rows
    assert formula in {recovered(row[2]) for row in rows}


def test_who_asks_for_the_file_of_a_period_that_cannot_be_counted_is_shown_what_is_wrong(site: Site) -> None:
    page = reads(site, "mo", "figures.csv?from=2026-05&until=2026-04")
    assert (page.status, page.path) == (422, f"{HOME}figures?from=2026-05&until=2026-04")


@pytest.mark.parametrize("who", ["c1", "d1", "proper", "clerk", "administrator"])
@pytest.mark.parametrize("path", ["oversight", "figures", "figures.csv"])
def test_whoever_does_not_oversee_is_refused_and_told_whom_to_ask(site: Site, who: str, path: str) -> None:
    page = reads(site, who, path)
    assert page.status == 403
    assert "Ask the monitoring officer for them" in page.words or "ask the monitoring officer for them" in page.words
    assert "fewer than 5" not in page.text


@pytest.mark.parametrize("path", PAGES)
def test_nobody_without_a_sign_in_is_shown_anything(site: Site, path: str) -> None:
    answer = site.stranger().get(f"{HOME}{path}", follow=False)
    assert answer.headers["location"].startswith("/sign-in?return_to=")
