"""Tests of the log's pages: who reads it, how it is searched, and the file of it."""

from __future__ import annotations

import csv
import io

import pytest

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.oversight.csv_cells import recovered
from gatekeeper.services.record.searching import KINDS
from gatekeeper.storage.record import stored_entries
from gatekeeper.storage.transaction import reading
from gatekeeper.web.record_words import FINDING, kind_words
from tests.web.recording import CANARY, PAYLOAD, kinds, numbers, reads, sent
from tests.web.visiting import HOME, Site


def test_the_auditor_reads_the_log_the_latest_first_without_words_and_that_is_entered(site: Site) -> None:
    site.asked("c1", purpose=CANARY)
    page = reads(site, "auditor")
    assert (page.status, page.heading) == (200, "The record")
    found = numbers(page)
    assert found == sorted(found, reverse=True)
    assert "The request was made" in page.words
    assert "person c1" in page.words
    assert "request MR-2026-00001" in page.words
    assert "Sealed, not shown" in page.words
    assert CANARY not in page.text
    assert kinds(site, "auditor").count("record:read") == 1


@pytest.mark.parametrize("who", ["c1", "d1", "proper", "chief", "administrator"])
@pytest.mark.parametrize("path", ["record", "record/verify"])
def test_nobody_else_reads_the_log_or_verifies_the_record(site: Site, who: str, path: str) -> None:
    page = reads(site, who, path)
    assert page.status == 403
    assert "person " not in page.words
    assert kinds(site, who) == ["access:refused"]


@pytest.mark.parametrize("who", ["mo", "deputy-mo"])
def test_the_monitoring_officer_verifies_the_record_and_does_not_read_the_log(site: Site, who: str) -> None:
    site.asked("c1")
    page = reads(site, who)
    assert page.status == 200
    assert "The log itself is read by an auditor alone." in page.words
    assert "MR-2026" not in page.words
    assert site.sign_in(who).get(page.link("Verify that the record holds")).status == 200
    assert "record:read" not in kinds(site, who)


@pytest.mark.parametrize("to", ["record/csv", "record/export", "record/evidence"])
def test_whoever_does_not_audit_takes_nothing_of_the_record_away(site: Site, to: str) -> None:
    request, _ = site.asked("c1", purpose=CANARY)
    for who in ("mo", "c1", "administrator"):
        browser = site.sign_in(who)
        token = browser.get(f"{HOME}rules").form("/sign-out").filled({})["csrf"]
        answer = browser.post(f"{HOME}{to}", {"csrf": token, "reference": "MR-2026-00001"})
        assert answer.status == 403
        assert CANARY not in answer.text
        assert browser.get(f"{HOME}requests/{request}/evidence").status == 404
        assert browser.post(f"{HOME}requests/{request}/evidence", {"csrf": token}).status == 404


def test_the_log_is_searched_by_what_was_done_when_and_whom_it_concerns(site: Site) -> None:
    site.asked("c1")
    site.world.later(days=2)
    site.asked("c2", "open_report")
    browser = site.sign_in("auditor")
    page = browser.get(f"{HOME}record")
    made = browser.submit(page, to="/record", kind="request:submit")
    assert len(numbers(made)) == 2
    hers = browser.submit(page, to="/record", about="MR-2026-00001", kind="request:submit")
    assert len(numbers(hers)) == 1
    assert "person c1" in hers.words
    by = browser.submit(page, to="/record", about="person c2", kind="request:submit")
    assert numbers(by) == numbers(made)[:1]
    early = browser.submit(page, to="/record", kind="request:submit", to_day="24", to_month="11", to_year="2026")
    assert numbers(early) == numbers(made)[1:]
    late = browser.submit(page, to="/record", kind="request:submit", from_day="25", from_month="11", from_year="2026")
    assert numbers(late) == numbers(made)[:1]
    one = browser.submit(page, to="/record", entry=str(numbers(made)[1]))
    assert numbers(one)[0] == numbers(made)[1]


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ("about=MR-2026-09999", "about", "The register has nothing of that name"),
        ("about=person+nobody", "about", "The register has nothing of that name"),
        (f"about={PAYLOAD}", "about", "The register has nothing of that name"),
        ("kind=request:nonsense", "kind", "There is no such step"),
        ("from-day=31&from-month=2&from-year=2026", "from", "Write a day that there is"),
        ("to-day=1&to-month=1&to-year=9999", "to", "No record is kept of that year"),
        ("from-day=2&from-month=11&from-year=2026&to-day=1&to-month=11&to-year=2026", "to", "It ends before"),
        ("entry=-1", "entry", "Write a whole number"),
        ("entry=9999999999999999999999", "entry", "Write a whole number"),
    ],
)
def test_what_the_log_cannot_be_searched_by_is_said_at_its_field(site: Site, asked: str, field: str, said: str) -> None:
    page = reads(site, "auditor", f"record?{asked}")
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert f'href="#field-{field}"' in page.text
    assert said in page.words
    assert PAYLOAD not in page.text
    assert numbers(page) == []


def test_the_log_is_read_page_by_page_up_and_down(site: Site) -> None:
    for _ in range(110):
        site.world.do("auditor", _read)
    browser = site.sign_in("auditor")
    kind = f"{HOME}record?kind=record:read"
    first = browser.get(kind)
    second = browser.get(next(href for href, words in first.links if words.startswith("Next")))
    third = browser.get(next(href for href, words in second.links if words.startswith("Next")))
    listed = [*numbers(first), *numbers(second), *numbers(third)]
    assert listed == sorted(set(listed), reverse=True)
    assert len(listed) == 111
    back = browser.get(next(href for href, words in third.links if words.startswith("Previous")))
    assert numbers(back) == numbers(second)
    assert not [words for _, words in first.links if words.startswith("Previous")]


def _read(desk: Desk) -> None:
    about = (desk.actor.person_ref or "person:system",)
    desk.tx.enter("record:read", about, person=desk.actor.person_ref, post=desk.actor.post_ref)


def test_the_log_is_downloaded_as_a_file_that_no_spreadsheet_runs(site: Site) -> None:
    site.asked("c1", purpose=CANARY)
    browser = site.sign_in("auditor")
    answer = sent(browser, browser.get(f"{HOME}record?kind=request:submit"), "/record/csv")
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert answer.headers["content-disposition"] == 'attachment; filename="record-northmere-2026-11-23.csv"'
    assert answer.headers["cache-control"] == "no-store"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True))
    assert rows[0][:3] == ["number", "at", "kind"]
    assert [row[2] for row in rows[1:]] == ["request:submit"]
    assert "request MR-2026-00001" in recovered(rows[1][6])
    assert not [cell for row in rows for cell in row if cell and cell[0] in "=+-@\t\r"]
    assert CANARY not in answer.text
    whole = sent(browser, browser.get(f"{HOME}record"), "/record/csv")
    lines = list(csv.reader(io.StringIO(whole.content.decode("utf-8-sig"), newline=""), strict=True))[1:]
    assert [int(row[0]) for row in lines] == list(range(len(lines)))


def test_a_file_of_what_the_log_cannot_be_searched_by_leads_back_to_what_is_wrong(site: Site) -> None:
    browser = site.sign_in("auditor")
    token = browser.get(f"{HOME}record").form("/sign-out").filled({})["csrf"]
    page = browser.post(f"{HOME}record/csv", {"csrf": token, "about": "person nobody"})
    assert (page.status, page.path) == (422, f"{HOME}record?about=person+nobody")


def test_every_kind_of_entry_and_every_finding_has_its_words(site: Site) -> None:
    site.asked("c1")
    with reading(site.world.engine) as session:
        rows = list(stored_entries(session, site.world.council_id))
    entered = {str((each.columns or {})["kind"]) for each in rows}
    assert entered <= set(KINDS)
    assert not [each for each in KINDS if kind_words(each) == each]
    assert len(FINDING) == 12


@pytest.mark.parametrize("path", ["record", "record/verify", "record/checkpoints", "record/keys.json"])
def test_nobody_without_a_sign_in_is_shown_the_record(site: Site, path: str) -> None:
    answer = site.stranger().get(f"{HOME}{path}", follow=False)
    assert answer.headers["location"].startswith("/sign-in?return_to=")
