"""Counts the documents asked for in a period, one by one: by month, by standing, by the time taken, and by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gatekeeper.core.deadlines import Calendar, local_date, local_target
from gatekeeper.core.lifecycle import Ruling, Status
from gatekeeper.core.pack import Pack
from gatekeeper.services.cases.council import pack_on
from gatekeeper.services.oversight.days import Durations, OfficeDays
from gatekeeper.services.oversight.groups import ByGroup, Groups
from gatekeeper.services.oversight.period import Period
from gatekeeper.services.oversight.shapes import Month, Standing, Times
from gatekeeper.storage.oversight import Asked
from gatekeeper.storage.register import Register

_WITHHELD = frozenset({Ruling.PARTLY_GRANTED.value, Ruling.REFUSED.value})


@dataclass
class Targets:
    """The council's own target for an answer, by the day on which a request is received, in working days."""

    register: Register
    _known: dict[date, int | None] = field(default_factory=dict)

    def on(self, day: date) -> int | None:
        """The target of the protocol of that day, None where it sets none in working days."""
        if day not in self._known:
            self._known[day] = reply_target(pack_on(self.register, day))
        return self._known[day]

    def sentences(self, day: date) -> tuple[str, ...]:
        """What the protocol of that day says of the time for an answer, each with its paragraph."""
        pack = pack_on(self.register, day)
        said = [each for each in pack.targets if each.what == "reply"] if pack else []
        return tuple(f"{each.sentence} [{each.cite}]" for each in said)


def reply_target(pack: Pack | None) -> int | None:
    """The working days within which the protocol says that a request is answered, None where it names none."""
    every = pack.targets if pack else ()
    return next((each.working_days for each in every if each.what == "reply" and each.working_days), None)


@dataclass
class Tally:
    """What is counted of the documents of a period; a few numbers for each month, group and number of days."""

    of_period: Period
    now: datetime
    calendar: Calendar
    office: OfficeDays
    targets: Targets
    given: ByGroup
    withheld: ByGroup
    documents: Counter[date] = field(default_factory=Counter)
    requests: Counter[date] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    times_of: Counter[str] = field(default_factory=Counter)
    durations: Durations = field(default_factory=Durations)
    disputed: int = 0
    heard: int = 0
    _deadlines: dict[date, datetime | None] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, of: Period, now: datetime, calendar: Calendar) -> Tally:
        """Nothing counted yet, for that period of that council."""
        groups = Groups.of(register)
        office = OfficeDays.between(of.from_on, max(of.to_on, local_date(now)), calendar)
        return cls(of, now, calendar, office, Targets(register), ByGroup(groups), ByGroup(groups))

    def add(self, asked: Asked) -> None:
        """Count one document."""
        day = local_date(asked.received_at)
        month = day.replace(day=1)
        self.documents[month] += 1
        self.requests[month] += asked.first
        self.statuses[asked.status] += 1
        self.disputed += asked.disputed
        self.heard += asked.heard
        self._time(asked, day)
        if asked.status == Status.DETERMINED:
            self._group(asked, day)

    def _time(self, asked: Asked, day: date) -> None:
        due = self._deadline(asked.received_at, day)
        if asked.answered_at is not None:
            self.durations.add(self.office.taken(asked.received_at, asked.answered_at))
            self.times_of["none" if due is None else "within" if asked.answered_at <= due else "after"] += 1
        elif asked.status not in (Status.WITHDRAWN, Status.DETERMINED) and due is not None and self.now > due:
            self.times_of["late"] += 1

    def _deadline(self, received_at: datetime, day: date) -> datetime | None:
        """The last instant of the target, the same for all that is received on one day."""
        if day not in self._deadlines:
            target = self.targets.on(day)
            found = local_target(received_at, target, self.calendar).binds_at if target else None
            self._deadlines[day] = found
        return self._deadlines[day]

    def _group(self, asked: Asked, day: date) -> None:
        if asked.ruling == Ruling.GRANTED:
            self.given.add(asked.requester_id, day)
        elif asked.ruling in _WITHHELD:
            self.withheld.add(asked.requester_id, day)

    def months(self) -> tuple[Month, ...]:
        """Every month of the period."""
        return tuple(Month(each, self.requests[each], self.documents[each]) for each in self.of_period.months())

    def standing(self) -> Standing:
        """How they stand now."""
        answered, withdrawn = self.statuses[Status.DETERMINED.value], self.statuses[Status.WITHDRAWN.value]
        return Standing(answered, self.statuses.total() - answered - withdrawn, withdrawn)

    def times(self) -> Times:
        """The times taken."""
        counts: Mapping[str, int] = self.times_of
        return Times(
            answered=self.durations.counts.total(),
            within=counts["within"],
            after=counts["after"],
            late_unanswered=counts["late"],
            without_target=counts["none"],
            median=self.durations.median(),
            targets=self._sentences(),
        )

    def _sentences(self) -> tuple[str, ...]:
        return self.targets.sentences(min(self.of_period.to_on, local_date(self.now)))
