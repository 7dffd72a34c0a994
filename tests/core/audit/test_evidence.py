"""Receipts and bundles (R107): what a councillor keeps can be checked years later, with the published keys alone."""

from __future__ import annotations

import copy
import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import (
    ChainHead,
    KeyRing,
    PublishedKey,
    Sealed,
    Words,
    WordsState,
    checkpoint_of,
    evidence_item,
    inclusion_proof,
    make_bundle,
    make_receipt,
    nodes_of,
    seal,
    sign_checkpoint,
    verify_bundle,
    verify_receipt,
)
from tests.core.audit.record_support import CHAIN, NEW_KEY, OLD_KEY, RING, deed, key_for, record, words_for

EDITION = '{"format":"gatekeeper-edition/1","rules":[]}'
DIGEST = sha256(EDITION.encode()).hexdigest()
RECORD = json.dumps({"decision": {"outcome": "entitled"}, "edition": {"digest": DIGEST}})
SUBJECT = "request:1"


def chain() -> list[Sealed]:
    """Eight entries, then a decision on request:1 under an edition, with its record sealed."""
    made = record(8)
    decided = seal(
        made[-1].head,
        deed(8, kind="request:decided", subjects=(SUBJECT,), edition=DIGEST),
        Words(RECORD, key_for(8), "decision"),
    )
    return [*made, decided]


MADE = chain()
READ = nodes_of([each.leaf_hash for each in MADE])
NOTE = sign_checkpoint(checkpoint_of(MADE[-1].head), [OLD_KEY])


def proof_of(number: int) -> tuple[bytes, ...]:
    return inclusion_proof(number, len(MADE), READ)


def receipt(number: int = 4, words: Words | WordsState = WordsState.WITHHELD) -> dict[str, Any]:
    """A receipt as it is read back from a file."""
    made: dict[str, Any] = json.loads(json.dumps(make_receipt(MADE[number].body, proof_of(number), NOTE, words)))
    return made


def bundle() -> dict[str, Any]:
    """The bundle of request:1: one entry with its words, one erased, one withheld, and the decision."""
    shown: dict[int, Words | WordsState] = {
        1: words_for(1),
        4: WordsState.ERASED,
        7: WordsState.WITHHELD,
        8: Words(RECORD, key_for(8), "decision"),
    }
    items = [evidence_item(MADE[number].body, proof_of(number), words) for number, words in shown.items()]
    made: dict[str, Any] = json.loads(json.dumps(make_bundle(SUBJECT, items, [EDITION], NOTE)))
    return made


def told(data: object, keys: KeyRing = RING) -> str:
    """What is said against a receipt."""
    report = verify_receipt(data, keys)
    assert not report.holds
    assert report.proven is None
    assert "What to do: " in str(report.problem)
    return str(report.problem)


@pytest.mark.parametrize("number", range(9))
def test_r107_a_receipt_verifies_with_the_published_keys_alone(number: int) -> None:
    report = verify_receipt(receipt(number), RING)
    assert report.holds
    assert report.proven is not None
    assert report.proven.entry == MADE[number].entry
    assert report.checkpoint is not None
    assert report.checkpoint.checkpoint.size == 9


def test_r107_the_words_of_her_own_request_open() -> None:
    report = verify_receipt(receipt(4, words_for(4)), RING)
    assert report.proven is not None
    assert (report.proven.words, report.proven.text) == (WordsState.OPENED, words_for(4).text)
    assert "café" not in repr(report)


@pytest.mark.parametrize("state", [WordsState.ERASED, WordsState.WITHHELD])
def test_r106_a_receipt_whose_words_are_erased_or_withheld_still_verifies_and_says_so(state: WordsState) -> None:
    report = verify_receipt(receipt(4, state), RING)
    assert report.proven is not None
    assert report.proven.words is state


def test_a_receipt_of_an_entry_without_words_says_that_there_are_none() -> None:
    only = seal(ChainHead(CHAIN), deed(0))
    note = sign_checkpoint(checkpoint_of(only.head), [OLD_KEY])
    report = verify_receipt(make_receipt(only.body, (), note), RING)
    assert report.proven is not None
    assert report.proven.words is WordsState.NONE
    assert "no words were sealed" in told({**make_receipt(only.body, (), note), "words": "erased"})


def test_r107_a_receipt_cannot_be_back_dated_nor_changed() -> None:
    back_dated = receipt()
    back_dated["entry"] = back_dated["entry"].replace("2026-11-20T09:34", "2026-11-19T09:34")
    assert "another root" in told(back_dated)
    moved = receipt()
    moved["entry"] = moved["entry"].replace('"number":4', '"number":5')
    assert "another root" in told(moved)


def test_r107_a_receipt_still_verifies_after_the_key_was_rotated() -> None:
    ring = KeyRing(CHAIN, (PublishedKey(OLD_KEY.public, 0, 9), PublishedKey(NEW_KEY.public, 9)))
    assert verify_receipt(receipt(), ring).holds
    assert "none of the published keys" in told(receipt(), KeyRing(CHAIN, (PublishedKey(NEW_KEY.public),)))


def test_other_words_or_another_key_do_not_open() -> None:
    assert "not the words" in told(receipt(4, Words("Other words.", key_for(4))))
    assert "not the words" in told(receipt(4, Words(words_for(4).text, key_for(5))))


def test_a_receipt_for_a_later_entry_than_the_checkpoint_is_refused() -> None:
    early = {**receipt(8), "checkpoint": sign_checkpoint(checkpoint_of(MADE[6].head), [OLD_KEY])}
    assert "later checkpoint" in told(early)


def test_an_entry_of_another_chain_is_refused() -> None:
    other = seal(ChainHead("wyremouth.example/record"), deed(0))
    assert "ask the council that made" in told({**receipt(), "entry": other.body.decode()})


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "gatekeeper-receipt/2"},
        {"entry": 1},
        {"entry": ""},
        {"entry": "\ud800"},
        {"entry": " " + receipt()["entry"]},
        {"proof": None},
        {"proof": []},
        {"proof": [1]},
        {"proof": ["AB" * 32]},
        {"proof": ["ab"]},
        {"proof": [*receipt()["proof"], "ab" * 32]},
        {"words": None},
        {"words": "lost"},
        {"words": {}},
        {"words": {"key": "ab", "text": "x"}},
        {"words": {"key": "ab" * 32, "text": 1}},
        {"words": {"key": "ab" * 32, "text": "\ud800"}},
        {"checkpoint": 1},
        {"checkpoint": ""},
        {"extra": 1},
    ],
)
def test_a_receipt_of_another_form_is_refused_in_a_clear_sentence(changed: dict[str, object]) -> None:
    assert told({**receipt(), **changed})


@pytest.mark.parametrize("data", [None, [], "receipt", 1, {}])
def test_what_is_no_receipt_and_no_bundle_is_refused(data: object) -> None:
    assert "must hold exactly" in told(data)
    assert not verify_bundle(data, RING).holds


@given(st.data())
def test_r107_no_single_bit_of_a_receipt_can_be_changed(data: st.DataObject) -> None:
    written = json.dumps(receipt(4, words_for(4)), ensure_ascii=False)
    member = data.draw(st.sampled_from(["entry", "proof", "checkpoint", "key", "text"]))
    changed = receipt(4, words_for(4))
    if member == "proof":
        place = data.draw(st.integers(0, len(changed["proof"]) - 1))
        changed["proof"][place] = flipped(changed["proof"][place], data)
    elif member in ("key", "text"):
        changed["words"][member] = flipped(changed["words"][member], data)
    else:
        changed[member] = flipped(changed[member], data)
    assert json.dumps(changed, ensure_ascii=False) != written
    assert told(changed)


def flipped(text: str, data: st.DataObject) -> str:
    """The text with one bit turned."""
    whole = bytearray(text.encode())
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    whole[bit // 8] ^= 1 << bit % 8
    return whole.decode("utf-8", errors="replace")


def test_r107_a_bundle_verifies_and_says_how_it_stands_with_the_words_of_each_entry() -> None:
    report = verify_bundle(bundle(), RING)
    assert report.problems == ()
    assert [each.entry.number for each in report.entries] == [1, 4, 7, 8]
    assert (report.of(WordsState.OPENED), report.of(WordsState.ERASED)) == ((1, 8), (4,))
    assert report.of(WordsState.WITHHELD) == (7,)
    assert report.editions == (DIGEST,)


def problems(data: object) -> list[str]:
    """What is said against a bundle."""
    report = verify_bundle(data, RING)
    assert not report.holds
    assert all("What to do: " in str(each) for each in report.problems)
    return [str(each) for each in report.problems]


def test_every_bad_entry_of_a_bundle_is_told_with_its_place() -> None:
    spoiled = bundle()
    spoiled["entries"][0]["words"]["text"] += "!"
    spoiled["entries"][2]["entry"] = spoiled["entries"][2]["entry"].replace("granted", "refused")
    first, second = problems(spoiled)
    assert first.startswith("entries[0], the words of entry 1: they are not the words")
    assert second.startswith("entries[2], the proof")
    assert [each.entry.number for each in verify_bundle(spoiled, RING).entries] == [4, 8]


def test_entries_of_a_bundle_stand_once_and_in_order_and_are_about_its_subject() -> None:
    turned = bundle()
    turned["entries"].reverse()
    assert len(problems(turned)) == 3
    twice = bundle()
    twice["entries"].insert(1, copy.deepcopy(twice["entries"][0]))
    assert "not that of the record" in problems(twice)[0]
    assert len(problems({**bundle(), "subject": "request:2"})) == 4


def test_the_rules_that_decided_must_be_in_the_bundle_as_they_were() -> None:
    assert "are not in the bundle" in problems({**bundle(), "editions": {}})[0]
    assert "this digest" in problems({**bundle(), "editions": {DIGEST: EDITION + " "}})[0]
    assert problems({**bundle(), "editions": {DIGEST: 1}})
    assert problems({**bundle(), "editions": {DIGEST: "\ud800"}})
    assert problems({**bundle(), "editions": [EDITION]})


@pytest.mark.parametrize(
    "stored", ['{"edition":{"digest":"00"}}', "{}", '{"edition":1}', "[]", "no JSON", '{"a":1,"a":1}']
)
def test_a_decision_s_record_that_names_other_rules_is_refused(stored: str) -> None:
    decided = seal(
        ChainHead(CHAIN), deed(0, subjects=(SUBJECT,), edition=DIGEST), Words(stored, key_for(0), "decision")
    )
    note = sign_checkpoint(checkpoint_of(decided.head), [OLD_KEY])
    item = evidence_item(decided.body, (), Words(stored, key_for(0), "decision"))
    assert problems(make_bundle(SUBJECT, [item], [EDITION], note))
    withheld = evidence_item(decided.body, (), WordsState.WITHHELD)
    assert verify_bundle(make_bundle(SUBJECT, [withheld], [EDITION], note), RING).holds


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "other"},
        {"subject": 1},
        {"entries": {}},
        {"entries": []},
        {"entries": [1]},
        {"checkpoint": "x"},
        {"extra": 1},
    ],
)
def test_a_bundle_of_another_form_is_refused(changed: dict[str, object]) -> None:
    assert problems({**bundle(), **changed})
