"""What was given stays given: through a dispute, its withdrawal, and a case that is opened again."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.closing import Leaving, hand_over, withdraw
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.disputes import appeal, dispute, rule
from gatekeeper.services.cases.errors import Unlawful
from gatekeeper.services.cases.first import NotHeld, Search, match, record_not_held
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.view import read_case
from gatekeeper.storage import tables
from tests.services.cases.changing import bar, edit, lift_bar, passage_like, remove
from tests.services.cases.walking import (
    DISPUTING,
    actions,
    asked_for,
    disputed_paper,
    disputed_ruling,
    granted_paper,
    granting,
    on_the_ladder,
    opened,
    refusal,
    refusing,
    ruled,
    state,
)
from tests.services.worlds import World

PAPER = "working_paper-whole"
SEARCHED = NotHeld(searches=(Search(where="The strong room", how="by year"),), words="It is not there.")


def _disputed_grant(world: World) -> str:
    asked = granted_paper(world)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    return asked


def test_withdrawing_a_dispute_leaves_the_determination_and_what_it_gave(world: World) -> None:
    asked = _disputed_grant(world)
    world.do("c1", lambda desk: withdraw(desk, asked, Leaving()))
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    assert opened(world, "c1", asked) == {PAPER: "inspection"}


def test_a_dispute_that_was_withdrawn_is_not_repeated_nor_taken_to_the_next_rung_and_the_rest_goes_to_foi(
    world: World,
) -> None:
    asked = disputed_paper(world)
    world.do("c1", lambda desk: withdraw(desk, asked, Leaving()))
    refusal(world, "c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert "nothing was ruled" in str(refusal(world, "c1", lambda desk: appeal(desk, asked, DISPUTING)))
    world.do("c1", lambda desk: hand_over(desk, asked, Leaving()))


@pytest.mark.parametrize("worse", [refusing(PAPER), granting(PAPER, conditions=("no_copying",))])
def test_a_dispute_cannot_be_made_worse(world: World, worse: object) -> None:
    asked = _disputed_grant(world)
    said = refusal(world, "mo", lambda desk: rule(desk, asked, on_the_ladder(worse)))  # type: ignore[arg-type]
    assert isinstance(said, Unlawful)
    assert "less_than_stands" in {each.code for each in said.stops}
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("granted")))


def test_a_new_passage_of_a_paper_that_was_granted_gets_its_own_answer(world: World) -> None:
    edit(world, tables.Passage, "passage", PAPER, pages="1-8")
    asked = granted_paper(world)
    passage_like(world, PAPER, "working_paper-two", pages="9")
    assert actions(world, asked)[-2:] == ["re_evaluate", "reopen"]
    assert state(world, asked).status == "open"
    assert set(opened(world, "c1", asked)) == {PAPER}, "what was granted stays open meanwhile"
    world.do("d1", lambda desk: determine(desk, asked, Rulings(passages=(refusing("working_paper-two"),))))
    assert state(world, asked).ruling == "partly_granted"


def test_a_right_that_lapses_leaves_a_question_to_be_determined(world: World) -> None:
    asked = asked_for(world, "c1", "open_report")
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    remove(world, tables.Link, "link", "open_report-mill")
    assert (state(world, asked).status, state(world, asked).stage) == ("open", "director")


def test_where_a_bar_lapses_a_refusal_is_looked_at_again_by_whose_decision_it_then_is(world: World) -> None:
    asked = asked_for(world)
    bar(world, PAPER, asked)
    barred = refusing(PAPER, "confidential_information", alternatives_considered=(), need={})
    world.do("mo", lambda desk: determine(desk, asked, Rulings(passages=(barred,))))
    lift_bar(world, PAPER)
    assert (state(world, asked).status, state(world, asked).stage) == ("open", "director")


def test_what_she_withdrew_after_a_ruling_is_not_opened_again_by_the_passing_of_a_day(world: World) -> None:
    edit(world, tables.Passage, "passage", PAPER, pages="1-8")
    asked = granted_paper(world)
    passage_like(world, PAPER, "working_paper-two", pages="9")
    world.do("c1", lambda desk: withdraw(desk, asked, Leaving()))
    assert state(world, asked).status == "determined"
    edit(world, tables.Document, "document", "working_paper", portfolio="Places")
    assert state(world, asked).status == "determined"


def test_what_the_register_holds_or_the_law_opens_is_not_recorded_as_not_held(world: World) -> None:
    asked = asked_for(world)
    assert "the register holds" in str(refusal(world, "d1", lambda desk: record_not_held(desk, asked, SEARCHED)))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))


@pytest.mark.parametrize("held", [True, False])
def test_that_nothing_is_held_is_offered_only_where_the_register_holds_nothing_of_it(world: World, held: bool) -> None:
    if not held:
        remove(world, tables.Passage, "passage", PAPER)
    asked = asked_for(world)
    shown = world.do("d1", lambda desk: read_case(desk, desk.asked(asked)[0].id))
    assert ("record_not_held" in shown["documents"][0]["may"]) is not held


def test_what_was_not_held_is_opened_again_when_the_document_turns_up(world: World) -> None:
    told = {"pages": "whole", "position": 0}
    remove(world, tables.Passage, "passage", PAPER)
    asked = asked_for(world)
    world.do("d1", lambda desk: record_not_held(desk, asked, SEARCHED))
    assert state(world, asked).ruling == "not_held"
    world.change(
        lambda changes: changes.put(
            tables.Passage, world.id("passage", PAPER), document_id=world.id("document", "working_paper"), **told
        )
    )
    assert (state(world, asked).status, state(world, asked).ruling) == ("open", "not_held")


def test_a_description_of_which_nothing_was_found_is_matched_when_the_document_turns_up(world: World) -> None:
    asked = world.submit("c1", descriptions=("The lease of the wharf",)).asked[0]
    world.do("proper", lambda desk: record_not_held(desk, asked, SEARCHED))
    world.do("proper", lambda desk: match(desk, asked, world.id("document", "open_report")))
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    world.do("c1", lambda desk: open_document(desk, asked))


def test_whoever_recorded_that_nothing_is_held_does_not_judge_the_dispute_of_it(world: World) -> None:
    remove(world, tables.Passage, "passage", PAPER)
    edit(world, tables.Document, "document", "working_paper", holder_post_id=world.id("post", "monitoring-officer"))
    asked = asked_for(world)
    world.do("proper", lambda desk: record_not_held(desk, asked, SEARCHED))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    refusal(world, "proper", lambda desk: rule(desk, asked, disputed_ruling("refused")))
