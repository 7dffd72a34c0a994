"""Receipts and bundles: what a councillor or an auditor takes away of the record, and checks without the council.

Whoever hands them out says which words the reader may see; the others are shown as withheld, and still proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from gatekeeper.core.audit import (
    BundleReport,
    Checkpoint,
    Entry,
    KeyRing,
    Problem,
    ReceiptReport,
    StoredEntry,
    Words,
    WordsState,
    evidence_item,
    inclusion_proof,
    make_bundle,
    make_receipt,
    read_entry,
    read_keys,
    verify_bundle,
    verify_checkpoint,
    verify_receipt,
)
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.files import read_json_file
from gatekeeper.services.record.finding import entry_number, request_ref
from gatekeeper.storage.councils import has_signing_key
from gatekeeper.storage.record import checkpoint_notes, edition, entries_about, entries_of, key_ring, nodes
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

MayRead = Callable[[Entry], bool]
"""Whether the words of an entry may be shown to the reader."""
_FIRST: Final = "take one with `gatekeeper audit checkpoint`"


def everything(entry: Entry) -> bool:  # noqa: ARG001
    """For the auditor, who may read all words."""
    return True


def receipt(engine: Engine, council_id: str, named: str, may_read: MayRead = everything) -> dict[str, object]:
    """The receipt (docs/record-format.md, section 7) of an entry by its number, or of a request by its reference.

    Raises RecordRefused where there is no such entry, no checkpoint counts it yet, or it does not verify.
    """
    with reading(engine) as session:
        number = entry_number(session, council_id, named)
        stored = next(entries_of(session, council_id, [number]), None)
        if stored is None:
            raise RecordRefused(f"Entry {number}", "there is none", "name a number that `gatekeeper audit log` lists")
        keys, note, checkpoint = _signed(session, council_id, number)
        proof = inclusion_proof(number, checkpoint.size, nodes(session, council_id))
        made = make_receipt(stored.body, proof, note, _words(stored, may_read))
    _check_given(verify_receipt(made, keys).problem)
    return made


def bundle(engine: Engine, council_id: str, reference: str, may_read: MayRead = everything) -> dict[str, object]:
    """The bundle (section 8) of a request: every entry about it, words, editions, proofs, the latest checkpoint.

    Raises RecordRefused where there is no such request, an entry about it is not yet counted by a checkpoint, or it
    does not verify.
    """
    with reading(engine) as session:
        subject = request_ref(session, council_id, reference)
        stored = list(entries_about(session, council_id, subject, with_words=True))
        if not stored:
            raise RecordRefused(f"The request {reference}", "the record has no entry about it", "verify the record")
        keys, note, checkpoint = _signed(session, council_id, stored[-1].number)
        read = nodes(session, council_id)
        items = [
            evidence_item(each.body, inclusion_proof(each.number, checkpoint.size, read), _words(each, may_read))
            for each in stored
        ]
        made = make_bundle(subject, items, _editions(session, stored), note)
    _check_given(next(iter(verify_bundle(made, keys).problems), None))
    return made


def read_published_keys(path: Path) -> KeyRing:
    """The published list of keys in a file. Raises RecordRefused or PublishedKeyError."""
    return read_keys(read_json_file(path))


def check_receipt(path: Path, keys: Path) -> ReceiptReport:
    """Check a receipt with the published keys; no database is asked. Raises RecordRefused, PublishedKeyError."""
    return verify_receipt(read_json_file(path), read_published_keys(keys))


def check_bundle(path: Path, keys: Path) -> tuple[object, BundleReport]:
    """Check a bundle likewise; gives its data too, for replaying it. Raises RecordRefused, PublishedKeyError."""
    data = read_json_file(path)
    return data, verify_bundle(data, read_published_keys(keys))


def _signed(session: Session, council_id: str, number: int) -> tuple[KeyRing, str, Checkpoint]:
    """The keys, and the latest kept checkpoint, which must count that entry."""
    notes = checkpoint_notes(session, council_id) if has_signing_key(session, council_id) else []
    if not notes:
        raise RecordRefused("The checkpoint", "none has been signed yet", _FIRST)
    keys = key_ring(session, council_id)
    checkpoint = verify_checkpoint(notes[-1], keys).checkpoint
    if checkpoint.size <= number:
        why = f"the latest counts {checkpoint.size} entries, and entry {number} came after them"
        raise RecordRefused("The checkpoint", why, _FIRST)
    return keys, notes[-1], checkpoint


def _words(stored: StoredEntry, may_read: MayRead) -> Words | WordsState:
    entry, kept = read_entry(stored.body), stored.words
    if entry.form is None:
        return WordsState.NONE
    if not may_read(entry):
        return WordsState.WITHHELD
    if kept is None or kept.key is None or kept.text is None:
        return WordsState.ERASED
    return Words(kept.text, kept.key, entry.form)


def _editions(session: Session, stored: Iterable[StoredEntry]) -> list[str]:
    entries = (read_entry(each.body) for each in stored)
    digests = {each.deed.edition for each in entries if each.form == "decision" and each.deed.edition}
    found = {digest: edition(session, digest) for digest in sorted(digests)}
    for digest, text in found.items():
        if text is None:
            why = "its text is not in the database, though decisions were made under it"
            raise RecordRefused(f"The edition {digest}", why, "restore the table of editions from a backup")
    return [text for text in found.values() if text is not None]


def _check_given(problem: Problem | None) -> None:
    if problem is not None:
        remedy = "run `gatekeeper audit verify --words --index`, and hand nothing out before it holds"
        raise RecordRefused(f"Nothing was written. {problem.what}", problem.why, remedy)
