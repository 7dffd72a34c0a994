"""Tests that what several people do at the same moment has one order, one effect, and a clear answer for each."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.conversation import Said, note
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import appeal, dispute, rule
from gatekeeper.services.cases.errors import Conflict
from gatekeeper.services.cases.found import Confirmation, confirm_balance
from gatekeeper.services.cases.once import once
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, Submitted, submit
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    asked_for,
    disputed_paper,
    disputed_ruling,
    refused_paper,
    refusing,
    ruled,
    state,
    view,
)
from tests.services.stateful.changes import CHANGES
from tests.services.stateful.machine import PACK
from tests.services.stateful.soundness import faults
from tests.services.stateful.together import at_once, refusals
from tests.services.worlds import World, new_world

THREADS = 8


def sound(world: World, replayed: int = 1) -> bool:
    return faults(world.engine, world.council_id, replayed=replayed) == []


def times(world: World, asked_id: str) -> Counter[str]:
    return Counter(each.action for each in acts(world, asked_id) if each.asked_id == asked_id)


def test_r109_one_key_sent_by_eight_at_once_makes_one_request_and_answers_all_alike(world: World) -> None:
    asking = Asking(documents=(world.id("document", "working_paper"),), purpose="The budget.")
    actor = world.actor("c1")
    key = once("key-1", "submit", asking, returns=Submitted)
    answers = at_once(*[lambda: world.do(actor, lambda desk: submit(desk, asking), once=key)] * THREADS)
    assert [each.reference for each in answers] == ["MR-2026-00001"] * THREADS
    assert len(set(answers)) == 1
    assert times(world, answers[0].asked[0])["match"] == 1
    assert sound(world)


def test_r109_one_key_for_two_commands_at_once_has_one_effect_and_the_other_is_told(world: World) -> None:
    actor = world.actor("c1")
    given = [Asking(documents=(world.id("document", code),)) for code in ("working_paper", "secret_title")]
    answers = at_once(
        *(
            lambda each=each: world.do(
                actor, lambda desk: submit(desk, each), once=once("key-1", "submit", each, returns=Submitted)
            )
            for each in given
        )
    )
    assert [type(each) for each in refusals(answers)] == [Conflict]
    assert sound(world)


def test_r118_eight_requests_at_once_are_numbered_without_gap_or_double(world: World) -> None:
    actor, document = world.actor("c1"), world.id("document", "working_paper")
    asking = Asking(documents=(document,))
    answers = at_once(*[lambda: world.do(actor, lambda desk: submit(desk, asking))] * THREADS)
    assert sorted(each.reference for each in answers) == [f"MR-2026-{number:05d}" for number in range(1, THREADS + 1)]
    assert sound(world)


def test_r121_of_two_who_determine_at_once_one_does_and_the_other_is_told_it_was_determined(world: World) -> None:
    world.make(lambda making: making.appoint("d2", "director-places", "acting"))
    asked = asked_for(world)
    officers = (world.actor("d1"), world.actor("d2", post="director-places"))
    answers = at_once(
        *(lambda each=each: world.do(each, lambda desk: determine(desk, asked, ruled("refused"))) for each in officers)
    )
    assert [refused.code for refused in refusals(answers)] == ["forbidden"]
    assert "determined" in str(refusals(answers)[0])
    assert times(world, asked)["determine"] == 1
    assert sound(world)


def test_r115_of_two_who_read_the_same_version_one_acts_and_the_other_is_shown_the_conflict(world: World) -> None:
    asked = asked_for(world)
    version = view(world, "d1", asked)["version"]
    officers = (world.actor("d1"), world.actor("mo"))
    asking = Said(words="Which of the two drafts do you mean?")
    answers = at_once(
        *(
            lambda each=each: world.do(each, lambda desk: note(desk, asked, asking), expects=version)
            for each in officers
        )
    )
    assert [type(each) for each in refusals(answers)] == [Conflict]
    assert times(world, asked)["note"] == 1


@pytest.mark.parametrize("turn", range(2))
def test_r111_determining_and_withdrawing_at_once_have_one_order_and_never_both(world: World, turn: int) -> None:
    asked = asked_for(world)
    director, councillor = world.actor("d1"), world.actor("c1")
    works = [
        lambda: world.do(director, lambda desk: determine(desk, asked, ruled("refused"))),
        lambda: world.do(councillor, lambda desk: withdraw(desk, asked, Leaving())),
    ]
    answers = at_once(*(reversed(works) if turn else works))
    assert [refused.code for refused in refusals(answers)] == ["forbidden"]
    done = times(world, asked)
    assert (done["determine"], done["withdraw"]) in ((1, 0), (0, 1))
    assert state(world, asked).status == ("determined" if done["determine"] else "withdrawn")
    assert sound(world)


def test_r111_opening_and_withdrawing_at_once_open_nothing_after_the_withdrawal(world: World) -> None:
    asked = asked_for(world, "c2", "part_exempt")
    councillor = world.actor("c2")
    at_once(
        *[lambda: world.do(councillor, lambda desk: open_document(desk, asked))] * 4,
        lambda: world.do(councillor, lambda desk: withdraw(desk, asked, Leaving())),
    )
    order = [each.action for each in acts(world, asked)]
    assert order[-1] == "withdraw", "the requests to open it that came later left no act"
    assert sound(world)


def test_a_dispute_and_a_change_in_her_favour_at_once_both_count_in_one_order(world: World) -> None:
    asked = refused_terms(world)
    councillor, settled = world.actor("c2"), CHANGES["no paragraph is claimed on the terms"]
    answers = at_once(
        lambda: world.do(councillor, lambda desk: dispute(desk, asked, DISPUTING)),
        lambda: world.make(lambda making: settled(making, world.now)),
    )
    stands = state(world, asked)
    assert refusals(answers) == []
    assert (stands.rung, stands.ruling) == (1, "granted")
    assert sound(world)


def refused_terms(world: World) -> str:
    """The terms refused, on a balance that the proper officer confirmed; the rest of the document is open."""
    asked = asked_for(world, "c2", "part_exempt")
    paragraph = world.id("paragraph", "part_exempt-terms-3")
    holds = Confirmation(paragraph=paragraph, confirmed="true", reasons="Looked at again today.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, holds))
    refused = Rulings(passages=(refusing("part_exempt-terms"),))
    world.do("d1", lambda desk: determine(desk, asked, refused))
    return asked


def test_of_two_rulings_on_a_dispute_at_once_one_stands(world: World) -> None:
    asked = disputed_paper(world)
    officer = world.actor("mo")
    answers = at_once(
        *(
            lambda ruling=ruling: world.do(officer, lambda desk: rule(desk, asked, disputed_ruling(ruling)))
            for ruling in ("granted", "refused")
        )
    )
    assert [refused.code for refused in refusals(answers)] == ["forbidden"]
    assert times(world, asked)["rule"] == 1
    assert sound(world)


def test_a_dispute_sent_twice_at_the_end_of_its_time_counts_once_and_an_appeal_waits_for_the_ruling(
    world: World,
) -> None:
    asked = refused_paper(world)
    world.later(days=90)
    councillor = world.actor("c1")
    answers = at_once(
        lambda: world.do(councillor, lambda desk: dispute(desk, asked, DISPUTING)),
        lambda: world.do(councillor, lambda desk: dispute(desk, asked, DISPUTING)),
        lambda: world.do(councillor, lambda desk: appeal(desk, asked, DISPUTING)),
    )
    assert len(refusals(answers)) == 2
    assert state(world, asked).rung == 1
    assert sound(world)


@pytest.mark.slow
def test_r117_eight_people_in_three_councils_at_once_never_deadlock_and_lose_no_number(world: World) -> None:
    councils = [world] + [new_world(world.engine, PACK, slug=f"council-{number}") for number in range(2)]
    answers = at_once(*(lambda n=n: _life(councils[n % 3], n) for n in range(THREADS)))
    assert refusals(answers) == []
    for each in councils:
        assert sound(each)


def _life(world: World, number: int) -> Any:
    """One request from its asking to a ruling, beside seven others."""
    asked = asked_for(world, ("c1", "c2")[number % 2])
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.do(("c1", "c2")[number % 2], lambda desk: dispute(desk, asked, DISPUTING))
    return world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("granted")))


def test_a_clock_that_jumps_between_two_who_act_at_once_leaves_the_record_in_order(world: World) -> None:
    asked = refused_paper(world)
    early = World(world.engine, world.council_id, world.now - timedelta(hours=5))
    at_once(
        lambda: world.do("c1", lambda desk: dispute(desk, asked, DISPUTING)),
        lambda: asked_for(early, "c2"),
    )
    assert sound(world)
