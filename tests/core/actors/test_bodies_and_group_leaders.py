"""Tests of committees, full council and group leaders: members stand aside, and a group leader never decides."""

from __future__ import annotations

import pytest

from gatekeeper.core.actors import Need, Seat, who_acts
from tests.core.actors.acting import (
    CLERK,
    COMMITTEE,
    CONSULT,
    FULL_COUNCIL,
    MOMENT,
    NOW,
    OFFICERS,
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

SEATS = tuple(Seat(person=person, post="appeals") for person in ("una", "val", "wyn"))
COUNCIL = tuple(Seat(person=person, post="full_council", kind="full_council") for person in ("una", "val", "reed"))
LEADERS = (post("una", "leader_red", "group_leader"), post("zoe", "leader_blue", "group_leader"))
LEADS_REED = tie("zoe", kind="group_leader_of")


def test_the_members_of_a_committee_resolve_together_and_those_with_a_tie_stand_aside() -> None:
    choice = who_acts(COMMITTEE, situation(seats=SEATS, ties=(tie("val"),)), pack("wyremouth"))
    assert people(choice) == ["una", "wyn"]
    assert {each.capacity for each in choice.candidates} == {"member"}
    assert bars(choice) == {("val", "relationship")}


def test_a_committee_is_found_by_its_own_reference_too_and_another_committees_members_do_not_sit() -> None:
    stands = situation(seats=(*SEATS, Seat(person="xen", post="planning")))
    assert people(who_acts(need("appeals", "rule", 2), stands, pack("wyremouth"))) == ["una", "val", "wyn"]
    assert refused("xen", need("appeals", "rule", 2), stands, pack("wyremouth")) == {"not_appointed"}


def test_members_may_be_given_as_appointments_to_the_body() -> None:
    stands = situation(appointments=(post("una", "appeals", "committee"),))
    assert people(who_acts(COMMITTEE, stands, pack("wyremouth"))) == ["una"]


def test_the_councillor_does_not_sit_on_full_council_for_her_own_request() -> None:
    choice = who_acts(FULL_COUNCIL, situation(seats=COUNCIL), pack("wyremouth"))
    assert people(choice) == ["una", "val"]
    assert bars(choice) == {("reed", "own_request")}


def test_a_member_who_ruled_on_the_committee_does_not_rule_again_on_full_council() -> None:
    stands = situation(seats=COUNCIL, past=(acted("una", "ruled", 2), acted("val", "advised")))
    choice = who_acts(FULL_COUNCIL, stands, pack("wyremouth"))
    assert people(choice) == ["val"]
    assert flags(choice.candidates[0]) == {"advised_before"}


def test_a_substitutes_seat_begins_and_ends_with_the_meeting() -> None:
    ended = Seat(person="sub", post="appeals", from_at=START, to_at=NOW)
    running = Seat(person="sub", post="appeals", from_at=NOW, to_at=NOW + MOMENT)
    assert refused("sub", COMMITTEE, situation(seats=(ended,))) == {"ended"}
    assert not refused("sub", COMMITTEE, situation(seats=(running,)))


def test_where_no_member_is_free_the_council_appoints_others_and_the_next_rung_is_named() -> None:
    choice = who_acts(COMMITTEE, situation(seats=SEATS, ties=tuple(map(tie, ("una", "val", "wyn")))), pack("wyremouth"))
    assert not choice.candidates
    assert choice.escalate is not None
    assert "appoints other members" in choice.escalate
    assert "Full Council" in choice.escalate
    last = who_acts(FULL_COUNCIL, situation(), pack("wyremouth")).escalate
    assert last is not None
    assert "goes on to" not in last


def test_nobody_deputises_for_a_member_of_a_committee() -> None:
    stands = situation(seats=SEATS, absences=away("una", "val", "wyn"), appointments=(deputy("dee", "appeals"),))
    assert not who_acts(COMMITTEE, stands, None).candidates


def test_the_proper_officer_clerks_the_committee_and_its_members_do_not() -> None:
    stands = situation(seats=SEATS)
    assert people(who_acts(CLERK, stands, pack("wyremouth"))) == ["pia"]
    assert refused("una", CLERK, stands) == {"not_appointed"}


@pytest.mark.parametrize("function", ["determine", "advise", "rule", "confirm"])
def test_a_group_leader_decides_nothing_as_such_nor_does_her_deputy(function: str) -> None:
    helper = deputy("dee", "leader_blue")
    due = Need(post="group_leader", function=function, rung=1 if function == "rule" else 0)  # type: ignore[arg-type]
    stands = situation(holder_post="leader_blue", appointments=(*OFFICERS, *LEADERS, helper), absences=away("zoe"))
    choice = who_acts(due, stands, pack("wbc"))
    assert not choice.candidates
    assert ("zoe", "not_appointed") in bars(choice)
    assert choice.escalate is not None
    assert "never decides" in choice.escalate
    assert "dee" not in people(choice)


def test_a_group_leader_is_heard_and_the_requesters_own_comes_first() -> None:
    stands = situation(appointments=LEADERS, ties=(LEADS_REED,))
    assert people(who_acts(CONSULT, stands, pack("wyremouth"))) == ["zoe", "una"]
    assert people(who_acts(CONSULT, situation(appointments=LEADERS), pack("wyremouth"))) == ["una", "zoe"]


def test_a_group_leader_with_another_tie_than_leading_the_group_is_not_heard() -> None:
    stands = situation(appointments=LEADERS, ties=(LEADS_REED, tie("zoe", kind="family")))
    choice = who_acts(CONSULT, stands, pack("wyremouth"))
    assert people(choice) == ["una"]
    assert bars(choice) == {("zoe", "relationship")}


def test_leading_the_requesters_group_bars_from_deciding() -> None:
    stands = situation(
        seats=(*COUNCIL, Seat(person="zoe", post="full_council", kind="full_council")), ties=(LEADS_REED,)
    )
    assert refused("zoe", FULL_COUNCIL, stands, pack("wyremouth")) == {"relationship"}


def test_a_group_leader_does_not_sit_where_the_protocol_has_group_leaders_consulted() -> None:
    stands = situation(seats=SEATS, appointments=LEADERS)
    assert refused("una", COMMITTEE, stands, pack("wyremouth")) == {"not_appointed"}


def test_a_group_leader_votes_on_full_council_as_a_member_where_none_is_to_be_consulted() -> None:
    stands = situation(seats=COUNCIL, appointments=LEADERS)
    assert not refused("una", FULL_COUNCIL, stands, pack("wyremouth"))


def test_an_officer_post_held_by_a_group_leader_gives_her_no_decision() -> None:
    stands = situation(appointments=(*OFFICERS, post("ada", "leader_red", "group_leader")))
    assert refused("ada", need("director", "determine"), stands, None) == {"not_appointed"}


def test_without_a_group_leader_to_hear_the_decision_still_goes_on() -> None:
    choice = who_acts(CONSULT, situation(), pack("wbc"))
    assert choice.escalate is not None
    assert "does not depend on her agreement" in choice.escalate
