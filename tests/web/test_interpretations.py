"""Tests of the pages of rulings on the protocol: listed and searched by all, recorded by one, shown beside cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.auth.world import World as Issuer
from tests.services.cases.walking import entries
from tests.services.world_databases import little_world
from tests.web.visiting import HOME, Shown, Site, site_of

PAYLOAD = "<script>alert(1)</script> {{ 7*7 }} \"'><img src=x onerror=alert(2)>"
RULING = {
    "paragraph": "4.5",
    "question": "Is a list of invoices factual information?",
    "ruling": "Yes, whoever drew it up.",
    "authority": "Birmingham City Council v O [1983] 1 AC 578\nThe council’s minute 12/2024",
}


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
