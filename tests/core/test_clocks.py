"""The clocks of a case: which date starts which deadline, for each route (statement of law 6.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gatekeeper.core.case import Case, parse_case
from gatekeeper.core.clocks import CLOCK_NAMES, Clocks
from gatekeeper.core.deadlines import Closure
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars
from gatekeeper.policy.library import law


def case(received_at: str, links: list[dict[str, Any]], **document: Any) -> Case:
    """The smallest case with these links."""
    return parse_case(
        {
            "format": "gatekeeper-case/1",
            "title": "A report",
            "council": {"name": "Northmere District Council", "jurisdiction": "england", "type": "district"},
            "requester": {"kind": "councillor", "of_this_council": True},
            "request": {"received_at": received_at},
            "documents": [{"ref": "d", "title": "A report", "links": links, **document}],
        }
    )


def words(clock: str, found: Case) -> list[str]:
    """What the clock says for the document of the case."""
    calendars = load_calendars(locate("policies") / "calendars.toml")
    return [each["in_words"] for each in Clocks(found, calendars)(clock, "d")]


def test_regulation_17_counts_ten_days_back_to_a_working_day_from_receipt_by_the_executive() -> None:
    assert words("reg17", case("2026-12-14T09:00:00+00:00", [])) == ["Thursday 24 December 2026"]


def test_regulation_17_starts_when_the_executive_receives_the_request() -> None:
    found = case("2026-12-10T09:00:00+00:00", [])
    later = found.model_dump(mode="json", by_alias=True, exclude_unset=True)
    later["request"]["received_by_executive_at"] = "2026-12-14T09:00:00+00:00"
    assert words("reg17", parse_case(later)) == ["Thursday 24 December 2026"]


def test_regulation_16_4_is_24_hours_by_the_clock_from_the_end_of_the_private_meeting() -> None:
    link = {
        "body": "Cabinet",
        "body_type": "executive",
        "access": "private",
        "meeting_at": "2026-11-27T17:00:00+00:00",
        "ended_at": "2026-11-27T18:30:00+00:00",
    }
    assert words("reg16_3", case("2026-11-20T09:00:00+00:00", [link])) == ["6.30pm on Saturday 28 November 2026"]


def test_public_papers_open_five_clear_working_days_before_the_meeting() -> None:
    link = {"body": "Planning Committee", "body_type": "committee", "meeting_at": "2026-12-02T18:30:00+00:00"}
    assert words("part_va_public", case("2026-11-20T09:00:00+00:00", [link])) == ["Tuesday 24 November 2026"]


def test_freedom_of_information_runs_on_the_holidays_of_the_whole_kingdom() -> None:
    assert words("foia", case("2026-11-20T09:00:00+00:00", [])) == ["Monday 21 December 2026"]


def test_the_six_years_run_from_the_meeting_and_end_the_day_before_the_anniversary() -> None:
    link = {
        "body": "Planning Committee",
        "body_type": "committee",
        "meeting_at": "2024-03-01T18:30:00+00:00",
        "ended_at": "2024-03-01T20:00:00+00:00",
    }
    (found,) = words("six_years_meeting", case("2026-11-20T09:00:00+00:00", [link]))
    assert found.endswith("Thursday 28 February 2030")


@pytest.mark.parametrize("nation", ["wales", "scotland", "northern_ireland"])
def test_no_clock_of_england_runs_for_another_nation(nation: str) -> None:
    data = case("2026-11-20T09:00:00+00:00", []).model_dump(mode="json", by_alias=True, exclude_unset=True)
    data["council"]["jurisdiction"] = nation
    assert all(words(clock, parse_case(data)) == [] for clock in CLOCK_NAMES)


def test_every_route_has_a_clock_there_is() -> None:
    assert {route.clock for route in law().routes} <= CLOCK_NAMES


def test_what_is_counted_once_for_all_is_counted_anew_where_this_council_s_offices_are_shut() -> None:
    link = {"body": "Planning Committee", "body_type": "committee", "meeting_at": "2026-12-02T18:30:00+00:00"}
    found = case("2026-11-20T09:00:00+00:00", [link])
    usual = words("part_va_public", found)
    shut = load_calendars(locate("policies") / "calendars.toml", (Closure(date(2026, 11, 26), "closed"),))
    (closed,) = Clocks(found, shut)("part_va_public", "d")
    assert closed["in_words"] == "Monday 23 November 2026"
    assert [closed["in_words"]] != usual == words("part_va_public", found)
