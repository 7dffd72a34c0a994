"""The 24 hours after a private meeting or a decision within which any member may inspect."""

from __future__ import annotations

from datetime import datetime, timedelta

from gatekeeper.core.deadlines.days import LONDON, checked_instant, in_utc
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Reading, Start
from gatekeeper.core.deadlines.provisions import SI_2012_2089_REG16_4, Provision
from gatekeeper.core.deadlines.words import instant_in_words

_HOURS = 24


def within_24_hours(event_at: datetime, *, provision: Provision = SI_2012_2089_REG16_4) -> Deadline:
    """The latest time for the document to be available after the meeting ended or the decision was made (reg 16(4)).

    24 hours run through nights, weekends and bank holidays. On the two nights a year when the clocks change, 24
    elapsed hours and the same time by the clock next day are an hour apart: the earlier binds the council, and the
    later stands beside it as not settled.
    """
    event = checked_instant(event_at, "The time of the meeting's end or the decision")
    elapsed = checked_instant(in_utc(event) + timedelta(hours=_HOURS), "The time 24 hours later")
    by_the_clock = _same_time_next_day(event)
    agree = in_utc(elapsed) == in_utc(by_the_clock)
    latest, other = sorted((elapsed, by_the_clock), key=in_utc)
    steps = [f"24 hours run from {instant_in_words(event)}, without a break for nights, weekends or holidays."]
    if not agree:
        steps.append("The clocks change in between: the earlier of 24 elapsed hours and the same clock time binds.")
    steps.append(f"They end at {instant_in_words(latest)}; the document is due immediately, this is only the latest.")
    return Deadline(
        provision,
        Kind.LATEST,
        latest,
        Start(event, "when the meeting ended or the decision was made"),
        tuple(steps),
        second_readings=() if agree else (_other_reading(other, elapsed),),
        settled=agree,
    )


def _same_time_next_day(event: datetime) -> datetime:
    """The first instant next day at which the clock shows that time, or has passed it by going forward an hour."""
    wanted = event.replace(tzinfo=None) + timedelta(days=1)
    shown = checked_instant(in_utc(wanted.replace(tzinfo=LONDON)), "The same time next day")
    skipped = shown.replace(tzinfo=None) != wanted
    return shown.replace(minute=0, second=0, microsecond=0) if skipped else shown


def _other_reading(other: datetime, elapsed: datetime) -> Reading:
    return Reading(other, "24 elapsed hours." if other is elapsed else "the same time by the clock next day.")
