"""What is late and soon due is listed to whoever oversees, of the cases that she may see and no others."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.errors import CommandRefused, Forbidden
from gatekeeper.services.oversight.overdue import overdue
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import asked_for, granted_paper, refusal
from tests.services.worlds import World


@pytest.fixture
def world(world_of: WorldOf) -> World:
    """A council whose protocol has requests answered within ten working days."""
    return world_of("wyremouth")


def listed(world: World, who: str = "mo", within: int = 3) -> list[tuple[str, bool, int]]:
    page = world.do(who, lambda desk: overdue(desk, 0, 50, within))
    return [(each.asked_id, each.late, each.working_days_late) for each in page.lines]


def test_what_is_late_comes_first_with_the_working_days_it_is_late(world: World) -> None:
    first = asked_for(world)
    world.later(days=9)
    second = asked_for(world, "c2")
    assert listed(world) == [(first, False, 0)]
    world.later(days=8)
    assert listed(world) == [(first, True, 3)]
    world.later(days=3)
    assert listed(world) == [(first, True, 4), (second, False, 0)]


def test_what_was_answered_or_withdrawn_is_not_late(world: World) -> None:
    granted_paper(world)
    gone = asked_for(world)
    world.do("c1", lambda desk: withdraw(desk, gone, Leaving(words="It has been dealt with.")))
    world.later(days=40)
    assert listed(world) == []


def test_nothing_further_off_than_was_asked_for_is_listed(world: World) -> None:
    asked = asked_for(world)
    assert listed(world, within=9) == []
    assert listed(world, within=10) == [(asked, False, 0)]


def test_a_monitoring_officer_who_stands_aside_does_not_see_the_case(world: World) -> None:
    asked_for(world)
    world.later(days=20)
    assert len(listed(world)) == 1
    world.make(lambda making: making.tie("mo", "close_friend", to_person="c1"))
    assert listed(world) == []


def test_an_auditor_oversees_and_sees_no_case(world: World) -> None:
    asked_for(world)
    world.later(days=20)
    assert listed(world, "auditor") == []


@pytest.mark.parametrize("who", ["c1", "d1", "proper", "administrator"])
def test_whoever_does_not_oversee_is_told_nothing(world: World, who: str) -> None:
    asked_for(world)
    world.later(days=20)
    assert isinstance(refusal(world, who, lambda desk: overdue(desk, 0, 50)), Forbidden)


def test_the_list_goes_on_from_page_to_page_without_repeating_or_leaving_out(world: World) -> None:
    asked = [asked_for(world) for _ in range(5)]
    world.later(days=20)
    found: list[str] = []
    start: int | None = 0
    while start is not None:
        page = world.do("mo", partial(overdue, start=start, limit=2))
        found += [each.asked_id for each in page.lines]
        start = page.following
    assert sorted(found) == sorted(asked)


def test_the_list_says_until_when_what_it_holds_is_due(world: World) -> None:
    assert world.do("mo", lambda desk: overdue(desk, 0, 50, 3)).soon.date() == date(2026, 11, 26)


@pytest.mark.parametrize("within", [-1, 31])
def test_what_is_due_in_many_weeks_is_not_soon(world: World, within: int) -> None:
    assert isinstance(refusal(world, "mo", lambda desk: overdue(desk, 0, 50, within)), CommandRefused)
