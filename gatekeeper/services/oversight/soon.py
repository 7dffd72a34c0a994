"""What is soon due and how late a thing is, both in working days of the council's own offices."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from gatekeeper.core.deadlines import Calendar, end_of_day, local_date
from gatekeeper.core.deadlines.counting import count_forward, days_between

AT_RISK_WORKING_DAYS: Final = 3
"""What is due within so many working days is at risk."""


def at_risk_until(today: date, working_days: int, calendar: Calendar) -> datetime:
    """The last instant of the working day that comes so many working days after today; of today for none."""
    if working_days == 0:
        return end_of_day(today)
    return end_of_day(count_forward(today + timedelta(days=1), working_days, calendar, at_offices=True).last)


def working_days_late(due_at: datetime, now: datetime, calendar: Calendar) -> int:
    """How many working days have begun since the day on which it was due; 0 where it is not late, or since today."""
    if now <= due_at:
        return 0
    return len(days_between(local_date(due_at), local_date(now) + timedelta(days=1), calendar, at_offices=True))
