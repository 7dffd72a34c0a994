"""Small numbers are not shown: no count of one to four of a list can be worked out from the list and its total.

The rule is the same for every list and looks at nothing but its counts, so that knowing the rule tells nothing either.
Where any row counts one to four, every row below five reads *fewer than 5*, those of none among them. Where the rows so
marked are fewer than two, or come to within one of four each, the total would tell: then no row of the list is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

SMALLEST_SHOWN: Final = 5
_LARGEST_SMALL: Final = SMALLEST_SHOWN - 1
_TELLING: Final = 1

Shown = Literal["count", "few", "hidden"]
FEW: Final = f"fewer than {SMALLEST_SHOWN}"
HIDDEN: Final = "not shown"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as it is shown: the count itself; or, with ``count`` None, that it is below five, or nothing of it."""

    count: int | None
    shown: Shown = "count"

    def __str__(self) -> str:
        return {"count": str(self.count), "few": FEW, "hidden": HIDDEN}[self.shown]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its key for programs, its words for people, and its count as it is shown."""

    key: str
    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Counted:
    """A list of counts with its total, the small ones not shown. Every row is there, also those that count nothing."""

    rows: tuple[Row, ...]
    total: Cell

    @property
    def nothing(self) -> bool:
        """Whether it is shown that there was nothing to count."""
        return self.total.count == 0


def counted(rows: Iterable[tuple[str, str, int]]) -> Counted:
    """The list of these rows, each with its key, words and count. Raises ValueError for fewer than two rows."""
    listed = list(rows)
    cells = protected([count for _, _, count in listed])
    shown = tuple(Row(key, label, cell) for (key, label, _), cell in zip(listed, cells, strict=True))
    return Counted(shown, alone(sum(count for _, _, count in listed)))


def protected(counts: Sequence[int]) -> tuple[Cell, ...]:
    """The counts of one list as they are shown beside its total. Raises ValueError for fewer than two."""
    if len(counts) < 2:
        raise ValueError("a list of one row is told by its total: give it a row for the others")
    small = [count for count in counts if count < SMALLEST_SHOWN]
    if not any(small):
        return tuple(map(Cell, counts))
    if len(small) < 2 or sum(small) >= len(small) * _LARGEST_SMALL - _TELLING:
        return tuple(Cell(None, "hidden") for _ in counts)
    return tuple(Cell(count) if count >= SMALLEST_SHOWN else Cell(None, "few") for count in counts)


def alone(count: int) -> Cell:
    """A count that stands by itself, such as a total."""
    return Cell(None, "few") if 0 < count < SMALLEST_SHOWN else Cell(count)
