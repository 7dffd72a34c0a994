"""Tests of whose turn it is: the post that holds the document, acting appointments, deputies, deputies of deputies."""

from __future__ import annotations

import pytest

from gatekeeper.core.actors import Candidate, may_act, who_acts
from tests.core.actors.acting import (
    ARBITRATE,
    DEPUTY_MONITORING,
    DEPUTY_PLACE,
    DETERMINE,
    FINANCE,
    HEAD_DETERMINES,
    MOMENT,
    MONITORING,
    NOW,
    OFFICERS,
    PLACE,
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

WITHOUT_HOLDER = tuple(each for each in OFFICERS if each != PLACE)


def test_r027_only_the_director_who_holds_the_document_determines() -> None:
    choice = who_acts(DETERMINE, situation(), pack("east_devon"))
    assert people(choice) == ["ada"]
    assert choice.escalate is None


def test_r027_a_director_of_another_directorate_does_not_determine() -> None:
    assert refused("fay", DETERMINE, situation(), pack("east_devon")) == {"not_appointed"}


def test_r027_naming_another_directors_post_does_not_make_it_the_holder() -> None:
    choice = who_acts(need("director_finance", "determine"), situation(), pack("east_devon"))
    assert not choice.candidates
    assert choice.escalate is not None
    assert "pass the request" in choice.escalate


def test_r027_naming_the_holding_post_itself_finds_its_director() -> None:
    assert people(who_acts(need("director_place", "determine"), situation(), None)) == ["ada"]


def test_r027_the_other_director_determines_once_her_post_holds_the_document() -> None:
    assert people(who_acts(DETERMINE, situation(holder_post="director_finance"), None)) == ["fay"]


def test_r027_no_other_director_steps_in_where_the_holding_post_was_never_filled() -> None:
    choice = who_acts(DETERMINE, situation(holder_post="director_care"), None)
    assert not choice.candidates
    assert choice.escalate


def test_an_acting_director_has_the_post_and_is_recorded_as_acting() -> None:
    acting = post("art", "director_place", "director", capacity="acting")
    stands = situation(appointments=(*WITHOUT_HOLDER, acting))
    found = may_act("art", DETERMINE, stands, pack("east_devon"))
    assert flags(found) == {"acting"}
    assert isinstance(found, Candidate)
    assert (found.post, found.capacity, found.deputises_for) == ("director_place", "acting", None)


def test_the_substantive_director_comes_before_the_one_who_acts_for_the_time_being() -> None:
    acting = post("art", "director_place", "director", capacity="acting")
    assert people(who_acts(DETERMINE, situation(appointments=(acting, *OFFICERS)), None)) == ["ada", "art"]


def test_a_deputy_does_not_act_while_the_director_is_there() -> None:
    assert refused("bea", DETERMINE, situation(), pack("east_devon")) == {"not_appointed"}


def test_a_deputy_acts_in_the_directors_absence_and_for_that_post() -> None:
    stands = situation(absences=away("ada"))
    choice = who_acts(DETERMINE, stands, pack("east_devon"))
    assert people(choice) == ["bea"]
    assert bars(choice) == {("ada", "absent")}
    (found,) = choice.candidates
    assert (found.post, found.capacity, found.deputises_for) == ("deputy_director_place", "deputy", "director_place")
    assert flags(found) == {"deputising"}


def test_a_deputy_acts_where_the_post_is_vacant() -> None:
    assert people(who_acts(DETERMINE, situation(appointments=WITHOUT_HOLDER), pack("east_devon"))) == ["bea"]


def test_an_absence_that_ends_at_this_instant_is_over() -> None:
    (absence,) = away("ada")
    ended = type(absence)(person="ada", from_at=absence.from_at, to_at=NOW)
    running = type(absence)(person="ada", from_at=absence.from_at, to_at=NOW + MOMENT)
    assert people(who_acts(DETERMINE, situation(absences=(ended,)), None)) == ["ada"]
    assert people(who_acts(DETERMINE, situation(absences=(running,)), None)) == ["bea"]


def test_deputies_are_asked_in_the_order_of_their_appointment() -> None:
    second = deputy("amy", "director_place", order=2)
    stands = situation(appointments=(second, *OFFICERS), absences=away("ada"))
    assert people(who_acts(DETERMINE, stands, None)) == ["bea", "amy"]


def test_where_the_protocol_names_deputies_for_absence_alone_a_conflict_goes_further_up() -> None:
    choice = who_acts(DETERMINE, situation(ties=(tie("ada"),)), pack("east_devon"))
    assert not choice.candidates
    assert bars(choice) == {("ada", "relationship")}
    assert choice.escalate is not None
    assert "chief executive" in choice.escalate


def test_a_director_who_is_away_and_in_conflict_counts_as_in_conflict() -> None:
    stands = situation(absences=away("ada"), ties=(tie("ada"),))
    assert not who_acts(DETERMINE, stands, pack("east_devon")).candidates


@pytest.mark.parametrize("council", ["county", "manchester", "surrey_heath", "wbc"])
def test_where_the_protocol_is_silent_the_deputy_acts_in_absence_and_in_conflict(council: str) -> None:
    assert people(who_acts(DETERMINE, situation(ties=(tie("ada"),)), pack(council))) == ["bea"]
    assert people(who_acts(DETERMINE, situation(absences=away("ada")), pack(council))) == ["bea"]


def test_wyremouth_4_2_the_deputy_determines_in_the_head_of_services_absence() -> None:
    stands = situation(holder_post="head_planning", absences=away("hal"))
    assert people(who_acts(HEAD_DETERMINES, stands, pack("wyremouth"))) == ["dot"]


def test_wyremouth_4_3_another_director_determines_where_the_head_of_service_has_a_conflict() -> None:
    stands = situation(holder_post="head_planning", ties=(tie("hal"), tie("fay")))
    choice = who_acts(HEAD_DETERMINES, stands, pack("wyremouth"))
    assert people(choice) == ["ada"]
    assert choice.candidates[0].deputises_for == "head_planning"
    assert bars(choice) == {("hal", "relationship"), ("fay", "relationship")}


def test_the_statutory_deputy_acts_in_absence_and_in_conflict_whatever_the_protocol_says() -> None:
    for council in (None, pack("wbc"), pack("county"), pack("wyremouth")):
        assert people(who_acts(ARBITRATE, situation(absences=away("mo")), council)) == ["dan"]
        assert people(who_acts(ARBITRATE, situation(ties=(tie("mo"),)), council)) == ["dan"]


def test_the_statutory_deputy_stays_out_while_nothing_keeps_the_monitoring_officer() -> None:
    assert people(who_acts(ARBITRATE, situation(), pack("wbc"))) == ["mo"]
    assert refused("dan", ARBITRATE, situation(), pack("wbc")) == {"not_appointed"}


def test_a_deputy_is_barred_by_her_own_tie() -> None:
    stands = situation(absences=away("ada"), ties=(tie("bea"),))
    choice = who_acts(DETERMINE, stands, pack("county"))
    assert not choice.candidates
    assert bars(choice) == {("ada", "absent"), ("bea", "relationship")}


def test_r043_a_deputys_deputy_acts_only_where_she_is_appointed_to_deputise_for_the_deputy() -> None:
    stands = situation(absences=away("ada", "bea"))
    assert not who_acts(DETERMINE, stands, None).candidates
    below = deputy("cal", "deputy_director_place")
    found = who_acts(DETERMINE, situation(appointments=(*OFFICERS, below), absences=away("ada", "bea")), None)
    assert people(found) == ["cal"]
    assert found.candidates[0].deputises_for == "director_place"


def test_r043_a_deputys_deputy_does_not_act_while_the_deputy_can() -> None:
    below = deputy("cal", "deputy_director_place")
    stands = situation(appointments=(*OFFICERS, below), absences=away("ada"))
    assert people(who_acts(DETERMINE, stands, None)) == ["bea"]
    assert refused("cal", DETERMINE, stands) == {"not_appointed"}


def test_r043_a_loop_of_two_who_deputise_for_each_other_makes_neither_eligible() -> None:
    back = deputy("ada", "deputy_director_place", ref="other_post")
    stands = situation(appointments=(PLACE, DEPUTY_PLACE, back), ties=(tie("ada"), tie("bea")))
    choice = who_acts(DETERMINE, stands, None)
    assert not choice.candidates
    assert bars(choice) == {("ada", "relationship"), ("bea", "relationship"), ("ada", "loop")}
    assert choice.escalate


def test_r043_a_third_deputy_beside_the_loop_may_act() -> None:
    back = deputy("ada", "deputy_director_place", ref="other_post")
    third = deputy("cal", "deputy_director_place")
    stands = situation(appointments=(PLACE, DEPUTY_PLACE, back, third), ties=(tie("ada"), tie("bea")))
    assert people(who_acts(DETERMINE, stands, None)) == ["cal"]


def test_r043_a_deputys_appointment_is_over_at_its_last_instant() -> None:
    ending = deputy("bea", "director_place", to_at=NOW)
    stands = situation(appointments=(PLACE, ending), absences=away("ada"))
    assert refused("bea", DETERMINE, stands) == {"ended"}
    lasting = deputy("bea", "director_place", to_at=NOW + MOMENT)
    assert not refused("bea", DETERMINE, situation(appointments=(PLACE, lasting), absences=away("ada")))


def test_an_appointment_begins_at_its_first_instant() -> None:
    later = post("ada", "director_place", "director", from_at=NOW + MOMENT)
    assert refused("ada", DETERMINE, situation(appointments=(later,))) == {"not_appointed"}
    now = post("ada", "director_place", "director", from_at=NOW)
    assert not refused("ada", DETERMINE, situation(appointments=(now,)))


def test_a_director_who_left_is_named_as_having_left() -> None:
    left = post("ada", "director_place", "director", to_at=NOW)
    assert bars(who_acts(DETERMINE, situation(appointments=(left, DEPUTY_PLACE)), None)) == {("ada", "ended")}


def test_a_director_who_moved_to_another_post_may_be_called_there_for_a_conflict() -> None:
    moved = (
        post("ada", "head_planning", "head_of_service", to_at=NOW),
        FINANCE,
        post("ada", "director_care", "director"),
    )
    stands = situation(holder_post="head_planning", appointments=moved)
    assert refused("ada", HEAD_DETERMINES, stands, pack("wyremouth")) == {"ended"}
    assert bars(who_acts(HEAD_DETERMINES, stands, pack("wyremouth"))) == set()


def test_a_monitoring_officers_deputy_who_is_named_for_another_monitoring_post_alone_does_not_act_for_this_one() -> (
    None
):
    elsewhere = post("dan", "dmo_post", "deputy_monitoring_officer", deputises="joint_mo_post")
    stands = situation(appointments=(MONITORING, elsewhere), absences=away("mo"))
    assert not who_acts(ARBITRATE, stands, None).candidates
    here = situation(appointments=(MONITORING, DEPUTY_MONITORING), absences=away("mo"))
    assert people(who_acts(ARBITRATE, here, None)) == ["dan"]


def test_a_deputy_who_held_the_document_before_does_not_arbitrate_for_the_monitoring_officer() -> None:
    stands = situation(absences=away("mo"), past=(acted("dan", "held"),))
    assert bars(who_acts(ARBITRATE, stands, None)) == {("mo", "absent"), ("dan", "holds_document")}


def test_a_post_that_was_regraded_is_of_the_sort_it_is_now() -> None:
    before = post("ada", "director_place", "head_of_service", to_at=NOW)
    stands = situation(holder_post="director_place", appointments=(PLACE, before, DEPUTY_PLACE), absences=away("ada"))
    assert [flag.says for flag in who_acts(DETERMINE, stands, None).candidates[0].flags] == [
        "This person deputises for the director who holds the document."
    ]
