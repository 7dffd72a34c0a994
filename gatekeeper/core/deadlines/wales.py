"""The note of a meeting in Wales: published within seven working days beginning with the day of the meeting."""

from __future__ import annotations

from datetime import date

from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.counting import count_forward
from gatekeeper.core.deadlines.days import checked_date
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Start
from gatekeeper.core.deadlines.provisions import LGA_1972_S100C_1C
from gatekeeper.core.deadlines.words import day_in_words

_NOTE_DAYS = 7


def wales_note(meeting_on: date, calendar: Calendar) -> Deadline:
    """The last day to publish the note of the meeting (LGA 1972 s.100C(1C)): the day of the meeting is the first.

    The WALES calendar. A meeting on a day out begins the count on the next working day.
    """
    LGA_1972_S100C_1C.check(calendar)
    meeting = checked_date(meeting_on, "The day of the meeting")
    count = count_forward(meeting, _NOTE_DAYS, calendar)
    steps = (
        f"The count begins with the day of the meeting, {day_in_words(meeting)}.",
        f"The first working day counted is {day_in_words(count.counted[0])}.",
        f"The seventh is {day_in_words(count.last)}; it is due as soon as practicable, and this is the last day.",
    )
    start = Start(meeting, "the day of the meeting")
    return Deadline(
        LGA_1972_S100C_1C, Kind.LATEST, count.last, start, steps, count.skipped, calendar.name, calendar.version
    )
