"""The figures as one table for a CSV file: a line for each count, small numbers shown as they are on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gatekeeper.services.oversight.csv_cells import csv_bytes
from gatekeeper.services.oversight.period import month_in_words
from gatekeeper.services.oversight.shapes import Figures
from gatekeeper.services.oversight.suppress import Counted

COLUMNS: Final = ("list", "row", "words", "count")
Line = tuple[str, str, str, str | int]
TOTAL: Final = "total"


def figures_csv(figures: Figures) -> bytes:
    """The figures as a CSV file: which list, the row's key, its words, and its count as it is shown."""
    return csv_bytes([COLUMNS, *_lines(figures)])


def file_name(figures: Figures) -> str:
    """What the file is called: ASCII letters, digits and hyphens."""
    return f"figures-{figures.period.from_on:%Y-%m}-to-{figures.period.to_on:%Y-%m}.csv"


def _lines(figures: Figures) -> Iterator[Line]:
    yield "period", "from", "First day of the period", figures.period.from_on.isoformat()
    yield "period", "to", "Last day of the period", figures.period.to_on.isoformat()
    yield "period", "at", "As the figures stood at (UTC)", f"{figures.at:%Y-%m-%dT%H:%MZ}"
    for month in figures.months:
        name = f"{month.on:%Y-%m}"
        yield "requests_received", name, month_in_words(month.on), month.requests
        yield "documents_asked_for", name, month_in_words(month.on), month.documents
    yield from _standing(figures)
    yield from _times(figures)
    for name, counted in lists(figures):
        yield from _counted(name, counted)
    yield "disputes", "disputed", "Disputed", figures.disputes.disputed
    yield "disputes", "heard", "Ruled on in the dispute", figures.disputes.heard
    yield "disputes", "overturned", "First ruling changed", figures.disputes.overturned
    yield from _owed(figures)


def lists(figures: Figures) -> tuple[tuple[str, Counted], ...]:
    """The lists in which small numbers are not shown, by their names."""
    return (
        ("open_as_of_right", figures.as_of_right),
        ("given_by_ruling", figures.given),
        ("withheld_by_ruling", figures.withheld),
        ("grounds", figures.grounds),
        ("given_by_group", figures.groups_given),
        ("withheld_by_group", figures.groups_withheld),
    )


def _standing(figures: Figures) -> Iterator[Line]:
    stands = figures.standing
    yield "standing", "answered", "Answered", stands.answered
    yield "standing", "not_held", "Of these: not held or not found", figures.not_held
    yield "standing", "waiting", "An answer is owed", stands.waiting
    yield "standing", "withdrawn", "Withdrawn", stands.withdrawn


def _times(figures: Figures) -> Iterator[Line]:
    times = figures.times
    yield "times", "answered", "Answered as a whole", times.answered
    yield "times", "within", "Within the council's target", times.within
    yield "times", "after", "After the council's target", times.after
    yield "times", "late_unanswered", "Not answered, and the target has passed", times.late_unanswered
    yield "times", "without_target", "Answered where the protocol sets no target in working days", times.without_target
    median = "" if times.median is None else f"{times.median:g}"
    yield "times", "median", "Half took no more than this many working days", median


def _counted(name: str, counted: Counted) -> Iterator[Line]:
    for row in counted.rows:
        yield name, row.key, row.label, str(row.cell)
    yield name, TOTAL, "Total", str(counted.total)


def _owed(figures: Figures) -> Iterator[Line]:
    owed = figures.owed
    yield "owed_now", "late", "Late now", owed.late
    yield "owed_now", "at_risk", f"Due within {owed.within_working_days} working days", owed.at_risk
    yield "owed_now", "later", "Due later", owed.later
    yield "owed_now", "undated", "Without a date", owed.undated
