"""Tests of what is owed by law: statutory answers with their clocks, regulation 17 with its answer and statement."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.opening import open_document
from tests.services.stateful.soundness import faults
from tests.web.visiting import HOME, Site

REASONS = "The bids are exempt, and the committee reviews nothing to which they are relevant."


def at(asked: str, step: str = "executive-answer") -> str:
    """A page of an asked document."""
    return f"{HOME}asked/{asked}/{step}"


def test_what_is_open_as_of_right_is_owed_until_she_has_opened_it(site: Site) -> None:
    _, asked = site.asked("c1", "open_report")
    proper = site.sign_in("proper")
    page = proper.get(f"{HOME}statutory")
    assert "Paper open_report" in page.words
    assert "MR-2026-00001" in page.words
    assert "No file is kept" in page.words
    assert "At once, at all reasonable hours" in page.words or "How we worked this out" in page.words
    site.world.do("c1", lambda desk: open_document(desk, asked))
    assert "MR-2026-00001" not in proper.get(f"{HOME}statutory").words


def test_what_opens_later_is_listed_with_its_day(site: Site) -> None:
    site.asked("c2", "part_exempt")
    page = site.sign_in("proper").get(f"{HOME}statutory")
    assert "part_exempt-open" in page.words


@pytest.mark.parametrize("who", ["c1", "d1", "auditor", "administrator", "foi"])
def test_nobody_else_has_the_list_of_what_is_owed(site: Site, who: str) -> None:
    assert site.sign_in(who).get(f"{HOME}statutory").status == 404


def test_a_scrutiny_members_request_is_listed_with_the_ten_clear_days(site: Site) -> None:
    request, asked = site.asked("c2", "executive_paper")
    page = site.sign_in("proper").get(f"{HOME}regulation-17")
    assert page.link("MR-2026-00001") == f"{HOME}requests/{request}"
    assert "Person c2" in page.words
    assert "It waits for the executive’s answer" in page.words
    assert "Thursday 3 December 2026" in page.words
    assert "The day of receipt, Monday 23 November 2026, does not count." in page.words
    assert at(asked) in [href for href, _ in page.links]


@pytest.mark.parametrize("who", ["c2", "d1", "auditor", "foi"])
def test_nobody_else_has_the_list_of_regulation_17(site: Site, who: str) -> None:
    site.asked("c2", "executive_paper")
    assert site.sign_in(who).get(f"{HOME}regulation-17").status == 404


def test_what_is_relevant_to_her_scrutiny_is_given_and_needs_no_statement(site: Site) -> None:
    _, asked = site.asked("c2", "executive_paper")
    proper = site.sign_in("proper")
    done = proper.submit(proper.get(at(asked)), own_scrutiny_0="true", own_programme_0="true")
    assert "The executive’s answer is recorded" in done.words
    assert "Regulation 17 gives it" in done.words
    assert "No reasons to the committee were needed" in done.words
    assert proper.get(at(asked, "statement-to-scrutiny")).status == 404
    assert faults(site.place.engine, site.world.council_id) == []


def test_what_is_withheld_needs_written_reasons_to_the_committee(site: Site) -> None:
    request, asked = site.asked("c2", "executive_paper")
    proper = site.sign_in("proper")
    again = proper.submit(
        proper.get(at(asked)), own_scrutiny_0="false", own_programme_0="false", other_programme_0="false"
    )
    assert again.status == 409
    assert "the scrutiny committee is owed written reasons" in again.words
    done = proper.submit(again, statement_to_scrutiny=REASONS)
    assert "Written reasons went to the scrutiny committee" in done.words
    statement = proper.get(done.link("The statement to the committee, to print"))
    assert "To: The scrutiny body" in statement.words
    assert REASONS in statement.words
    assert "Answered, with a statement to the committee" in proper.get(f"{HOME}regulation-17").words
    hers = site.sign_in("c2")
    assert REASONS in hers.get(at(asked, "statement-to-scrutiny")).words
    assert REASONS in hers.get(f"{HOME}requests/{request}").words
    assert site.sign_in("c1").get(at(asked, "statement-to-scrutiny")).status == 404


def test_the_executives_answer_is_for_officers_and_only_where_it_waits(site: Site) -> None:
    _, asked = site.asked("c2", "executive_paper")
    _, other = site.asked("c1", "working_paper")
    assert site.sign_in("c2").get(at(asked)).status == 404
    assert site.sign_in("proper").get(at(other)).status == 404


def test_an_answer_on_a_case_that_changed_meanwhile_records_nothing(site: Site) -> None:
    _, asked = site.asked("c2", "executive_paper")
    one, other = site.sign_in("proper"), site.sign_in("proper")
    late = one.get(at(asked))
    other.submit(other.get(at(asked, "note")), words="A note between.", shared="false")
    again = one.submit(late, statement_to_scrutiny=REASONS)
    assert again.status == 412
    assert REASONS in again.text
    assert "It waits for the executive’s answer" in one.get(f"{HOME}regulation-17").words


def test_an_answer_that_is_sent_twice_is_recorded_once(site: Site) -> None:
    _, asked = site.asked("c2", "executive_paper")
    proper = site.sign_in("proper")
    page = proper.get(at(asked))
    fields = page.form().filled({"statement_to_scrutiny": REASONS})
    assert [proper.post(page.path, fields).status for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("who", ["leader", "proper", "mo"])
def test_the_executives_answer_is_offered_on_the_case_to_whoever_records_it(site: Site, who: str) -> None:
    request, asked = site.asked("c2", "executive_paper")
    browser = site.sign_in(who)
    page = browser.get(f"{HOME}requests/{request}")
    assert at(asked) in [href for href, _ in page.links]
    assert browser.get(at(asked)).status == 200


def test_the_executive_finds_its_list_in_the_bar(site: Site) -> None:
    _, asked = site.asked("c2", "executive_paper")
    leader = site.sign_in("leader")
    page = leader.get(leader.get(HOME).link("Regulation 17"))
    assert at(asked) in [href for href, _ in page.links]


def test_the_monitoring_officer_reads_what_is_owed_and_enters_nothing(site: Site) -> None:
    site.asked("c1", "open_report")
    page = site.sign_in("mo").get(f"{HOME}statutory")
    assert "Paper open_report" in page.words
    assert "Business that stands on no agenda" not in page.words
