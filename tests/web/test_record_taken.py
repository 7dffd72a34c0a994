"""Tests of what is taken away of the record: its verification, exports, receipts, evidence, checkpoints and keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gatekeeper.core.audit import read_keys, verify_bundle, verify_checkpoint, verify_receipt
from gatekeeper.services.record.checkpointing import published_keys
from gatekeeper.services.record.exporting import verify_export
from tests.services.cases.walking import entries
from tests.storage.record_support import change
from tests.web.recording import CANARY, PAYLOAD, checkpoint, reads, sent
from tests.web.visiting import HOME, Site

TO_RECEIPT = "A receipt, to keep: the proof that the record holds your request"


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
    request, _ = site.asked("c1", purpose=CANARY)
    browser = site.sign_in("auditor")
    page = browser.submit(browser.get(f"{HOME}record"), to="/record/evidence", reference="mr-2026-00001 ")
    assert (page.status, page.heading) == (200, "The evidence of MR-2026-00001")
    early = browser.submit(page, to="/evidence")
    assert (early.status, early.heading) == (409, "The evidence is not ready yet")
    checkpoint(site, tmp_path)
    answer = sent(browser, page, "/evidence")
    assert answer.headers["content-disposition"] == 'attachment; filename="evidence-MR-2026-00001.json"'
    assert CANARY in answer.text
    assert verify_bundle(answer.json(), published_keys(site.world.engine, site.world.council_id)).holds
    assert handed_out(site, request) == 2


def handed_out(site: Site, request: str) -> int:
    return [each["kind"] for each in entries(site.world, f"evidence:{request}")].count("record:handed_out")


def test_looking_at_what_could_be_taken_hands_nothing_out(site: Site, tmp_path: Path) -> None:
    request, _ = site.asked("c1", purpose=CANARY)
    checkpoint(site, tmp_path)
    page = reads(site, "auditor", f"requests/{request}/evidence")
    assert page.status == 200
    assert "entered in the council’s record, each time" in page.words
    assert CANARY not in page.text
    assert handed_out(site, request) == 0


@pytest.mark.parametrize(("who", "kind"), [("auditor", "evidence"), ("c1", "receipt")])
def test_nothing_is_taken_by_a_form_without_the_mark_of_her_own_session(
    site: Site, tmp_path: Path, who: str, kind: str
) -> None:
    request, _ = site.asked("c1", purpose=CANARY)
    checkpoint(site, tmp_path)
    browser, other = site.sign_in(who), site.sign_in(who)
    fields = other.get(f"{HOME}requests/{request}/{kind}").form().filled({})
    assert browser.post(f"{HOME}requests/{request}/{kind}", fields).status == 403
    assert other.post(f"{HOME}requests/{request}/{kind}", fields).status == 200
    assert handed_out(site, request) == int(kind == "evidence")


@pytest.mark.parametrize("reference", ["MR-2026-09999", "", PAYLOAD, "x" * 500])
def test_the_evidence_of_a_case_that_is_not_there_is_said_at_its_field(site: Site, reference: str) -> None:
    browser = site.sign_in("auditor")
    page = browser.submit(browser.get(f"{HOME}record"), to="/record/evidence", reference=reference)
    assert page.status == 422
    assert 'href="#field-reference"' in page.text
    assert PAYLOAD not in page.text


def test_a_councillor_takes_the_receipt_of_her_own_request_and_of_no_other(site: Site, tmp_path: Path) -> None:
    request, _ = site.asked("c1", purpose=CANARY)
    browser = site.sign_in("c1")
    page = browser.get(browser.get(f"{HOME}requests/{request}").link(TO_RECEIPT))
    assert (page.status, page.heading) == (200, "A receipt for MR-2026-00001")
    early = browser.submit(page, to="/receipt")
    assert (early.status, early.heading) == (409, "Your receipt is not ready yet")
    checkpoint(site, tmp_path)
    answer = sent(browser, page, "/receipt")
    assert answer.headers["content-disposition"] == 'attachment; filename="receipt-MR-2026-00001.json"'
    assert CANARY not in answer.text
    assert verify_receipt(answer.json(), published_keys(site.world.engine, site.world.council_id)).holds
    for who in ("c2", "d1", "auditor", "administrator"):
        hers = site.sign_in(who)
        assert hers.get(f"{HOME}requests/{request}/receipt").status == 404
        token = hers.get(f"{HOME}rules").form("/sign-out").filled({})["csrf"]
        assert hers.post(f"{HOME}requests/{request}/receipt", {"csrf": token}).status == 404


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


def test_without_a_checkpoint_outside_every_entry_is_looked_at_and_that_is_told(site: Site) -> None:
    browser = site.sign_in("auditor")
    page = browser.submit(browser.get(f"{HOME}record/verify"), scope="since")
    assert "Every entry: no checkpoint is kept outside yet" in page.words
    assert "Since the first entry" in page.words


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
