"""Days told from the day on which the demo is made: ``{today-14}``, ``{today+9w 18:30}``, ``{today+9w in words}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time

from gatekeeper.core.deadlines import ENGLAND, LONDON, Calendar
from gatekeeper.core.deadlines.words import day_in_words
from gatekeeper.demo.councils import DemoError
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars

_PLACE = re.compile(r"\{today(?P<count>[+-]\d{1,4})?(?P<working>w)?(?: (?P<form>\d\d:\d\d|in words))?\}")
_HOW = "write {today}, {today-14}, {today+9w}, {today+9w 18:30} or {today+9w in words}"


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which the demo is made, and England's working days."""

    today: date
    calendar: Calendar

    def resolved(self, text: str) -> str:
        """The text with every day written out; an instant has London's time zone. Raises DemoError for any other brace.

        ``w`` counts working days: +0w is today or the next one, -0w today or the last one.
        """
        written = _PLACE.sub(self._written, text)
        if "{" in written or "}" in written:
            raise DemoError(f"{text!r} has a brace that tells no day; {_HOW}")
        return written

    def _written(self, place: re.Match[str]) -> str:
        on, form = self._day(place["count"] or "+0", bool(place["working"])), place["form"]
        if form is None:
            return on.isoformat()
        if form == "in words":
            return day_in_words(on)
        return datetime.combine(on, clock_time.fromisoformat(form), LONDON).isoformat(timespec="minutes")

    def _day(self, count: str, working: bool) -> date:
        if not working:
            return self.today + timedelta(days=int(count))
        step = timedelta(days=-1 if count.startswith("-") else 1)
        on = _until(self.calendar.is_working_day, self.today, step)
        for _ in range(abs(int(count)) - (on != self.today)):
            on = _until(self.calendar.is_working_day, on + step, step)
        return on


def days_from(today: date) -> Days:
    """The days as seen from that one, counted on the calendar that the program ships."""
    return Days(today, load_calendars(locate("policies") / "calendars.toml")[ENGLAND])


def _until(fits: Callable[[date], bool], on: date, step: timedelta) -> date:
    while not fits(on):
        on += step
    return on
