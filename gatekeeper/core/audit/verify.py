"""Verifying a whole chain as a stream: the first entry that was changed, removed, added, moved or back-dated is named.

Each entry holds the hash of the one before it, so what does not fit is found where it stands. Somebody who rewrites
every entry from one on makes them fit each other again, but not a checkpoint that had already left the database.
Only the head of the chain, one row ahead and two bits an entry are held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gatekeeper.core.audit.chain import ChainHead
from gatekeeper.core.audit.checkpoint import Checkpoint
from gatekeeper.core.audit.commitment import KEY_SIZE, opens
from gatekeeper.core.audit.deed import WORDS_ERASED
from gatekeeper.core.audit.erasure import Erasures
from gatekeeper.core.audit.errors import AuditError, Problem
from gatekeeper.core.audit.grammar import Scanned, scan_entry
from gatekeeper.core.audit.merkle import leaf_hash
from gatekeeper.core.audit.report import ChainProblem, ChainReport, Finding, KeptWords, StoredEntry

_RESTORE: Final = "keep the database as it is, find out who could write to it, and restore the entry from a backup"


def verify_chain(
    rows: Iterable[StoredEntry],
    start: ChainHead,
    *,
    checkpoints: Iterable[Checkpoint] = (),
    head: ChainHead | None = None,
    with_words: bool = False,
) -> ChainReport:
    """Verify the entries that follow `start`, in the order of their numbers, up to the first that is wrong.

    `start` is ``ChainHead(chain)`` for the whole chain, or the head of an earlier report to go on from. `checkpoints`
    are verified ones kept outside the database, in ascending order of size; those smaller than `start` are passed
    over. `head` is the head that the database keeps. With `with_words` each row's words are compared with its entry.
    Raises AuditError for checkpoints of another chain or out of order.
    """
    walk = _Walk(start, checkpoints, with_words)
    problem = walk.anchor(None)
    for row, following in _with_next(rows):
        problem = problem or walk.take(row, following)
        if problem:
            return walk.report(problem)
    return walk.report(problem or walk.ending(head))


def _with_next(rows: Iterable[StoredEntry]) -> Iterator[tuple[StoredEntry, StoredEntry | None]]:
    waiting: StoredEntry | None = None
    for row in rows:
        if waiting is not None:
            yield waiting, row
        waiting = row
    if waiting is not None:
        yield waiting, None


class _Walk:
    """The state of one verification."""

    def __init__(self, start: ChainHead, checkpoints: Iterable[Checkpoint], with_words: bool) -> None:
        self._start, self._tree, self._last_at = start, start.frontier, start.last_at
        self._last_hash = self._before_last = start.last_hash
        self._checkpoints = _ascending(checkpoints, start.chain)
        self._next = next((each for each in self._checkpoints if each.size >= start.size), None)
        self._matched, self._anchored, self._with_words = 0, 0, with_words
        self._erasures = Erasures(start.size)

    def report(self, problem: ChainProblem | None) -> ChainReport:
        return ChainReport(self.head(), problem, self._matched, self._anchored, self._erasures.count)

    def head(self) -> ChainHead:
        return ChainHead(self._start.chain, self._tree, self._last_at, self._last_hash)

    def take(self, row: StoredEntry, following: StoredEntry | None) -> ChainProblem | None:
        """Verify one more row; with the row after it where only that shows which of two is at fault."""
        number, leaf = self._tree.size, leaf_hash(row.body)
        if row.number != number:
            return _wrong_number(row.number, number)
        if leaf != row.leaf_hash:
            return _changed(number, "its text and the hash kept beside it do not agree")
        try:
            entry = scan_entry(row.body)
        except AuditError as error:
            return _problem(Finding.UNREADABLE, number, f"it is not written as an entry is ({error})")
        problem = self._placed(entry) or _columns(entry, row) or self._linked(entry, leaf, following)
        problem = problem or self._dated(entry)
        if self._with_words:
            problem = problem or self._worded(entry, row.words) or self._told(entry)
        if problem:
            return problem
        self._tree, self._last_at = self._tree.append(leaf), entry.at
        self._before_last, self._last_hash = self._last_hash, leaf
        return self.anchor(following)

    def anchor(self, following: StoredEntry | None) -> ChainProblem | None:
        """Compare the tree with the outside checkpoints of this size."""
        while self._next is not None and self._next.size == self._tree.size:
            if self._next.root != self._tree.root():
                if following and self._last_hash and _follows(following, self._last_hash) is False:
                    return _changed(self._tree.size - 1, "the next entry and an outside checkpoint hold another hash")
                return self._rewritten(self._next)
            self._matched, self._anchored = self._matched + 1, self._next.size
            self._next = next(self._checkpoints, None)
        return None

    def ending(self, head: ChainHead | None) -> ChainProblem | None:
        """What is still missing once the rows are at an end."""
        size = self._tree.size
        if self._next is not None:
            why = f"a checkpoint of {self._next.size} entries left the database, and it ends after {size}"
            return _problem(Finding.MISSING, size, why)
        if head is not None and head != self.head():
            return self._other_head(head)
        untold = self._erasures.first_untold()
        if untold is not None:
            return _problem(Finding.ERASURE, untold, f"its words are gone and no {WORDS_ERASED} entry says so")
        return None

    def _placed(self, entry: Scanned) -> ChainProblem | None:
        number = self._tree.size
        if entry.chain != self._start.chain:
            return _problem(Finding.FOREIGN, number, f"it belongs to the chain {entry.chain}")
        if entry.number == number:
            return None
        if entry.number == number - 1 and entry.previous == self._before_last:
            return _problem(Finding.INSERTED, number - 1, f"another entry, now in row {number}, was sealed as that one")
        return _problem(Finding.MOVED, number, f"what stands in its place was sealed as entry {entry.number}")

    def _linked(self, entry: Scanned, leaf: bytes, following: StoredEntry | None) -> ChainProblem | None:
        if entry.previous == self._last_hash:
            return None
        vouched_for = following is None or _follows(following, leaf) is not False
        if vouched_for and entry.number > max(self._start.size, self._anchored):
            return _changed(entry.number - 1, f"entry {entry.number} was sealed after one with another hash")
        why = f"it does not fit entry {entry.number - 1} before it, nor does what follows fit it"
        return _changed(entry.number, why)

    def _dated(self, entry: Scanned) -> ChainProblem | None:
        if self._last_at is None or entry.at >= self._last_at:
            return None
        why = f"it is dated {entry.at.isoformat()}, before the entry that it follows"
        return _problem(Finding.BACK_DATED, entry.number, why)

    def _worded(self, entry: Scanned, words: KeptWords | None) -> ChainProblem | None:
        gone = words is None or (words.key is None and words.text is None)
        if gone and entry.commitment is not None:
            self._erasures.gone(entry.number)
        if gone or words is None:
            return None
        if entry.commitment is None:
            return _problem(Finding.WORDS, entry.number, "words are kept beside it that were never sealed")
        if words.key is None or words.text is None:
            return _problem(Finding.WORDS, entry.number, "only one of its words and their key is left")
        if len(words.key) != KEY_SIZE or not opens(entry.commitment, words.key, words.text):
            return _problem(Finding.WORDS, entry.number, "the words kept beside it are not those that were sealed")
        return None

    def _told(self, entry: Scanned) -> ChainProblem | None:
        if entry.kind != WORDS_ERASED:
            return None
        for number in entry.refers_to:
            if not self._erasures.tell(number):
                why = f"entry {entry.number} says that its words were destroyed, and they are not gone"
                return _problem(Finding.ERASURE, number, why)
        return None

    def _rewritten(self, checkpoint: Checkpoint) -> ChainProblem:
        size, since = checkpoint.size, max(self._anchored, self._start.size)
        if size <= since:
            why = "an earlier checkpoint of the same size, or the state to go on from, holds another root"
        else:
            why = f"entries fit each other, yet one or more from {since} to {size - 1} are not those that were signed"
        remedy = "restore the record from a copy of that time, and show the checkpoint to the auditor"
        problem = Problem(f"The checkpoint of {size} entries", why, remedy)
        return ChainProblem(Finding.CHECKPOINT, min(since, size), problem, checkpoint=size)

    def _other_head(self, head: ChainHead) -> ChainProblem:
        size = self._tree.size
        if head.size > size:
            return _problem(Finding.MISSING, size, f"the database counts {head.size} entries, and it ends after {size}")
        if head.size < size:
            return _problem(Finding.INSERTED, head.size, f"the database counts only {head.size} entries")
        return _problem(Finding.HEAD, max(size - 1, 0), "the head that the database keeps is not that of its entries")


def _ascending(checkpoints: Iterable[Checkpoint], chain: str) -> Iterator[Checkpoint]:
    size = 0
    for checkpoint in checkpoints:
        if checkpoint.origin != chain or checkpoint.size < size:
            what = f"the checkpoint of {checkpoint.origin[:80]} at {checkpoint.size} entries"
            why = f"it is of another chain than {chain}, or out of order"
            raise AuditError(what, why, "give the chain's own, the smallest first")
        size = checkpoint.size
        yield checkpoint


def _follows(row: StoredEntry, leaf: bytes) -> bool | None:
    """Whether a row was sealed after the entry of that hash; None where the row cannot be relied on to say."""
    if leaf_hash(row.body) != row.leaf_hash:
        return None
    try:
        return scan_entry(row.body).previous == leaf
    except AuditError:
        return None


def _columns(entry: Scanned, row: StoredEntry) -> ChainProblem | None:
    for name, value in (row.columns or {}).items():
        if not entry.says(name, value):
            why = f"the column {name} does not say what the sealed entry says"
            return _problem(Finding.COLUMN, entry.number, why)
    return None


def _wrong_number(found: int, wanted: int) -> ChainProblem:
    if found < wanted:
        return _problem(Finding.INSERTED, found, "its number stands twice or out of order")
    if found == wanted + 1:
        return _problem(Finding.MISSING, wanted, "it is not there")
    return _problem(Finding.MISSING, wanted, f"it is not there, nor are those up to {found - 1}")


def _changed(number: int, why: str) -> ChainProblem:
    return _problem(Finding.CHANGED, number, why)


def _problem(finding: Finding, number: int, why: str) -> ChainProblem:
    return ChainProblem(finding, number, Problem(f"Entry {number}", why, _RESTORE))
