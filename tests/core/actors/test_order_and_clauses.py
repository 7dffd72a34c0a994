"""Tests of fine points: in what order people are asked, and to whom a protocol's clause on deputies applies."""

from __future__ import annotations

from gatekeeper.core.actors import Seat, may_act, who_acts
from tests.core.actors.acting import (
    ADVISE,
    ARBITRATE,
    DETERMINE,
    FINAL_APPEAL,
    HEAD_DETERMINES,
    NOW,
    OFFICERS,
    PLACE,
    PLANNING,
    START,
    acted,
    away,
    bars,
    deputy,
    flags,
    need,
    pack,
    people,
    post,
    refused,
    situation,
    tie,
)


def test_a_deputy_named_by_the_holders_own_post_does_not_hold_the_document() -> None:
    stands_in = post("mo", "director_place", "director", capacity="deputy")
    assert not refused("mo", ADVISE, situation(appointments=(*OFFICERS, stands_in)))
    assert people(who_acts(DETERMINE, situation(appointments=(PLACE, stands_in), absences=away("ada")), None)) == ["mo"]


def test_a_deputy_monitoring_officer_holds_that_post_where_the_protocol_names_it() -> None:
    named = deputy("dan", "mo_post", kind="deputy_monitoring_officer", ref="dmo_post")
    assert people(who_acts(need("deputy_monitoring_officer", "advise"), situation(appointments=(named,)), None)) == [
        "dan"
    ]


def test_every_director_may_be_heard_though_only_the_holder_determines() -> None:
    assert people(who_acts(need("director", "consult"), situation(), None)) == ["ada", "fay"]


def test_a_deputys_own_post_does_not_become_the_post_she_deputises_for() -> None:
    first = deputy("dan", "mo_post", kind="monitoring_officer", ref="second_post")
    below = deputy("eve", "second_post")
    mine = post("mo", "mo_post", "monitoring_officer")
    stands = situation(appointments=(mine, first, below), absences=away("mo"))
    assert people(who_acts(ARBITRATE, stands, None)) == ["dan"]


def test_the_statutory_deputy_acts_in_conflict_though_a_protocol_speaks_of_absence_alone() -> None:
    wyremouth = pack("wyremouth")
    clauses = tuple(clause.model_copy(update={"on": ("absence",)}) for clause in wyremouth.deputy)
    narrow = wyremouth.model_copy(update={"deputy": clauses})
    assert people(who_acts(ARBITRATE, situation(ties=(tie("mo"),)), narrow)) == ["dan"]
    assert people(who_acts(ARBITRATE, situation(past=(acted("mo", "advised"),)), narrow)) == ["mo", "dan"]


def test_a_clause_on_senior_officers_covers_every_deputy_of_the_service() -> None:
    stands = situation(appointments=(PLACE, deputy("bea", "director_place", "head_of_service")), ties=(tie("ada"),))
    assert not who_acts(DETERMINE, stands, pack("east_devon")).candidates
    assert people(who_acts(DETERMINE, stands, pack("county"))) == ["bea"]


def test_a_senior_officer_of_another_service_is_no_deputy() -> None:
    stands = situation(appointments=(PLACE, post("leo", "head_legal", "senior_officer")), absences=away("ada"))
    assert not who_acts(DETERMINE, stands, pack("east_devon")).candidates


def test_a_clause_on_the_determiners_deputies_says_nothing_of_the_chief_executives() -> None:
    stands = situation(appointments=(*OFFICERS, deputy("dee", "ce_post")), ties=(tie("cy"),))
    assert people(who_acts(FINAL_APPEAL, stands, pack("east_devon"))) == ["dee"]


def test_a_clause_on_the_determiners_deputies_applies_whatever_post_holds_the_document() -> None:
    assert people(who_acts(DETERMINE, situation(ties=(tie("ada"),)), pack("wyremouth"))) == ["fay"]


def test_another_directors_deputy_is_not_another_director() -> None:
    helper = deputy("dee", "director_finance", "director")
    stands = situation(holder_post="head_planning", appointments=(PLANNING, helper), ties=(tie("hal"),))
    assert not who_acts(HEAD_DETERMINES, stands, pack("wyremouth")).candidates


def test_having_advised_is_flagged_at_a_determination_and_calls_no_deputy() -> None:
    choice = who_acts(DETERMINE, situation(past=(acted("ada", "advised"),)), None)
    assert people(choice) == ["ada"]
    assert flags(choice.candidates[0]) == {"advised_before"}


def test_having_prepared_the_case_is_flagged_on_advice() -> None:
    assert flags(may_act("mo", ADVISE, situation(past=(acted("mo", "prepared"),)), None)) == {"prepared_before"}


def test_a_deputy_for_absence_alone_is_not_offered_beside_one_who_advised() -> None:
    stands = situation(past=(acted("hal", "advised"),))
    assert people(who_acts(need("head_planning", "rule", 1), stands, pack("wyremouth"))) == ["hal"]
    assert people(who_acts(need("head_planning", "rule", 1), stands, pack("county"))) == ["hal", "dot"]


def test_of_two_in_one_post_the_one_who_has_not_advised_comes_first() -> None:
    joint = post("max", "mo_post", "monitoring_officer", order=1)
    stands = situation(appointments=(*OFFICERS, joint), past=(acted("mo", "advised"),))
    assert people(who_acts(ARBITRATE, stands, None)) == ["max", "mo"]


def test_the_substantive_holder_comes_first_whatever_the_order_given() -> None:
    acting = post("abe", "director_care", "director", capacity="acting")
    holder = post("zed", "director_care", "director", order=5)
    stands = situation(holder_post="director_care", appointments=(acting, holder))
    assert people(who_acts(DETERMINE, stands, None)) == ["zed", "abe"]


def test_r043_a_loop_further_down_is_named_once_for_each_person() -> None:
    circle = (
        deputy("bea", "director_place", ref="post_b"),
        deputy("cal", "post_b", ref="post_c"),
        deputy("bea", "post_c", ref="post_d"),
        deputy("bea", "post_c", ref="post_e"),
    )
    stands = situation(appointments=(PLACE, *circle), absences=away("ada", "bea", "cal"))
    choice = who_acts(DETERMINE, stands, None)
    assert bars(choice) == {("ada", "absent"), ("bea", "absent"), ("cal", "absent"), ("bea", "loop")}
    assert len(choice.barred) == 4


def test_want_of_an_adviser_does_not_send_the_dispute_to_the_next_rung() -> None:
    escalate = who_acts(need("monitoring_officer", "advise", 1), situation(appointments=()), pack("wbc")).escalate
    assert escalate is not None
    assert "goes on to" not in escalate


def test_a_seat_that_ended_on_another_committee_is_no_ended_seat_on_this_one() -> None:
    ended = Seat(person="xen", post="planning", from_at=START, to_at=NOW)
    here = Seat(person="una", post="appeals")
    assert refused("xen", need("appeals", "rule", 2), situation(seats=(here, ended))) == {"not_appointed"}
