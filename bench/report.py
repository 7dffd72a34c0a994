"""What is printed: tables of figures, and each goal with what was measured and whether it was met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio that must not be passed."""

    what: str
    measured: float
    limit: float

    @property
    def met(self) -> bool:
        """Whether the ratio was kept."""
        return self.measured <= self.limit

    def __str__(self) -> str:
        return f"{'met' if self.met else 'MISSED'}: {self.what}: {self.measured:.2f}, goal at most {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Aim:
    """A ratio that is to be reached by a later release. Until then it is printed and fails nothing."""

    what: str
    measured: float
    at_least: float

    def __str__(self) -> str:
        reached = "reached" if self.measured >= self.at_least else "not yet reached"
        return f"aim {reached}: {self.what}: {self.measured:.3f}, to be at least {self.at_least:g}"


@dataclass(frozen=True, slots=True)
class UpperAim:
    """A ratio that is not to be passed by a later release. Until then it is printed and fails nothing."""

    what: str
    measured: float
    at_most: float

    def __str__(self) -> str:
        reached = "reached" if self.measured <= self.at_most else "not yet reached"
        return f"aim {reached}: {self.what}: {self.measured:.3f}, to be at most {self.at_most:g}"


@dataclass(frozen=True, slots=True)
class Section:
    """One measurement: its lines, the goals it is held to, and the aims it is not yet held to."""

    title: str
    lines: tuple[str, ...]
    goals: tuple[Goal, ...] = ()
    aims: tuple[Aim | UpperAim, ...] = ()

    def __str__(self) -> str:
        held = (*map(str, self.goals), *map(str, self.aims))
        return "\n".join((self.title, "-" * len(self.title), *self.lines, *held, ""))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Lay out rows under a head, the first column to the left, figures to the right."""
    grid = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    return tuple("  ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))) for row in grid)


def figure(number: float) -> str:
    """A number with about three digits that count."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def exit_code(sections: Iterable[Section]) -> int:
    """0 if every goal is met, otherwise 1."""
    return int(not all(goal.met for section in sections for goal in section.goals))
