"""Where on a page something stands: the arithmetic of a PDF's coordinates, in points of 1/72 inch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["SAME", "UNIT", "Box", "Turn", "after", "box_of", "moved", "placed", "turn_of"]

Turn = tuple[float, float, float, float, float, float]
"""How coordinates are moved, as six numbers (ISO 32000-1, 8.3.3)."""
SAME: Final[Turn] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, in points: its left, lower, right and upper edge."""

    left: float
    lower: float
    right: float
    upper: float

    def holds(self, other: Box, slack: float) -> bool:
        """Whether another lies wholly within this one, give or take some points."""
        return (
            self.left - slack <= other.left
            and self.lower - slack <= other.lower
            and other.right <= self.right + slack
            and other.upper <= self.upper + slack
        )

    def meets(self, other: Box) -> Box | None:
        """What two have in common; None where that is nothing."""
        left, lower = max(self.left, other.left), max(self.lower, other.lower)
        right, upper = min(self.right, other.right), min(self.upper, other.upper)
        return Box(left, lower, right, upper) if left < right and lower < upper else None


UNIT: Final = Box(0.0, 0.0, 1.0, 1.0)
"""Where every image is drawn, before it is moved to its place."""


def after(first: Turn, then: Turn) -> Turn:
    """One movement, and another after it."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(turn: Turn, x: float, y: float) -> Turn:
    """A movement that begins x and y points away."""
    return after((1.0, 0.0, 0.0, 1.0, x, y), turn)


def placed(box: Box, turn: Turn) -> Box:
    """The upright rectangle around a box that has been moved."""
    a, b, c, d, e, f = turn
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box.left, box.right) for y in (box.lower, box.upper)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def turn_of(numbers: Sequence[Any]) -> Turn:
    """Six numbers as a movement. Raises ValueError for anything else."""
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def box_of(numbers: Sequence[Any]) -> Box:
    """Four numbers, in whatever order the corners come, as a box. Raises ValueError for anything else."""
    a, b, c, d = (float(number) for number in numbers)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))
