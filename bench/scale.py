"""How much is measured: enough to trust the figures, or just enough to see that the measuring works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DAY = date(2026, 9, 1)
"""The day whose law is measured: fixed, so that two runs measure the same rules."""

PAGE_CASES = (100, 10_000)
"""The sizes of the database in which the pages are measured."""

SEED = 1972
"""Where every random choice starts: fixed, so that two runs measure the same cases."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts. ``situations`` is of each kind; ``a_round`` is how many situations a contestant decides in its turn.

    ``cases`` are the sizes of the database in which the case service is measured, ``case_rounds`` its rounds.
    ``api_calls`` is how many calls of the API a contestant makes in its turn.
    """

    situations: int
    rounds: int
    a_round: int
    councils: int
    own_rules: int
    documents: int
    cases: tuple[int, ...]
    case_rounds: int
    api_calls: int


FULL = Scale(
    situations=40,
    rounds=60,
    a_round=40,
    councils=100,
    own_rules=60,
    documents=100_000,
    cases=(1_000, 100_000),
    case_rounds=12,
    api_calls=48,
)
QUICK = Scale(
    situations=3,
    rounds=4,
    a_round=6,
    councils=4,
    own_rules=60,
    documents=2_000,
    cases=(1_000, 10_000),
    case_rounds=2,
    api_calls=16,
)
