"""Reads the bank holidays: the published lists from the `holidays` library and the dated corrections to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from holidays import country_holidays
from holidays.version import __version__ as library_version

from gatekeeper.core.deadlines import (
    FIRST_YEAR,
    LAST_YEAR,
    NATIONS,
    BankHoliday,
    CalendarName,
    Calendars,
    Change,
    Closure,
    DeadlineError,
    Override,
    build_calendars,
)
from gatekeeper.core.deadlines.words import day_in_words, weekday
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.vocabulary import read_toml

LIBRARY = f"holidays {library_version}"

_TOP = {"compared_on", "override"}
_FIELDS = ("nation", "on", "weekday", "action", "reason", "source", "recorded_on")
_SUBDIVISIONS = dict(zip(NATIONS, ("ENG", "WLS", "SCT", "NIR"), strict=True))


def load_calendars(path: Path, closures: Iterable[Closure] = ()) -> Calendars:
    """The five calendars, with the corrections in the file and one council's closure days.

    Raises PolicyError as `load_overrides` does, and where two entries speak of the same day.
    """
    overrides = load_overrides(path)
    try:
        return build_calendars(published_bank_holidays(), LIBRARY, overrides, closures)
    except DeadlineError as error:
        raise PolicyError(path.name, str(error).rstrip("."), "mend the entries named") from error


def load_overrides(path: Path) -> tuple[Override, ...]:
    """Read the dated corrections in their written order.

    Raises PolicyError naming file, entry and remedy where the file is missing, empty or malformed, an entry has an
    unknown or missing field, or a day and its weekday do not agree.
    """
    data = read_toml(path)
    unknown = sorted(set(data) - _TOP)
    if unknown:
        raise PolicyError(path.name, f"unknown field {unknown[0]!r}", f"use only {', '.join(sorted(_TOP))}")
    _date(path.name, data, "compared_on")
    entries = data.get("override", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PolicyError(path.name, "override is not a list of entries", "begin each entry with [[override]]")
    return tuple(_override(path, number, entry) for number, entry in enumerate(entries, start=1))


@cache
def published_bank_holidays() -> tuple[BankHoliday, ...]:
    """Every bank holiday of the four nations that the library knows, for the years deadlines are worked out in."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return tuple(
        BankHoliday(nation, on, name)
        for nation, subdivision in _SUBDIVISIONS.items()
        for on, name in country_holidays("GB", subdiv=subdivision, years=years, language="en_GB").items()
    )


def _override(path: Path, number: int, entry: dict[str, Any]) -> Override:
    place = f"{path.name}: override {number} ({entry.get('nation', '?')}, {entry.get('on', '?')})"
    _check_fields(place, entry)
    on = _date(place, entry, "on")
    if entry["weekday"] != weekday(on):
        why = f"{on.isoformat()} is {day_in_words(on)}, not a {entry['weekday']}"
        raise PolicyError(place, why, "correct the day or the weekday")
    try:
        return Override(
            nation=_nation(place, entry["nation"]),
            on=on,
            change=_change(place, entry["action"]),
            reason=entry["reason"],
            source=entry["source"],
            recorded_on=_date(place, entry, "recorded_on"),
        )
    except DeadlineError as error:
        raise PolicyError(place, str(error).rstrip("."), "correct or delete the entry") from error


def _check_fields(place: str, entry: dict[str, Any]) -> None:
    unknown = sorted(set(entry) - set(_FIELDS))
    if unknown:
        raise PolicyError(place, f"unknown field {unknown[0]!r}", f"use only {', '.join(_FIELDS)}")
    for field in _FIELDS:
        if field not in entry:
            raise PolicyError(place, f"{field} is missing", f"give all of {', '.join(_FIELDS)}")
    for field in ("nation", "weekday", "action", "reason", "source"):
        if not isinstance(entry[field], str) or not entry[field].strip():
            raise PolicyError(place, f"{field} is not a text", "write it in words, between quotation marks")


def _date(place: str, entry: dict[str, Any], field: str) -> date:
    value = entry.get(field)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise PolicyError(place, f"{field} is not a date", "write the day without quotation marks, as 2026-06-15")
    return value


def _nation(place: str, name: str) -> CalendarName:
    for nation in NATIONS:
        if nation.value == name:
            return nation
    raise PolicyError(place, f"no such nation {name!r}", f"use one of {', '.join(nation.value for nation in NATIONS)}")


def _change(place: str, name: str) -> Change:
    for change in Change:
        if change.value == name:
            return change
    raise PolicyError(place, f"no such action {name!r}", f"use one of {', '.join(change.value for change in Change)}")
