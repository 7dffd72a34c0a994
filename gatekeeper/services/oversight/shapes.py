"""What the council's figures are: counts by month and standing, times, and lists that show no small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gatekeeper.services.oversight.period import Period
from gatekeeper.services.oversight.suppress import Counted


@dataclass(frozen=True, slots=True)
class Month:
    """What came in one month (its first day): requests, and the documents that they ask for."""

    on: date
    requests: int
    documents: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How the documents asked for in the period stand now; together all of them."""

    answered: int
    waiting: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Times:
    """The time from receipt to the first whole answer, in working days, against the council's own target.

    ``late_unanswered``: the target has passed and no answer was given. ``without_target``: the protocol of the day on
    which it was received sets no target in working days. ``targets`` are the protocol's sentences, those in force at
    the end of the period.
    """

    answered: int
    within: int
    after: int
    late_unanswered: int
    without_target: int
    median: float | None
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """How many were disputed, on how many of those something was ruled, and in how many a ruling was changed."""

    disputed: int
    heard: int
    overturned: int


@dataclass(frozen=True, slots=True)
class Owed:
    """How many answers are owed now: late, due within so many working days, due later, and without a date."""

    late: int
    at_risk: int
    later: int
    undated: int
    within_working_days: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one period as they stood at an instant. Every list but the grounds counts documents.

    ``as_of_right``: open by law without anybody's leave. ``given`` and ``withheld``: answered by a person's ruling, in
    full, or in part or refused. ``not_held``: nothing was there to give. ``grounds``: how often each was relied on, for
    a passage, in a ruling that stands. ``groups_given`` and ``groups_withheld``: of the group to which the councillor
    belonged on the day of receipt.
    """

    period: Period
    at: datetime
    months: tuple[Month, ...]
    standing: Standing
    times: Times
    as_of_right: Counted
    given: Counted
    withheld: Counted
    not_held: int
    grounds: Counted
    groups_given: Counted
    groups_withheld: Counted
    disputes: Disputes
    owed: Owed

    @property
    def requests(self) -> int:
        """How many requests were received."""
        return sum(each.requests for each in self.months)

    @property
    def documents(self) -> int:
        """How many documents they ask for."""
        return sum(each.documents for each in self.months)
