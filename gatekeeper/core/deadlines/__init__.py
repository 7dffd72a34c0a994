"""Deadlines: every time the law or a protocol sets, counted on named calendars, with how it was worked out."""

from __future__ import annotations

from gatekeeper.core.deadlines import provisions
from gatekeeper.core.deadlines.audit import (
    AuditCategory,
    CommonPeriodCheck,
    audit_window,
    common_period_check,
    covers_common_period,
)
from gatekeeper.core.deadlines.bank_holidays import (
    ENGLAND,
    NATIONS,
    NORTHERN_IRELAND,
    SCOTLAND,
    UK_UNION,
    WALES,
    BankHoliday,
    CalendarName,
    Change,
    Closure,
    Override,
    SkippedDay,
)
from gatekeeper.core.deadlines.calendars import Calendar, Calendars, build_calendars, redundant_overrides
from gatekeeper.core.deadlines.days import FIRST_YEAR, LAST_YEAR, LONDON, end_of_day, local_date, start_of_day
from gatekeeper.core.deadlines.deadline import Deadline, Kind, Reading, Start
from gatekeeper.core.deadlines.errors import DeadlineError
from gatekeeper.core.deadlines.hours import within_24_hours
from gatekeeper.core.deadlines.information import eir_deadline, foia_deadline
from gatekeeper.core.deadlines.local import earlier_binds, local_target
from gatekeeper.core.deadlines.notice import (
    clear_days_between,
    is_enough_notice,
    latest_publication,
    reg10_earliest_decision,
    twenty_eight_clear_days,
)
from gatekeeper.core.deadlines.opening import part_va_public_opening, reg7_opening, reg16_1_opening
from gatekeeper.core.deadlines.periods import (
    inspection_period_100c,
    inspection_period_100c_wales,
    inspection_period_100d,
    inspection_period_100ea,
    inspection_period_reg21_6,
    inspection_period_reg21_7,
    openness_background_period,
    openness_record_period,
    period_of_years,
    ward_record_due,
)
from gatekeeper.core.deadlines.provisions import Provision
from gatekeeper.core.deadlines.rolling import easter_day, s243_roll_forward
from gatekeeper.core.deadlines.scrutiny import art10_deadline, reg17_deadline
from gatekeeper.core.deadlines.wales import wales_note

__all__ = [
    "ENGLAND",
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONDON",
    "NATIONS",
    "NORTHERN_IRELAND",
    "SCOTLAND",
    "UK_UNION",
    "WALES",
    "AuditCategory",
    "BankHoliday",
    "Calendar",
    "CalendarName",
    "Calendars",
    "Change",
    "Closure",
    "CommonPeriodCheck",
    "Deadline",
    "DeadlineError",
    "Kind",
    "Override",
    "Provision",
    "Reading",
    "SkippedDay",
    "Start",
    "art10_deadline",
    "audit_window",
    "build_calendars",
    "clear_days_between",
    "common_period_check",
    "covers_common_period",
    "earlier_binds",
    "easter_day",
    "eir_deadline",
    "end_of_day",
    "foia_deadline",
    "inspection_period_100c",
    "inspection_period_100c_wales",
    "inspection_period_100d",
    "inspection_period_100ea",
    "inspection_period_reg21_6",
    "inspection_period_reg21_7",
    "is_enough_notice",
    "latest_publication",
    "local_date",
    "local_target",
    "openness_background_period",
    "openness_record_period",
    "part_va_public_opening",
    "period_of_years",
    "provisions",
    "redundant_overrides",
    "reg7_opening",
    "reg10_earliest_decision",
    "reg16_1_opening",
    "reg17_deadline",
    "s243_roll_forward",
    "start_of_day",
    "twenty_eight_clear_days",
    "wales_note",
    "ward_record_due",
    "within_24_hours",
]
