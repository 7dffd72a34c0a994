"""Tests that nobody sits on her own decision, and of what having held, advised or prepared means for a later part."""

from __future__ import annotations

import pytest

from gatekeeper.core.actors import Act, Need, may_act, who_acts
from tests.core.actors.acting import (
    ADVISE,
    ARBITRATE,
    CHIEF,
    CLERK,
    CONFIRM,
    DEPUTY_MONITORING,
    DETERMINE,
    FINAL_APPEAL,
    MONITORING,
    OFFICERS,
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

ADVISED = (acted("mo", "advised"),)


def test_r032_the_monitoring_officer_who_holds_the_document_does_not_arbitrate() -> None:
    choice = who_acts(ARBITRATE, situation(holder_post="mo_post"), pack("wbc"))
    assert people(choice) == ["dan"]
    assert bars(choice) == {("mo", "holds_document")}


def test_r032_the_monitoring_officer_who_holds_the_document_does_not_advise_herself() -> None:
    assert people(who_acts(ADVISE, situation(holder_post="mo_post"), pack("wbc"))) == ["dan"]


def test_r032_the_monitoring_officer_who_holds_the_document_determines_the_request_for_it() -> None:
    assert people(who_acts(DETERMINE, situation(holder_post="mo_post"), pack("wbc"))) == ["mo"]


def test_r032_a_monitoring_officer_acting_as_director_holds_what_the_director_holds() -> None:
    both = (*OFFICERS, post("mo", "director_place", "director", capacity="acting"))
    assert refused("mo", ARBITRATE, situation(appointments=both), pack("wbc")) == {"holds_document"}


def test_r032_an_outside_adviser_advises_where_monitoring_officer_and_deputy_may_not() -> None:
    outside = post("olu", "counsel", "outside_adviser")
    stands = situation(appointments=(*OFFICERS, outside), ties=(tie("mo"), tie("dan")))
    assert people(who_acts(ADVISE, stands, pack("wbc"))) == ["olu"]
    assert people(who_acts(ADVISE, situation(appointments=(*OFFICERS, outside)), pack("wbc"))) == ["mo"]


def test_r032_an_outside_adviser_does_not_rule() -> None:
    outside = post("olu", "counsel", "outside_adviser")
    stands = situation(appointments=(*OFFICERS, outside), ties=(tie("mo"), tie("dan")))
    choice = who_acts(ARBITRATE, stands, pack("wbc"))
    assert not choice.candidates
    assert choice.escalate is not None
    assert "outside adviser" in choice.escalate


def test_without_anybody_to_advise_an_outside_adviser_is_asked() -> None:
    escalate = who_acts(ADVISE, situation(absences=away("mo", "dan")), None).escalate
    assert escalate is not None
    assert "outside adviser" in escalate


def test_r032_the_monitoring_officer_who_has_ruled_neither_advises_nor_rules_again() -> None:
    stands = situation(past=(acted("mo", "ruled", 1),))
    for due in (ADVISE, ARBITRATE, need("monitoring_officer", "rule", 2), need("mo_post", "determine")):
        assert refused("mo", due, stands, pack("wbc")) >= {"ruled_before"}
        assert not refused("dan", due, stands, pack("wbc"))


@pytest.mark.parametrize("council", ["county", "wbc"])
def test_r032_the_monitoring_officer_who_advised_may_arbitrate_flagged_and_the_deputy_is_offered(council: str) -> None:
    choice = who_acts(ARBITRATE, situation(past=ADVISED), pack(council))
    assert people(choice) == ["mo", "dan"]
    assert [flags(each) for each in choice.candidates] == [{"advised_before"}, {"deputising"}]
    assert not choice.barred


def test_r032_wyremouth_4_4_puts_the_deputy_before_the_monitoring_officer_who_advised() -> None:
    choice = who_acts(ARBITRATE, situation(past=ADVISED), pack("wyremouth"))
    assert people(choice) == ["dan", "mo"]


def test_r032_a_deputy_who_advised_too_is_not_offered_instead() -> None:
    stands = situation(past=(*ADVISED, acted("dan", "advised")))
    assert people(who_acts(ARBITRATE, stands, pack("wyremouth"))) == ["mo"]


def test_r032_a_deputy_who_advised_rules_flagged_where_the_monitoring_officer_may_not() -> None:
    stands = situation(past=(acted("dan", "advised"),), absences=away("mo"))
    assert flags(may_act("dan", ARBITRATE, stands, None)) == {"advised_before", "deputising"}


def test_having_advised_is_no_flag_on_further_advice() -> None:
    choice = who_acts(ADVISE, situation(past=ADVISED), pack("county"))
    assert people(choice) == ["mo"]
    assert not flags(choice.candidates[0])


def test_having_prepared_the_first_decision_is_flagged_at_a_ruling_and_not_at_the_determination() -> None:
    prepared = (acted("mo", "prepared"), acted("ada", "prepared"))
    assert flags(may_act("mo", ARBITRATE, situation(past=prepared), None)) == {"prepared_before"}
    assert not flags(may_act("ada", DETERMINE, situation(past=prepared), None))


def test_who_determined_does_not_rule_at_any_rung() -> None:
    stands = situation(past=(acted("mo", "determined"), acted("cy", "determined")))
    assert refused("mo", ARBITRATE, stands, pack("wbc")) == {"determined_before"}
    assert refused("cy", FINAL_APPEAL, stands, pack("wbc")) == {"determined_before"}


def test_who_determined_may_determine_again_when_the_request_is_opened_again() -> None:
    assert not refused("ada", DETERMINE, situation(past=(acted("ada", "determined"),)), pack("wbc"))


def test_who_determined_does_not_advise_those_who_rule_on_it() -> None:
    stands = situation(past=(acted("mo", "determined"),))
    assert refused("mo", need("monitoring_officer", "advise", 2), stands, None) == {"determined_before"}


@pytest.mark.parametrize("rung", [1, 2, 3])
def test_who_ruled_at_one_rung_rules_at_no_other_and_not_there_again(rung: int) -> None:
    stands = situation(past=(acted("cy", "ruled", 2),))
    assert refused("cy", need("chief_executive", "rule", rung), stands, None) == {"ruled_before"}


@pytest.mark.parametrize("act", ["determined", "ruled"])
def test_who_determined_or_ruled_may_confirm_a_balance_but_not_clerk_the_appeal(act: Act) -> None:
    stands = situation(past=(acted("pia", act),))
    assert not refused("pia", CONFIRM, stands)
    assert refused("pia", CLERK, stands)


def test_r033_the_chief_executive_who_decided_first_does_not_hear_the_final_appeal() -> None:
    choice = who_acts(FINAL_APPEAL, situation(past=(acted("cy", "determined"),)), pack("wbc"))
    assert not choice.candidates
    assert bars(choice) == {("cy", "determined_before")}
    assert choice.escalate is not None
    assert "alternate" in choice.escalate
    assert "judicial review" in choice.escalate


def test_r033_the_chief_executive_complained_of_gives_way_to_the_named_alternate() -> None:
    alternate = deputy("dee", "ce_post", kind="director")
    stands = situation(appointments=(*OFFICERS, alternate), subjects=frozenset({"cy"}))
    choice = who_acts(FINAL_APPEAL, stands, pack("wbc"))
    assert people(choice) == ["dee"]
    assert bars(choice) == {("cy", "subject_of_document")}


def test_r033_the_chief_executive_hears_the_appeal_of_a_case_in_which_she_had_no_part() -> None:
    stands = situation(past=(acted("ada", "determined"), acted("mo", "ruled", 1)))
    assert people(who_acts(FINAL_APPEAL, stands, pack("wbc"))) == ["cy"]


def test_a_rung_nobody_can_sit_on_says_which_rung_comes_next() -> None:
    stands = situation(appointments=(CHIEF, MONITORING), ties=(tie("mo"),))
    escalate = who_acts(ARBITRATE, stands, pack("wbc")).escalate
    assert escalate is not None
    assert "the Chief Executive" in escalate
    assert "the Chief Executive" not in (who_acts(FINAL_APPEAL, situation(appointments=()), pack("wbc")).escalate or "")


@pytest.mark.parametrize("due", [DETERMINE, ADVISE, ARBITRATE, FINAL_APPEAL, CONFIRM, CLERK])
def test_with_nobody_appointed_something_always_remains(due: Need) -> None:
    for council in (None, pack("wbc"), pack("wyremouth")):
        choice = who_acts(due, situation(appointments=()), council)
        assert not choice.candidates
        assert choice.escalate


def test_the_deputy_who_ruled_is_not_offered_beside_one_who_advised() -> None:
    stands = situation(past=(*ADVISED, acted("dan", "ruled", 1)), appointments=(MONITORING, DEPUTY_MONITORING))
    choice = who_acts(need("monitoring_officer", "rule", 1), stands, pack("county"))
    assert people(choice) == ["mo"]
    assert bars(choice) == {("dan", "ruled_before")}
