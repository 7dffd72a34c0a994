"""A deadline and how it was worked out: the law, the start, each step, the days not counted, and other readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gatekeeper.core.deadlines.bank_holidays import CalendarName, SkippedDay
from gatekeeper.core.deadlines.days import checked_date, checked_instant, end_of_day, in_utc, start_of_day
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.provisions import Provision
from gatekeeper.core.deadlines.words import day_in_words, moment_in_words, short_day

_LIST_AT_MOST = 10
_WEEKEND = ("Saturday", "Sunday")


class Kind(StrEnum):
    """Whether the result is the last moment, the first moment, or the last day of a period."""

    LATEST = "latest"
    EARLIEST = "earliest"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way in which the law can be read or the facts can turn out: the result it gives, and why."""

    result: date | datetime
    why: str

    def in_words(self) -> str:
        """'Friday 25 December 2026: ten whole days between.'"""
        return f"{moment_in_words(self.result)}: {self.why}"


@dataclass(frozen=True, slots=True)
class Start:
    """What starts a count: the day or instant, and what happened then."""

    at: date | datetime
    event: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One result of counting time, with everything needed to check it by hand.

    ``result`` is a day, or an aware instant in Europe/London; for a period it is the last day and ``begins_on`` the
    first. ``skipped`` is the complete list of days passed over. ``settled`` is False where the law's way of counting
    is open: the result is then the reading followed here, and ``second_readings`` has the others. A second reading
    of settled law turns on a fact. Raises DeadlineError for a result outside 1990 to 2040 or without a step.
    """

    provision: Provision
    kind: Kind
    result: date | datetime
    start: Start
    steps: tuple[str, ...]
    skipped: tuple[SkippedDay, ...] = ()
    calendar: CalendarName | None = None
    calendar_version: str | None = None
    second_readings: tuple[Reading, ...] = ()
    settled: bool = True
    begins_on: date | None = None

    def __post_init__(self) -> None:
        if not self.steps:
            raise DeadlineError(f"{self.rule_id}: a deadline must say how it was worked out; give at least one step.")
        if (self.kind is Kind.PERIOD) is (self.begins_on is None):
            raise DeadlineError(f"{self.rule_id}: a period, and only a period, has a first day; give or drop it.")
        if isinstance(self.result, datetime):
            checked_instant(self.result, "The result")
        else:
            checked_date(self.result, "The result")

    @property
    def rule_id(self) -> str:
        """The provision's id, such as ``si_2012_2089_reg17_2``."""
        return self.provision.id

    @property
    def citation(self) -> str:
        """The provision, such as 'SI 2012/2089 reg 17(2)'."""
        return self.provision.citation

    @property
    def sentence(self) -> str:
        """What the deadline is, in one plain sentence."""
        return self.provision.sentence

    @property
    def result_on(self) -> date:
        """The London day of the result."""
        return self.result.date() if isinstance(self.result, datetime) else self.result

    @property
    def binds_at(self) -> datetime:
        """The exact London instant: the end of the last day, or the beginning of the earliest one."""
        if isinstance(self.result, datetime):
            return self.result
        return start_of_day(self.result) if self.kind is Kind.EARLIEST else end_of_day(self.result)

    def has_passed(self, now: datetime) -> bool:
        """Tell whether `now` (aware) is later than the last instant. Raises DeadlineError for an earliest day."""
        if self.kind is Kind.EARLIEST:
            raise DeadlineError(f"{self.rule_id}: an earliest day does not pass; ask whether it is open.")
        return in_utc(checked_instant(now, "The present time")) > in_utc(self.binds_at)

    def is_open(self, now: datetime) -> bool:
        """Tell whether `now` is in the period, or the earliest day has come. Raises DeadlineError for a latest day."""
        if self.kind is Kind.LATEST:
            raise DeadlineError(f"{self.rule_id}: a latest day does not open; ask whether it has passed.")
        instant = in_utc(checked_instant(now, "The present time"))
        if self.begins_on is None:
            return in_utc(self.binds_at) <= instant
        return in_utc(start_of_day(self.begins_on)) <= instant <= in_utc(self.binds_at)

    def in_words(self) -> str:
        """The result with its weekday: 'Thursday 24 December 2026'; a period with its first and last day."""
        if self.begins_on is None:
            return moment_in_words(self.result)
        return f"{day_in_words(self.begins_on)} to {moment_in_words(self.result)}"

    def not_counted(self) -> str:
        """The days passed over in words; in a long list the weekends are given as a number only."""
        if len(self.skipped) <= _LIST_AT_MOST:
            return "; ".join(str(day) for day in self.skipped)
        weekends = sorted(day.on for day in self.skipped if day.reason in _WEEKEND)
        others = [str(day) for day in self.skipped if day.reason not in _WEEKEND]
        if weekends:
            span = f"{short_day(weekends[0])} to {short_day(weekends[-1])}"
            others.insert(0, f"{len(weekends)} Saturdays and Sundays from {span}")
        return "; ".join(others)

    def how(self) -> str:
        """Several lines that let a person check the result: law, start, steps, days not counted, other readings."""
        lines = [self.sentence, f"{self.kind.capitalize()}: {self.in_words()}.", f"Law: {self.citation}."]
        lines.append(f"Starts: {moment_in_words(self.start.at)}, {self.start.event}.")
        lines += [f"{number}. {step}" for number, step in enumerate(self.steps, start=1)]
        if self.skipped:
            lines.append(f"Not counted: {self.not_counted()}.")
        lines += [f"Another reading: {reading.in_words()}" for reading in self.second_readings]
        if not self.settled:
            lines.append("How this time is counted is not settled; the result is the reading followed here.")
        if self.calendar is not None:
            lines.append(f"Calendar: {self.calendar.written} ({self.calendar_version}).")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, object]:
        """The whole deadline in JSON's types: dates and instants as ISO 8601 text."""
        return {
            "rule_id": self.rule_id,
            "citation": self.citation,
            "sentence": self.sentence,
            "kind": self.kind.value,
            "result": self.result.isoformat(),
            "begins_on": None if self.begins_on is None else self.begins_on.isoformat(),
            "binds_at": self.binds_at.isoformat(),
            "in_words": self.in_words(),
            "start": {"at": self.start.at.isoformat(), "event": self.start.event},
            "steps": list(self.steps),
            "skipped": [{"on": day.on.isoformat(), "reason": day.reason} for day in self.skipped],
            "calendar": None if self.calendar is None else self.calendar.value,
            "calendar_version": self.calendar_version,
            "second_readings": [
                {"result": reading.result.isoformat(), "in_words": moment_in_words(reading.result), "why": reading.why}
                for reading in self.second_readings
            ],
            "settled": self.settled,
        }
