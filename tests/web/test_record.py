"""Tests of the record's pages: the log for the auditor, whether the record holds, and what is taken away of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from gatekeeper.core.audit import read_keys, verify_bundle, verify_checkpoint, verify_receipt
from gatekeeper.services.oversight.csv_cells import recovered
from gatekeeper.services.record.checkpointing import published_keys, take_checkpoint
from gatekeeper.services.record.exporting import verify_export
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.searching import KINDS
from gatekeeper.storage.record import stored_entries
from gatekeeper.storage.transaction import reading
from gatekeeper.web.record_words import FINDING, kind_words
from tests.services.cases.walking import entries
from tests.storage.record_support import change
from tests.web.visiting import HOME, Browser, Shown, Site

PAYLOAD = "<script>alert(1)</script>"
CANARY = "CANARY-PURPOSE"


def checkpoint(site: Site, folder: Path) -> int:
    """Sign a checkpoint and keep it where the pages look for it; how many entries it counts."""
    world, outside = site.world, Outside(site.place.checkpoints / "northmere")
    taken = take_checkpoint(world.engine, world.council_id, outside, KeyFolder(folder / "keys"), clock=world.clock)
    return taken.checkpoint.size


def reads(site: Site, who: str, path: str = "record") -> Shown:
    return site.sign_in(who).get(f"{HOME}{path}")


def sent(browser: Browser, page: Shown, to: str, **fields: str) -> Any:
    """The answer to a form of the page that leads to a file."""
    headers = {"Origin": "https://gatekeeper.test", "Content-Type": "application/x-www-form-urlencoded"}
    form = page.form(to)
    return browser.send("POST", form.action, headers=headers, content=urlencode(form.filled(fields), doseq=True))


def kinds(site: Site, who: str) -> list[str]:
    return [each["kind"] for each in entries(site.world, f"person:{site.world.id('person', who)}")]


def numbers(page: Shown) -> list[int]:
    """The numbers of the entries that the page lists."""
    cells = page.text.split('<th scope="row" class="gk-queue__head">')[1:]
    return [int(each.split("<", 1)[0]) for each in cells]


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


def _read(desk: Any) -> None:
    about = (desk.actor.person_ref,)
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


def test_the_whole_record_is_exported_without_words_and_verifies(site: Site, tmp_path: Path) -> None:
    site.asked("c1", purpose=CANARY)
    checkpoint(site, tmp_path)
    browser = site.sign_in("auditor")
    answer = sent(browser, browser.get(f"{HOME}record"), "/record/export")
    assert answer.headers["content-type"].startswith("application/jsonl")
    assert CANARY not in answer.text
    kept = tmp_path / "export.jsonl"
    kept.write_bytes(answer.content)
    assert verify_export(kept).report.intact


def test_the_evidence_of_a_case_is_taken_by_its_reference_and_verifies_offline(site: Site, tmp_path: Path) -> None:
    site.asked("c1", purpose=CANARY)
    browser = site.sign_in("auditor")
    page = browser.get(f"{HOME}record")
    early = browser.submit(page, to="/record/evidence", reference="mr-2026-00001 ")
    assert (early.status, early.heading) == (409, "The evidence is not ready yet")
    checkpoint(site, tmp_path)
    answer = browser.send("GET", early.path)
    assert answer.headers["content-disposition"] == 'attachment; filename="evidence-MR-2026-00001.json"'
    assert CANARY in answer.text
    assert verify_bundle(answer.json(), published_keys(site.world.engine, site.world.council_id)).holds
    listed = [each["kind"] for each in entries(site.world, f"evidence:{early.path.split('/')[4]}")]
    assert "record:handed_out" in listed


@pytest.mark.parametrize("reference", ["MR-2026-09999", "", PAYLOAD, "x" * 500])
def test_the_evidence_of_a_case_that_is_not_there_is_said_at_its_field(site: Site, reference: str) -> None:
    browser = site.sign_in("auditor")
    page = browser.submit(browser.get(f"{HOME}record"), to="/record/evidence", reference=reference)
    assert page.status == 422
    assert 'href="#field-reference"' in page.text
    assert PAYLOAD not in page.text


def test_a_councillor_takes_the_receipt_of_her_own_request_and_of_no_other(site: Site, tmp_path: Path) -> None:
    request, _ = site.asked("c1", purpose=CANARY)
    early = reads(site, "c1", f"requests/{request}/receipt")
    assert (early.status, early.heading) == (409, "Your receipt is not ready yet")
    checkpoint(site, tmp_path)
    answer = site.sign_in("c1").send("GET", f"{HOME}requests/{request}/receipt")
    assert answer.headers["content-disposition"] == 'attachment; filename="receipt-MR-2026-00001.json"'
    assert CANARY not in answer.text
    assert verify_receipt(answer.json(), published_keys(site.world.engine, site.world.council_id)).holds
    for who in ("c2", "d1", "auditor", "administrator"):
        assert reads(site, who, f"requests/{request}/receipt").status == 404


def test_the_signed_checkpoints_and_the_published_keys_are_for_everyone_of_the_council(
    site: Site, tmp_path: Path
) -> None:
    empty = reads(site, "c1", "record/checkpoints")
    assert "No checkpoint has been signed yet" in empty.words
    assert reads(site, "c1", "record/keys.json").status == 404
    size = checkpoint(site, tmp_path)
    page = reads(site, "c1", "record/checkpoints")
    ring = published_keys(site.world.engine, site.world.council_id)
    assert ring.keys[0].key.fingerprint in page.words
    assert "Holds" in page.words
    keys = site.sign_in("c1").send("GET", f"{HOME}record/keys.json")
    assert read_keys(json.loads(keys.text)) == ring
    note = site.sign_in("c1").send("GET", f"{HOME}record/checkpoints/{size}.txt")
    assert verify_checkpoint(note.text, ring).checkpoint.size == size
    for other in (size + 1, "x", "-1", f"0{size}"):
        assert reads(site, "c1", f"record/checkpoints/{other}.txt").status == 404


@pytest.mark.parametrize("who", ["auditor", "mo"])
@pytest.mark.parametrize("scope", ["since", "whole"])
def test_the_record_is_verified_and_it_is_told_plainly_that_it_holds(
    site: Site, tmp_path: Path, who: str, scope: str
) -> None:
    size = checkpoint(site, tmp_path)
    site.asked("c1")
    browser = site.sign_in(who)
    page = browser.submit(browser.get(f"{HOME}record/verify"), scope=scope)
    assert (page.status, page.heading) == (200, "The record holds")
    since = f"the checkpoint of {size} entries" if scope == "since" else "the first entry"
    assert f"Since {since}" in page.words
    assert "Print this page" in page.words


@pytest.mark.parametrize("scope", ["since", "whole"])
def test_where_the_record_breaks_first_is_told_and_since_which_checkpoint(
    site: Site, tmp_path: Path, scope: str
) -> None:
    size = checkpoint(site, tmp_path)
    site.asked("c1")
    change(site.world.engine, f"UPDATE entry SET kind = 'request:refused' WHERE number = {size + 1}")
    browser = site.sign_in("auditor")
    page = browser.submit(browser.get(f"{HOME}record/verify"), scope=scope)
    assert page.heading == "The record does not hold"
    assert f"It breaks first at entry {size + 1}: What an entry is found by does not fit it." in page.words
    assert "What to do" in page.words


def test_a_record_whose_checkpoints_outside_were_exchanged_could_not_be_verified(site: Site, tmp_path: Path) -> None:
    checkpoint(site, tmp_path)
    (site.place.checkpoints / "northmere" / "keys.json").unlink()
    browser = site.sign_in("auditor")
    page = browser.submit(browser.get(f"{HOME}record/verify"), scope="since")
    assert page.heading == "The record could not be verified"
    assert "put the council's published list of keys there" in page.words


def test_how_much_is_verified_must_be_chosen(site: Site) -> None:
    browser = site.sign_in("auditor")
    form = browser.get(f"{HOME}record/verify")
    sent_fields = {name: value for name, value in form.form().filled({}).items() if name != "scope"}
    page = browser.post(f"{HOME}record/verify", sent_fields)
    assert page.status == 422
    assert "Choose how much is verified" in page.words


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
