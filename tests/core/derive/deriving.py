"""Deriving facts in tests: a case with some places changed, at an instant, on England's calendar."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from gatekeeper.core.case import parse_case
from gatekeeper.core.deadlines import ENGLAND, LONDON, CalendarName, Calendars
from gatekeeper.core.derive import PassageFacts, derive
from gatekeeper.core.facts import Value
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars
from tests.core.case.samples import GONE, full, put, vocabulary

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=LONDON)
"""Monday 23 November 2026: the day that matters, where a test names no other."""

Changes = dict[str, Any]


@cache
def calendars() -> Calendars:
    """The calendars that come with the program."""
    return load_calendars(locate("policies") / "calendars.toml")


def noon(text: str) -> datetime:
    """Midday in London on a day written like 2026-11-23."""
    return datetime.combine(date.fromisoformat(text), NOON.timetz())


def at(text: str) -> datetime:
    """An instant written like 2026-11-23T10:00:00+00:00."""
    return datetime.fromisoformat(text)


def derived(
    changes: Changes | None = None, as_at: datetime = NOON, calendar: CalendarName = ENGLAND
) -> tuple[PassageFacts, ...]:
    """The facts of the full case (without an instant of its own) with these places changed."""
    data = put(full(), "as_at", GONE)
    for place, value in (changes or {}).items():
        data = put(data, place, value)
    return derive(parse_case(data), vocabulary(), calendars()[calendar], as_at)


def fact(name: str, changes: Changes | None = None, as_at: datetime = NOON, calendar: CalendarName = ENGLAND) -> Value:
    """One fact of the first passage."""
    return derived(changes, as_at, calendar)[0].facts[name]


def origin(name: str, changes: Changes | None = None, as_at: datetime = NOON) -> str:
    """Where that fact comes from."""
    return derived(changes, as_at)[0].origins[name]


def of_links(name: str, *links: Changes, as_at: datetime = NOON, calendar: CalendarName = ENGLAND) -> Value:
    """One fact of a document with these links and no others."""
    return fact(name, {"documents[0].links": [{"body": "A body", **link} for link in links]}, as_at, calendar)
