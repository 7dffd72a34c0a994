"""Tests of the overseers' pages: what is late, the figures with their file, and the rulings on the protocol."""

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
from tests.services.cases.walking import entries, refused_paper
from tests.services.world_databases import little_world
from tests.web.visiting import HOME, Shown, Site, site_of

PAYLOAD = "<script>alert(1)</script> {{ 7*7 }} \"'><img src=x onerror=alert(2)>"
RULING = {
    "paragraph": "4.5",
    "question": "Is a list of invoices factual information?",
    "ruling": "Yes, whoever drew it up.",
    "authority": "Birmingham City Council v O [1983] 1 AC 578\nThe council’s minute 12/2024",
}
PAGES = ("oversight", "figures", "interpretations")


def reads(site: Site, who: str, path: str) -> Shown:
    return site.sign_in(who).get(f"{HOME}{path}")


def ruled(site: Site, who: str = "mo", at: str = "interpretations/new", **says: str) -> Shown:
    """Fill in the form of a ruling and send it; the page that it leads to."""
    browser = site.sign_in(who)
    return browser.submit(browser.get(f"{HOME}{at}"), **{**RULING, **says})


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
    assert "Every one of the 3 fewer than 5 each" in page.words
    assert "The red group" not in page.words.partition("Answered in part or refused, by political group")[2]
    assert page.text.count("<svg") == page.text.count('role="img"') + page.text.count('aria-hidden="true" focusable')
    assert "The numbers as a table" in page.words


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


def test_the_rulings_are_empty_at_first_and_anyone_of_the_council_may_read_them(site: Site) -> None:
    for who in ("c1", "d1", "auditor", "mo"):
        page = reads(site, who, "interpretations")
        assert (page.status, page.heading) == (200, "Rulings on the protocol")
        assert "Nothing has been ruled on any paragraph yet." in page.words
    assert "Say what a paragraph means" not in reads(site, "c1", "interpretations").words


def test_a_ruling_is_recorded_listed_and_entered(site: Site) -> None:
    page = ruled(site)
    assert page.path == f"{HOME}interpretations?said=interpret"
    assert "The interpretation is recorded." in page.words
    councillor = reads(site, "c1", "interpretations")
    for words in ("Paragraph 4.5", "Settles the question", *RULING["authority"].split("\n"), RULING["ruling"]):
        assert words in councillor.words
    assert "The Monitoring Officer" in councillor.words
    assert "Person mo" not in councillor.text
    assert [each["kind"] for each in entries(site.world, "interpretation:wbc")] == ["protocol:interpreted"]


def test_a_form_that_is_sent_twice_records_one_ruling(site: Site) -> None:
    browser = site.sign_in("mo")
    form = browser.get(f"{HOME}interpretations/new")
    for _ in range(2):
        assert browser.submit(form, **RULING).status == 200
    assert len(entries(site.world, "interpretation:wbc")) == 1


def test_rulings_are_searched_and_what_is_not_found_is_said(site: Site) -> None:
    ruled(site)
    ruled(site, paragraph="4.2", question="What is party business?")
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}interpretations")
    found = browser.submit(page, sought="INVOICES")
    assert "1 ruling with “INVOICES”." in found.words
    assert "Paragraph 4.2" not in found.words
    none = browser.submit(page, sought=PAYLOAD)
    assert "0 rulings with" in none.words
    assert PAYLOAD in none.words
    assert "<script>alert" not in none.text


def test_a_later_ruling_stands_in_the_place_of_the_earlier_and_both_are_shown(site: Site) -> None:
    browser = site.sign_in("mo")
    first = browser.submit(browser.get(f"{HOME}interpretations/new"), **RULING)
    href = next(href for href, words in first.links if words.startswith("Rule anew"))
    form = browser.get(href)
    assert RULING["ruling"] in form.words
    page = browser.submit(form, ruling="No: a list is a document.", authority="The council’s minute 3/2026")
    assert "Replaced" in page.words
    assert "stands in its place" in page.words
    assert "It stands in the place of entry" in page.words
    late = browser.submit(form, ruling="Yes after all.", authority="A minute", once="another")
    assert late.status == 409
    assert "none on that paragraph that stands" in late.words
    assert "Yes after all." in late.text


@pytest.mark.parametrize("missing", ["paragraph", "question", "ruling", "authority"])
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(site: Site, missing: str) -> None:
    page = ruled(site, **{missing: ""})
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert f'href="#field-{missing}"' in page.text
    kept = next(value for name, value in RULING.items() if name not in (missing, "paragraph", "authority"))
    assert kept in page.text
    assert entries(site.world, "interpretation:wbc") == []


def test_a_paragraph_that_the_protocol_has_not_is_refused_with_the_text_kept(site: Site) -> None:
    browser = site.sign_in("mo")
    form = browser.get(f"{HOME}interpretations/new")
    sent = form.form().filled({name: value for name, value in RULING.items() if name != "paragraph"})
    page = browser.post(f"{HOME}interpretations/new", {**sent, "paragraph": "4.99"})
    assert page.status == 409
    assert "has no paragraph 4.99" in page.words
    assert RULING["ruling"] in page.text


@pytest.mark.parametrize("who", ["c1", "d1", "chief", "auditor", "deputy-mo", "administrator"])
def test_nobody_else_finds_the_form_or_records_a_ruling(site: Site, who: str) -> None:
    browser = site.sign_in(who)
    assert browser.get(f"{HOME}interpretations/new").status == 403
    mine = site.sign_in("mo")
    sent = mine.get(f"{HOME}interpretations/new").form().filled(RULING)
    token = browser.get(f"{HOME}interpretations").form("/sign-out").filled({})["csrf"]
    foreign = {name: value for name, value in sent.items() if name != "acting"}
    assert browser.post(f"{HOME}interpretations/new", {**foreign, "csrf": token}).status == 403
    assert entries(site.world, "interpretation:wbc") == []


@pytest.mark.parametrize("replaces", ["999999", "x", "-1", "0"])
def test_a_ruling_that_is_not_there_cannot_be_ruled_anew(site: Site, replaces: str) -> None:
    assert reads(site, "mo", f"interpretations/new?replaces={replaces}").status == 404


def test_what_is_typed_is_shown_literally(site: Site) -> None:
    page = ruled(site, question=PAYLOAD, ruling=PAYLOAD, authority=PAYLOAD)
    assert page.words.count(PAYLOAD) == 3
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_a_ruling_stands_beside_each_case_whose_reasons_cite_its_paragraph_and_no_other(timed: Site) -> None:
    request, _ = timed.asked("c1", "part_exempt")
    other, _ = timed.asked("c1")
    ruled(timed, paragraph="8.6", question="When do negotiations end?", ruling="When the contract is signed.")
    ruled(timed, paragraph="14.2", question="From when do ten days run?")
    for who in ("c1", "d1"):
        page = reads(timed, who, f"requests/{request}")
        assert "Paragraph 8.6: When do negotiations end? When the contract is signed." in page.words
        assert "From when do ten days run?" not in page.words
    assert "When do negotiations end?" not in reads(timed, "c1", f"requests/{other}").words


def test_a_council_without_a_protocol_says_so(issuer: Issuer, tmp_path: Path) -> None:
    with little_world("sqlite", tmp_path, None) as world:
        site = site_of(world, issuer, tmp_path)
        page = reads(site, "mo", "interpretations")
        assert "has adopted no protocol" in page.words
        assert "Say what a paragraph means" not in page.words


def test_a_ruling_asks_for_a_sign_in_that_is_recent(site: Site) -> None:
    browser = site.sign_in("mo", authenticated_at=site.world.now.replace(hour=0))
    assert "/sign-in" in browser.get(f"{HOME}interpretations/new", follow=False).headers["location"]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_without_a_sign_in_is_shown_anything(site: Site, path: str) -> None:
    answer = site.stranger().get(f"{HOME}{path}", follow=False)
    assert answer.headers["location"].startswith("/sign-in?return_to=")
