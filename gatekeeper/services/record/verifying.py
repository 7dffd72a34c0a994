"""Verifies a council's record, from its beginning or from the last checkpoint kept outside, as a stream."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.audit import (
    AuditError,
    ChainHead,
    ChainProblem,
    ChainReport,
    Checkpoint,
    Finding,
    Frontier,
    Problem,
    ReadNode,
    check_inclusion,
    inclusion_proof,
    leaf_hash,
    read_entry,
    verify_chain,
)
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.outside import Outside
from gatekeeper.storage.councils import has_signing_key
from gatekeeper.storage.record import entries_of, head, key_ring, nodes, stored_entries
from gatekeeper.storage.record_checks import wrong_nodes, wrongly_indexed
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

_WHOLE: Final = "verify the whole record, and keep the database as it is"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification came to. ``since`` is the number of the first entry that was looked at."""

    report: ChainReport
    since: int

    @property
    def intact(self) -> bool:
        return self.report.intact

    @property
    def checked(self) -> int:
        """How many entries were looked at and hold."""
        return max(self.report.head.size - self.since, 0)

    @property
    def root(self) -> bytes:
        """The root of the tree up to where the record holds."""
        return self.report.head.frontier.root()


def verify_record(
    engine: Engine,
    council_id: str,
    outside: Outside,
    *,
    since_checkpoint: bool = False,
    with_words: bool = False,
    with_index: bool = False,
) -> Verified:
    """Verify a record with the checkpoints kept outside, up to the first thing that is wrong.

    `since_checkpoint` goes on from the largest of them instead of from the beginning. `with_words` compares the words
    too; `with_index` also what the record is searched and proved with. Raises RecordRefused and AuditError where
    what is kept outside cannot be relied on.
    """
    with reading(engine) as session:
        _check_keys(session, council_id, outside)
        last = outside.latest() if since_checkpoint else None
        found = verify_from(session, council_id, last, with_words=with_words, outside=outside)
        if found.intact and with_index and not since_checkpoint:
            return _indexed(session, council_id, found)
        return found


def verify_from(
    session: Session,
    council_id: str,
    last: Checkpoint | None,
    *,
    with_words: bool = False,
    outside: Outside | None = None,
) -> Verified:
    """Verify the entries after a trusted checkpoint (None: all of them), against the head that the database keeps."""
    kept = head(session, council_id)
    start = ChainHead(kept.chain)
    checkpoints: Iterable[Checkpoint] = (last,) if last else outside.checkpoints() if outside else ()
    if last is not None:
        try:
            start = head_at(session, council_id, last)
        except AuditError as error:
            return Verified(_torn(start, last, error.problem), 0)
    rows = stored_entries(session, council_id, start.size, with_words=with_words)
    report = verify_chain(rows, start, checkpoints=checkpoints, head=kept, with_words=with_words)
    return Verified(report, start.size)


def head_at(session: Session, council_id: str, checkpoint: Checkpoint) -> ChainHead:
    """The head of the chain at a trusted checkpoint, proved by it. Raises AuditError where the record is another."""
    kept = head(session, council_id)
    size, read = checkpoint.size, nodes(session, council_id)
    if checkpoint.origin != kept.chain or size > kept.size:
        why = f"the record is {kept.chain} with {kept.size} entries"
        raise AuditError(f"The checkpoint of {checkpoint.origin} at {size} entries", why, _WHOLE)
    if size == 0:
        return ChainHead(kept.chain)
    last = next(entries_of(session, council_id, [size - 1]), None)
    if last is None:
        raise AuditError(f"Entry {size - 1}", "it is not there", _WHOLE)
    leaf = leaf_hash(last.body)
    check_inclusion(leaf, size - 1, size, inclusion_proof(size - 1, size, read), checkpoint.root)
    frontier = _frontier(size, read)
    if frontier.root() != checkpoint.root:
        raise AuditError("The tree of the record", "it is not the one that was signed", _WHOLE)
    return ChainHead(kept.chain, frontier, read_entry(last.body).deed.at, leaf)


def _frontier(size: int, read: ReadNode) -> Frontier:
    hashes, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            hashes.append(read(level, start >> level))
            start += 1 << level
    return Frontier(size, tuple(hashes))


def _torn(start: ChainHead, checkpoint: Checkpoint, found: Problem) -> ChainReport:
    why = f"the record in the database does not continue it ({found.what}: {found.why})"
    problem = Problem(f"The checkpoint of {checkpoint.size} entries kept outside", why, _WHOLE)
    entry = min(start.size, checkpoint.size)
    return ChainReport(start, ChainProblem(Finding.CHECKPOINT, entry, problem, checkpoint.size), 0, 0, 0)


def _check_keys(session: Session, council_id: str, outside: Outside) -> None:
    if outside.keys() is None:
        return
    if not has_signing_key(session, council_id):
        why = "it publishes no key, though keys are kept outside"
        raise RecordRefused("The database", why, "find out who removed them, and restore it from a backup")
    outside.check_continued(key_ring(session, council_id))


def _indexed(session: Session, council_id: str, found: Verified) -> Verified:
    remedy = "keep the database as it is, find out who could write to it, and restore the row from a backup"
    number = next(wrongly_indexed(session, council_id), None)
    problem = None
    if number is not None:
        problem = Problem(f"Entry {number}", "it is not found under what it concerns", remedy)
    node = next(wrong_nodes(session, council_id), None) if problem is None else None
    if node is not None:
        level, index = node
        number = index << level
        what = f"The tree over {1 << level} entries from number {number} on"
        problem = Problem(what, "its hash is not that of the entries", remedy)
    if problem is None or number is None:
        return found
    wrong = ChainProblem(Finding.COLUMN, number, problem)
    report = found.report
    return Verified(ChainReport(report.head, wrong, report.checkpoints, report.anchored, report.erased), found.since)
