"""What the verification of a whole chain comes to: how far it holds, and the first thing in it that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gatekeeper.core.audit.chain import ChainHead
from gatekeeper.core.audit.errors import Problem


class Finding(StrEnum):
    """What kind of thing is wrong."""

    CHANGED = "changed"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    INSERTED = "inserted"
    MOVED = "moved"
    BACK_DATED = "back_dated"
    FOREIGN = "foreign"
    COLUMN = "column"
    WORDS = "words"
    ERASURE = "erasure"
    CHECKPOINT = "checkpoint"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class KeptWords:
    """The words of an entry as they are kept beside the record; None for what was destroyed."""

    key: bytes | None = field(repr=False)
    text: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """A row as it was read: its number, the entry's bytes and the leaf hash kept beside them.

    ``columns`` holds whatever other columns repeat of the entry, by the entry's member names, so that they are compared
    with it (an instant as the entry writes it). ``words`` is None where there is no row of words.
    """

    number: int
    body: bytes
    leaf_hash: bytes
    columns: Mapping[str, str | int | None] | None = None
    words: KeptWords | None = None


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """The first thing that is wrong. ``entry`` is the number of the first bad or missing entry.

    Where every entry fits the next and yet an outside checkpoint does not match, ``checkpoint`` is that one's size and
    ``entry`` the earliest that may have been rewritten.
    """

    finding: Finding
    entry: int
    problem: Problem
    checkpoint: int | None = None

    def __str__(self) -> str:
        return str(self.problem)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How far a chain was verified: ``head`` is the state reached, from which a later run goes on if all was intact.

    ``anchored`` is the size of the largest outside checkpoint that matched: up to there no rewriting is possible
    without one of those checkpoints being disowned. ``erased`` counts entries whose words were destroyed.
    """

    head: ChainHead
    problem: ChainProblem | None
    checkpoints: int
    anchored: int
    erased: int

    @property
    def intact(self) -> bool:
        return self.problem is None

    def __str__(self) -> str:
        if self.problem:
            return str(self.problem)
        kept = f"{self.head.chain}: all {self.head.size} entries hold"
        anchor = f"the first {self.anchored} are held by {self.checkpoints} checkpoints kept outside"
        return f"{kept}; {anchor}; the words of {self.erased} have been erased."
