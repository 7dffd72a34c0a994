"""Tests that the demo's days follow the day on which it is made, and that every council can be made on any day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gatekeeper.core.case.scalars import page_ranges
from gatekeeper.demo import DemoCouncil, DemoError, folder
from gatekeeper.demo.days import days_from
from gatekeeper.demo.folders import register_texts, rows_of
from gatekeeper.demo.papers import papers_of

SPREAD = [date(2026, 1, 1) + timedelta(days=18 * step) for step in range(60)]
AWKWARD = [date(2026, 12, 25), date(2027, 3, 26), date(2028, 2, 29), date(2028, 12, 31)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{today}", "2026-11-27"),
        ("{today-14}", "2026-11-13"),
        ("{today+9 18:30}", "2026-12-06T18:30+00:00"),
        ("{today+200 18:30}", "2027-06-15T18:30+01:00"),
        ("{today+1w}", "2026-11-30"),
        ("{today-5w}", "2026-11-20"),
        ("{today+20w}", "2026-12-29"),
        ("{today+1w in words}", "Monday 30 November 2026"),
        ("from {today} to {today+2}", "from 2026-11-27 to 2026-11-29"),
        ("no day at all", "no day at all"),
    ],
)
def test_a_day_is_told_from_the_day_on_which_the_demo_is_made(written: str, read: str) -> None:
    assert days_from(date(2026, 11, 27)).resolved(written) == read


@pytest.mark.parametrize(("written", "read"), [("{today+0w}", "2026-11-30"), ("{today-0w}", "2026-11-27"),
                                               ("{today+1w}", "2026-11-30"), ("{today-1w}", "2026-11-27")])  # fmt: skip
def test_on_a_sunday_the_first_working_day_is_the_monday_and_the_last_one_the_friday(written: str, read: str) -> None:
    assert days_from(date(2026, 11, 29)).resolved(written) == read


@pytest.mark.parametrize("written", ["{tomorrow}", "{today+1m}", "{today + 1}", "{today", "}"])
def test_a_brace_that_tells_no_day_is_refused(written: str) -> None:
    with pytest.raises(DemoError, match="a brace that tells no day; write"):
        days_from(date(2026, 11, 27)).resolved(written)


def test_every_council_can_be_made_on_sixty_four_days_of_three_years(council: DemoCouncil) -> None:
    for today in SPREAD + AWKWARD:
        days = days_from(today)
        rows = rows_of(register_texts(council, days))
        for meeting in rows["meetings"]:
            at = datetime.fromisoformat(meeting["meeting_at"])
            assert days.calendar.is_working_day(at.date())
            assert (at.date() > today) is (meeting["ended_at"] == "")
            assert meeting["ended_at"] == "" or datetime.fromisoformat(meeting["ended_at"]) > at
        assert len(papers_of(council, rows, days)) == len(rows["documents"])


def test_no_passage_reaches_beyond_its_document(council: DemoCouncil) -> None:
    rows = rows_of(register_texts(council, days_from(date(2026, 11, 23))))
    pages = {document["code"]: int(document["page_count"]) for document in rows["documents"]}
    parted = [passage for passage in rows["passages"] if passage["pages"] != "whole"]
    assert parted
    assert all(last <= pages[each["document"]] for each in parted for _, last in page_ranges(each["pages"]))


def test_a_council_that_the_demo_has_not_is_refused_with_those_it_has(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(DemoError, match="no council called 'narnia'; write one of: wealdmoor, wexbridge"):
        folder("narnia", date(2026, 11, 23), tmp_path_factory.mktemp("none"))
