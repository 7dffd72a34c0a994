"""What waits for officers: in the order of the dates, page by page, and each sees only where she has a part."""

from __future__ import annotations

from gatekeeper.core.lifecycle import STAGES
from gatekeeper.services.cases.conversation import Advising, Said, advise, ask_advice
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.officers.waiting import Turns, Wish, heard_on, stages_of, turns
from tests.services.cases.walking import (
    DISPUTING,
    appealed_paper,
    asked_for,
    disputed_paper,
    refused_paper,
    ruled,
    state,
)
from tests.services.worlds import World


def _turns(world: World, who: str, wish: Wish | None = None, after: str | None = None, limit: int = 50) -> Turns:
    return world.do(who, lambda desk: turns(desk, STAGES, wish or Wish(), after, limit))


def _ids(found: Turns) -> list[str]:
    return [each.line.asked_id for each in found.turns]


def test_every_page_goes_on_where_the_one_before_ended_and_nothing_comes_twice(world: World) -> None:
    every = [asked_for(world, who) for who in ("c1", "c2", "c3", "c4", "c5")]
    found: list[str] = []
    after = None
    for _ in range(3):
        page = _turns(world, "d1", after=after, limit=2)
        found += _ids(page)
        after = page.following
    assert sorted(found) == sorted(every)
    assert after is None


def test_a_page_goes_on_though_what_it_ended_with_is_answered_meanwhile(world: World) -> None:
    for who in ("c1", "c2", "c3"):
        asked_for(world, who)
    first = _turns(world, "d1", limit=1)
    world.do("d1", lambda desk: determine(desk, _ids(first)[0], ruled("refused")))
    rest = _turns(world, "d1", after=first.following)
    assert len(rest.turns) == 2
    assert _ids(first)[0] not in _ids(rest)


def test_nobody_sees_what_she_has_no_part_in(world: World) -> None:
    asked = asked_for(world)
    assert _ids(_turns(world, "d1")) == [asked]
    for who in ("d2", "auditor", "administrator", "chief", "clerk", "cfo"):
        assert not _turns(world, who).turns, who


def test_whose_turn_it_is_follows_the_case(world: World) -> None:
    asked = asked_for(world)
    mine = Wish(mine=True)
    assert _ids(_turns(world, "d1", mine)) == [asked]
    assert not _turns(world, "mo", mine).turns
    world.do("d1", lambda desk: ask_advice(desk, asked, Said(words="May I withhold it?")))
    assert not _turns(world, "d1", mine).turns
    assert _ids(_turns(world, "mo", mine)) == [asked]


def test_only_what_is_late_is_shown_where_she_asks_for_it(world: World) -> None:
    asked = asked_for(world)
    assert not _turns(world, "d1", Wish(late=True)).turns
    due = state(world, asked).due_at
    assert due is not None
    world.now = due.replace(tzinfo=world.now.tzinfo)
    world.later(seconds=1)
    assert _ids(_turns(world, "d1", Wish(late=True))) == [asked]


def test_what_is_answered_waits_for_nobody(world: World) -> None:
    refused_paper(world)
    assert not _turns(world, "d1").turns
    assert not _turns(world, "mo").turns


def test_the_stages_are_those_at_which_a_post_can_have_a_part(world: World) -> None:
    def of(*kinds: str) -> frozenset[str]:
        return world.do("d1", lambda desk: stages_of(desk, kinds))

    assert of("director") == {"democratic_services", "director"}
    assert of("monitoring_officer") == set(STAGES)
    assert of("clerk") == {"democratic_services", "committee", "full_council"}
    assert of() == {"chief_executive"}, "without a post: where the protocol has somebody heard"


def test_the_leader_of_the_councillors_group_is_told_where_she_is_to_be_heard(world: World) -> None:
    asked = appealed_paper(world)
    disputed_paper(world, "c3")

    def heard(desk: Desk) -> list[str]:
        return [each.line.asked_id for each in heard_on(desk, 5)]

    assert world.do("red-leader", heard) == [asked]
    for who in ("blue-leader", "c1", "c2", "mo"):
        assert world.do(who, heard) == [], who


def test_a_deputy_finds_as_hers_what_has_come_to_her_and_nothing_before(world: World) -> None:
    asked = asked_for(world)
    mine = Wish(mine=True)
    assert not _turns(world, "deputy-d1", mine).turns
    world.make(lambda making: making.absent("d1", world.now))
    assert _ids(_turns(world, "deputy-d1", mine)) == [asked]
    assert not _turns(world, "d1", mine).turns


def test_what_waits_for_her_is_among_all_that_she_may_see_and_nothing_of_it_is_left_out(world: World) -> None:
    for who in ("c1", "c2", "c3"):
        asked_for(world, who)
    asked = asked_for(world, "c4")
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="Withhold it.")))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c4", lambda desk: dispute(desk, asked, DISPUTING))
    appealed_paper(world, "c5")
    for who in ("d1", "deputy-d1", "mo", "deputy-mo", "chief", "proper", "clerk", "cfo", "red-leader"):
        every = _turns(world, who)
        mine = _turns(world, who, Wish(mine=True))
        assert _ids(mine) == [each.line.asked_id for each in every.turns if each.hers], who
    assert asked in _ids(_turns(world, "deputy-mo", Wish(mine=True))), "who has not advised may rule instead"
