"""The five calendars: which days are no working days in England, Wales, Scotland, Northern Ireland and the whole UK."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from gatekeeper.core.deadlines.bank_holidays import (
    NATIONS,
    UK_UNION,
    BankHoliday,
    CalendarName,
    Change,
    Closure,
    Override,
    is_weekend,
)
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.words import short_day, weekday


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days out of one calendar and the closures of one council.

    A *working day* is neither weekend nor bank holiday. An *office day* is a working day on which this council's
    offices are open as well: it matters only where the law looks at inspection there (see ``counting``).
    ``version`` tells the source of the list and digests of the overrides and closures, so that a result can be
    worked out again; equality looks at name and version alone.
    """

    name: CalendarName
    version: str
    days_out: Mapping[date, str] = field(compare=False, repr=False)
    closures: Mapping[date, str] = field(compare=False, repr=False)

    def reason_out(self, on: date, *, at_offices: bool = False) -> str | None:
        """Why the day does not count, or None for a day that does; `at_offices` takes closures into account."""
        if is_weekend(on):
            return weekday(on)
        closure = self.closures.get(on) if at_offices else None
        return self.days_out.get(on, closure)

    def is_working_day(self, on: date) -> bool:
        """Neither weekend nor bank holiday."""
        return self.reason_out(on) is None

    def is_office_day(self, on: date) -> bool:
        """A working day on which the council's offices are open."""
        return self.reason_out(on, at_offices=True) is None

    def with_closures(self, closures: Iterable[Closure]) -> Calendar:
        """The same calendar for a council whose offices are shut on these days as well."""
        shut = dict(self.closures) | {closure.on: closure.reason for closure in closures}
        list_version = self.version.partition("; closures ")[0]
        return replace(self, version=_version(list_version, shut), closures=MappingProxyType(shut))


Calendars = Mapping[CalendarName, Calendar]


def build_calendars(
    bank_holidays: Iterable[BankHoliday],
    source: str,
    overrides: Iterable[Override] = (),
    closures: Iterable[Closure] = (),
) -> Calendars:
    """Make the five calendars from a published list (`source` names it and its version) and dated overrides.

    An override that the list has by now is harmless; two that contradict or repeat each other raise DeadlineError.
    A removal in one nation leaves the day in the union so long as another nation has it.
    """
    corrections = tuple(overrides)
    _refuse_doubles(corrections)
    nations = _corrected(bank_holidays, corrections)
    nations[UK_UNION] = _union(nations)
    version = f"{source}; overrides {_digest(_override_rows(corrections))}"
    calendars = {
        name: Calendar(name, _version(version, {}), MappingProxyType(days), MappingProxyType({}))
        for name, days in nations.items()
    }
    shut = tuple(closures)
    return MappingProxyType({name: calendar.with_closures(shut) for name, calendar in calendars.items()})


def redundant_overrides(bank_holidays: Iterable[BankHoliday], overrides: Iterable[Override]) -> tuple[Override, ...]:
    """The overrides that change nothing, because the published list already agrees with them."""
    listed = {(holiday.nation, holiday.on) for holiday in bank_holidays}
    return tuple(o for o in overrides if ((o.nation, o.on) in listed) is (o.change == Change.ADD))


def _corrected(
    bank_holidays: Iterable[BankHoliday], overrides: tuple[Override, ...]
) -> dict[CalendarName, dict[date, str]]:
    nations: dict[CalendarName, dict[date, str]] = {nation: {} for nation in NATIONS}
    for holiday in bank_holidays:
        nations[holiday.nation][holiday.on] = holiday.name
    for nation, days in nations.items():
        if not days:
            raise DeadlineError(f"The list has no bank holidays for {nation.written}. Give those of all four nations.")
    for override in overrides:
        if override.change == Change.ADD:
            nations[override.nation][override.on] = override.reason
        else:
            nations[override.nation].pop(override.on, None)
    return nations


def _union(nations: Mapping[CalendarName, Mapping[date, str]]) -> dict[date, str]:
    found: dict[date, dict[str, list[str]]] = {}
    for nation, days in nations.items():
        for on, name in days.items():
            found.setdefault(on, {}).setdefault(name, []).append(nation.written)
    return {on: "; ".join(_whose(name, where) for name, where in names.items()) for on, names in found.items()}


def _whose(name: str, where: list[str]) -> str:
    return name if len(where) == len(NATIONS) else f"{name} ({', '.join(where)})"


def _refuse_doubles(overrides: tuple[Override, ...]) -> None:
    seen: set[tuple[CalendarName, date]] = set()
    for override in overrides:
        key = (override.nation, override.on)
        if key in seen:
            raise DeadlineError(
                f"{override.nation.written}, {short_day(override.on)}: two overrides speak of the same day. Keep one."
            )
        seen.add(key)


def _override_rows(overrides: tuple[Override, ...]) -> list[list[str]]:
    return [[o.nation, o.on.isoformat(), o.change, o.reason, o.source, o.recorded_on.isoformat()] for o in overrides]


def _version(list_version: str, closures: Mapping[date, str]) -> str:
    return f"{list_version}; closures {_digest([[on.isoformat(), reason] for on, reason in closures.items()])}"


def _digest(rows: list[list[str]]) -> str:
    if not rows:
        return "none"
    return hashlib.sha256(json.dumps(sorted(rows), ensure_ascii=True).encode()).hexdigest()[:12]
