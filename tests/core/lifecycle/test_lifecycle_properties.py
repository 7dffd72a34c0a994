"""Whatever is done in whatever order, certain things always hold of an asked document."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.lifecycle import (
    AFTER_WITHDRAWAL,
    MATCHING,
    START,
    Action,
    Ladder,
    MoveRefused,
    Particulars,
    Ruling,
    Situation,
    State,
    Status,
    may_follow,
    move,
    situation,
)
from tests.core.lifecycle.shipped import reached, shipped_ladders

LADDERS = shipped_ladders()
FINAL_STILL = {
    Action.HAND_OVER, Action.RE_EVALUATE, Action.REOPEN, Action.READ_CASE, Action.OPEN_DOCUMENT, Action.READ_LOG,
    Action.NOTE, Action.CORRECT,
}
LEADING_ON = (
    Action.MATCH, Action.DETERMINE, Action.DISPUTE, Action.APPEAL, Action.RULE, Action.RESOLVE, Action.REOPEN,
)
Step = tuple[Action, Particulars]
STEPS = st.tuples(
    st.one_of(st.sampled_from(Action), st.sampled_from(LEADING_ON)),
    st.builds(
        Particulars,
        ruling=st.sampled_from((None, *Ruling)),
        to_stage=st.sampled_from((None, "director", "executive", "monitoring_officer", "committee")),
        consulted=st.sampled_from((frozenset(), frozenset({"group_leader"}))),
        complete=st.booleans(),
        minute=st.sampled_from((None, "C/26/9")),
    ),
)


def course(ladder: Ladder, steps: list[Step]) -> list[State]:
    """The states that follow one another when each possible step is taken and each impossible one is refused."""
    states = [START]
    for action, particulars in steps:
        try:
            states.append(move(states[-1], action, ladder, **particulars))
        except MoveRefused:
            continue
    return states


courses = st.sampled_from(sorted(LADDERS)).flatmap(
    lambda name: st.tuples(st.just(LADDERS[name]), st.lists(STEPS, max_size=60))
)


@given(courses)
def test_the_rung_never_falls_and_its_stage_is_the_post_of_the_ladder(told: tuple[Ladder, list[Step]]) -> None:
    ladder, steps = told
    states = course(ladder, steps)
    for before, after in pairwise(states):
        assert before.rung <= after.rung <= before.rung + 1
        assert after.rung == 0 or after.stage == ladder.rungs[after.rung - 1].post


@given(courses)
def test_there_is_a_ruling_exactly_from_the_first_determination_on(told: tuple[Ladder, list[Step]]) -> None:
    determined = False
    for state in course(*told):
        determined = determined or state.status is Status.DETERMINED
        assert (state.ruling is not None) == determined


@given(courses)
def test_once_withdrawn_it_never_changes_again(told: tuple[Ladder, list[Step]]) -> None:
    states = course(*told)
    ends = [number for number, state in enumerate(states) if state.status is Status.WITHDRAWN]
    assert not ends or set(states[ends[0] :]) == {states[ends[0]]}


@given(courses)
def test_what_was_given_is_never_withdrawn_nor_said_not_to_be_held(told: tuple[Ladder, list[Step]]) -> None:
    given = False
    for state in course(*told):
        assert not (given and state.status is Status.WITHDRAWN)
        assert not (given and not state.rung and state.ruling is Ruling.NOT_HELD)
        given = given or state.ruling in (Ruling.GRANTED, Ruling.PARTLY_GRANTED)


@given(courses)
def test_it_is_always_one_of_the_states_listed_as_reachable(told: tuple[Ladder, list[Step]]) -> None:
    ladder, steps = told
    assert set(course(ladder, steps)) <= REACHED[ladder]


REACHED = {ladder: set(reached(ladder)) for ladder in LADDERS.values()}


@pytest.mark.parametrize("name", LADDERS)
def test_from_the_final_ruling_only_a_look_in_her_favour_leads_on(name: str) -> None:
    ladder = LADDERS[name]
    final = [state for state in REACHED[ladder] if state.rung == len(ladder.rungs) and state.disputed]
    ended = [state for state in final if state.status is Status.DETERMINED]
    assert len(ended) == (4 if ladder.rungs else 0)
    for state in ended:
        assert set(may_follow(state, ladder)) <= FINAL_STILL
        assert all(move(state, action, ladder) == state for action in FINAL_STILL - {Action.REOPEN, Action.HAND_OVER})


@pytest.mark.parametrize("name", LADDERS)
def test_every_state_but_the_withdrawn_leads_somewhere_or_was_answered(name: str) -> None:
    ladder = LADDERS[name]
    for state in REACHED[ladder]:
        if state.pending:
            assert Action.WITHDRAW in may_follow(state, ladder)
            assert state.status is not Status.UNMATCHED or state.stage == MATCHING
        if state.status is Status.WITHDRAWN:
            assert set(may_follow(state, ladder)) == AFTER_WITHDRAWAL


def test_what_can_follow_depends_on_the_kind_of_state_and_on_nothing_else() -> None:
    seen: dict[Situation, tuple[Action, ...]] = {}
    for ladder in LADDERS.values():
        everyone = frozenset(post for rung in ladder.rungs for post in rung.consults)
        for state in REACHED[ladder]:
            follows = may_follow(state, ladder, consulted=everyone)
            assert seen.setdefault(situation(state, ladder), follows) == follows
    assert len(seen) > 50


def test_every_action_can_be_taken_somewhere() -> None:
    taken = {Action.SUBMIT}
    for ladder in LADDERS.values():
        everyone = frozenset(post for rung in ladder.rungs for post in rung.consults)
        taken |= {action for state in REACHED[ladder] for action in may_follow(state, ladder, consulted=everyone)}
    assert taken == set(Action)
