"""The audit window: the 30 working days in which persons interested may inspect the accounting records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.counting import count_forward
from gatekeeper.core.deadlines.days import checked_date
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Start
from gatekeeper.core.deadlines.provisions import SI_2015_234_REG14
from gatekeeper.core.deadlines.words import day_in_words

_WINDOW_DAYS = 30
_COMMON_DAYS = 10
_JUNE, _JULY = 6, 7


class AuditCategory(IntEnum):
    """Category 1: larger authorities (every principal council). Category 2: smaller ones (most parish councils)."""

    ONE = 1
    TWO = 2


# Years in which the window must open by another rule. Read: regs 15(5)-(6), 21 (2016, 2017, 2020 to 2022).
# Not read: the instrument said to vary 2025 to 2028 (accounts for 2024/25 to 2027/28).
_VARIED = {
    AuditCategory.ONE: frozenset({2016, 2017, 2020, 2021, 2022, 2025, 2026, 2027, 2028}),
    AuditCategory.TWO: frozenset({2020, 2025, 2026, 2027, 2028}),
}


@dataclass(frozen=True, slots=True)
class CommonPeriodCheck:
    """Whether a window includes the ten working days common to all authorities of its category, and which they are.

    ``settled`` is False for a year in which the rule was varied: then ask the chief finance officer what applied.
    """

    covered: bool
    first_on: date
    last_on: date
    settled: bool

    def in_words(self) -> str:
        """One sentence: whether the common period is covered, with its days."""
        verdict = "includes" if self.covered else "does not include"
        days = f"{day_in_words(self.first_on)} to {day_in_words(self.last_on)}"
        doubt = "" if self.settled else " The rule was varied for that year: ask the chief finance officer."
        return f"The window {verdict} the common period, {days}.{doubt}"


def audit_window(opens_on: date, calendar: Calendar) -> Deadline:
    """The single period of 30 working days from `opens_on`, that day included (SI 2015/234 reg 14).

    `opens_on` is the day after the accounts and notice were published (reg 15(3)). England's bank holidays only are
    left out (reg 2), and closures are not. Where it opens on a day out, the first working day counted is the next.
    """
    SI_2015_234_REG14.check(calendar)
    opens = checked_date(opens_on, "The day the window opens")
    count = count_forward(opens, _WINDOW_DAYS, calendar)
    steps = (
        f"The window opens on {day_in_words(opens)}.",
        f"Its first working day is {day_in_words(count.counted[0])}, and that day counts.",
        f"The thirtieth working day is {day_in_words(count.last)}.",
    )
    return Deadline(
        SI_2015_234_REG14,
        Kind.PERIOD,
        count.last,
        Start(opens, "the day after the accounts and the notice were published"),
        steps,
        count.skipped,
        calendar.name,
        calendar.version,
        begins_on=opens,
    )


def common_period_check(opens_on: date, category: AuditCategory, calendar: Calendar) -> CommonPeriodCheck:
    """Compare the window with the first ten working days of June (category 1) or July (category 2): reg 15(1)."""
    window = audit_window(opens_on, calendar)
    month = _JUNE if AuditCategory(category) is AuditCategory.ONE else _JULY
    common = count_forward(date(opens_on.year, month, 1), _COMMON_DAYS, calendar).counted
    covered = opens_on <= common[0] and common[-1] <= window.result_on
    return CommonPeriodCheck(covered, common[0], common[-1], opens_on.year not in _VARIED[category])


def covers_common_period(opens_on: date, category: AuditCategory, calendar: Calendar) -> bool:
    """Tell whether the window includes the common period; `common_period_check` has the days and the doubt."""
    return common_period_check(opens_on, category, calendar).covered
