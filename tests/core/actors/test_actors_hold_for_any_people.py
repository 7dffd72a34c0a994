"""Properties of who acts, for any people, posts, circles of deputies, ties and acts: nobody barred is a candidate."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.actors import (
    Absence,
    Act,
    Appointment,
    Candidate,
    Function,
    Need,
    PastAct,
    Seat,
    Situation,
    Tie,
    may_act,
    who_acts,
)
from gatekeeper.core.pack import Pack
from tests.core.actors.acting import NOW, away, deputy, pack, people, post, situation

PERSONS = st.sampled_from("abcdefg")
POSTS = st.sampled_from(["p1", "p2", "p3", "p4", "monitoring_officer"])
KINDS = st.sampled_from(
    (
        "director",
        "head_of_service",
        "senior_officer",
        "monitoring_officer",
        "deputy_monitoring_officer",
        "chief_executive",
        "proper_officer",
        "group_leader",
        "committee",
        "outside_adviser",
    )
)
INSTANTS = st.sampled_from([NOW + timedelta(days=days) for days in (-2, -1, 0, 1)])
PACKS = st.sampled_from([None, *map(pack, ("county", "east_devon", "wbc", "wyremouth"))])
FUNCTIONS: st.SearchStrategy[Function] = st.sampled_from(get_args(Function))


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Any]:
    start, end = sorted((draw(INSTANTS), draw(INSTANTS)))
    return {"from_at": start, "to_at": draw(st.sampled_from([end, None]))}


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    capacity = draw(st.sampled_from(["substantive", "acting", "deputy", "deputy"]))
    deputises = draw(st.none() | POSTS)
    return post(
        draw(PERSONS),
        draw(POSTS),
        draw(KINDS),
        capacity=capacity,
        deputises=deputises,
        order=draw(st.integers(0, 3)),
        **draw(periods()),
    )


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    kind = draw(st.sampled_from(["family", "subject_of_document", "group_leader_of"]))
    to_person, to_document = draw(st.sampled_from([(None, "document_1"), (None, "document_2"), (draw(PERSONS), None)]))
    return Tie(person=draw(PERSONS), kind=kind, to_person=to_person, to_document=to_document, **draw(periods()))


def lists(of: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


@st.composite
def needs(draw: st.DrawFn) -> Need:
    function = draw(FUNCTIONS)
    rung = {"determine": 0, "rule": draw(st.integers(1, 4))}.get(function, draw(st.integers(0, 4)))
    return Need(post=draw(POSTS | KINDS), function=function, rung=rung)


SITUATIONS = st.builds(
    Situation,
    at=st.just(NOW),
    request=st.just("request_1"),
    requester=PERSONS,
    assistant=st.none() | PERSONS,
    subjects=st.frozensets(PERSONS, max_size=1),
    document=st.just("document_1"),
    holder_post=POSTS,
    appointments=lists(appointments(), 12),
    absences=lists(st.builds(lambda person, when: Absence(person=person, **when), PERSONS, periods()), 2),
    ties=lists(ties(), 2),
    past=lists(st.builds(PastAct, person=PERSONS, act=st.sampled_from(get_args(Act)), rung=st.integers(0, 2)), 2),
    seats=lists(st.builds(lambda person, place: Seat(person=person, post=place), PERSONS, POSTS), 2),
)


@given(needs(), SITUATIONS, PACKS)
def test_nobody_barred_is_a_candidate_and_nobody_is_named_twice(
    due: Need, stands: Situation, council: Pack | None
) -> None:
    choice = who_acts(due, stands, council)
    assert not set(people(choice)) & {bar.person for bar in choice.barred}
    assert len(set(people(choice))) == len(people(choice))
    assert len(set(choice.barred)) == len(choice.barred)


@given(needs(), SITUATIONS, PACKS)
def test_either_somebody_may_act_or_it_is_said_what_remains(due: Need, stands: Situation, council: Pack | None) -> None:
    choice = who_acts(due, stands, council)
    assert bool(choice.candidates) == (choice.escalate is None)


@given(needs(), SITUATIONS, PACKS)
def test_the_answer_for_one_person_is_the_answer_for_all(due: Need, stands: Situation, council: Pack | None) -> None:
    choice = who_acts(due, stands, council)
    for person in "abcdefgh":
        found = may_act(person, due, stands, council)
        if isinstance(found, Candidate):
            assert found in choice.candidates
        else:
            assert person not in people(choice)
            assert found.bars
            listed = [bar for bar in choice.barred if bar.person == person]
            assert not listed or list(found.bars) == listed


@given(needs(), SITUATIONS, PACKS)
def test_nobody_acts_who_asked_or_whom_the_document_is_about(
    due: Need, stands: Situation, council: Pack | None
) -> None:
    assert not set(people(who_acts(due, stands, council))) & {stands.requester, stands.assistant, *stands.subjects}


@given(needs(), SITUATIONS, PACKS)
def test_nobody_rules_who_determined_or_ruled_before(due: Need, stands: Situation, council: Pack | None) -> None:
    decided = {each.person for each in stands.past if each.act in {"determined", "ruled"}}
    assert due.function != "rule" or not set(people(who_acts(due, stands, council))) & decided


@given(needs(), SITUATIONS, PACKS, ties())
def test_another_tie_makes_no_candidate_of_one_who_was_barred(
    due: Need, stands: Situation, council: Pack | None, more: Tie
) -> None:
    barred = {bar.person for bar in who_acts(due, stands, council).barred}
    after = who_acts(due, replace(stands, ties=(*stands.ties, more)), council)
    assert not barred & set(people(after))


@given(needs(), SITUATIONS, PACKS, st.randoms(use_true_random=False))
def test_the_order_in_which_the_register_lists_people_decides_nothing(
    due: Need, stands: Situation, council: Pack | None, chance: Any
) -> None:
    shuffled = list(stands.appointments)
    chance.shuffle(shuffled)
    once, again = (
        who_acts(due, replace(stands, appointments=tuple(each), seats=()), council)
        for each in (stands.appointments, shuffled)
    )
    assert set(people(once)) == set(people(again))
    assert set(once.barred) == set(again.barred)


def test_a_long_chain_of_deputies_back_to_its_beginning_comes_to_an_end() -> None:
    length = 400
    chain = [deputy(f"person_{n}", f"post_{n - 1}", ref=f"post_{n}") for n in range(1, length)]
    head, tail = post("person_0", "post_0", "director"), deputy("person_0", f"post_{length - 1}", ref="back")
    everybody = [f"person_{n}" for n in range(length)]
    stands = situation(holder_post="post_0", appointments=(head, *chain, tail), absences=away(*everybody))
    choice = who_acts(Need(post="director", function="determine"), stands, None)
    assert not choice.candidates
    assert [(bar.person, bar.code) for bar in choice.barred][-1] == ("person_0", "loop")
    assert len(choice.barred) == length + 1


def test_deputies_who_all_stand_in_for_each_other_are_each_asked_once() -> None:
    size = 30
    ring = [
        deputy(f"person_{one}", f"post_{other}", ref=f"post_{one}")
        for one in range(size)
        for other in range(size)
        if one != other
    ]
    head = post("person_0", "post_0", "director")
    everybody = [f"person_{n}" for n in range(size)]
    stands = situation(holder_post="post_0", appointments=(head, *ring), absences=away(*everybody))
    choice = who_acts(Need(post="director", function="determine"), stands, None)
    assert [bar.code for bar in choice.barred].count("absent") == size
