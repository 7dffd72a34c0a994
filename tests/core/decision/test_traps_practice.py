"""The traps of practice (statement of law 6.5, 34 to 59): one test each for those that concern a decision."""

from __future__ import annotations

import pytest

from gatekeeper.core.decision import PassageResult, RouteResult
from gatekeeper.core.decision.results import CommonLaw
from gatekeeper.policy.library import law
from tests.core.decision.deciding import decided, deciding, subject

COMING = ("coming_at_committee", "document_kind=report", "withheld_as_likely_private")
DONE_IN_PRIVATE = ("document_kind=report", "considered_for_executive_decision", "executive_private_done")
PERSONAL = ("third_party_personal_data",)


def route(passage: PassageResult, name: str) -> RouteResult:
    return next(each for each in passage.routes if each.route == name)


def status(name: str, *given: str, not_known: tuple[str, ...] = ()) -> str:
    return route(deciding(*given, not_known=not_known), name).status


def position(*given: str, not_known: tuple[str, ...] = ()) -> CommonLaw:
    found = deciding(*given, not_known=not_known).common_law
    assert found is not None
    return found


def test_trap_34_a_combined_authority_has_its_own_right_without_an_officer_decision_limb() -> None:
    member = ("council_type=combined_authority", "!executive_arrangements", "combined_authority_scrutiny_member")
    assert status("art10", *member, "authority_meeting_done", "document_kind=correspondence", "only_in_draft") == "open"
    assert status("art10", *member, "officer_executive_decision_made", "document_kind=report") == "not_applicable"
    assert status("reg17", *member, *DONE_IN_PRIVATE, "scrutiny_member") == "not_applicable"


def test_trap_35_committee_system_councils_have_no_regulations_16_and_17() -> None:
    committees = ("!executive_arrangements", "scrutiny_member")
    assert status("reg16_3", *DONE_IN_PRIVATE, *committees) == "not_applicable"
    assert status("reg17", *DONE_IN_PRIVATE, *committees) == "not_applicable"
    assert status("s100f", *COMING, *committees) == "open"


def test_trap_37_the_right_of_a_member_is_not_confined_to_listed_papers() -> None:
    paper = ("coming_at_committee", "document_kind=background_paper", "papers_public_now")
    assert status("s100d", *paper) == "not_applicable"
    assert status("s100f", *paper) == "open"


def test_trap_38_committee_membership_gives_a_presumption_and_no_right() -> None:
    assert (deciding("member_of_responsible_body").outcome, position("member_of_responsible_body").position) == (
        "refer",
        "presumed",
    )
    assert position("member_of_responsible_body", "circulation_limited").position == "must_justify"
    assert position("!member_of_responsible_body").position == "must_justify"


def test_trap_39_a_ward_interest_is_a_factor_and_no_presumption() -> None:
    found = position("affects_own_ward")
    assert found.position == "must_justify"
    assert "cl_factor_ward" in {each.rule for each in found.spoke}


@pytest.mark.parametrize("ground", ["party_advantage", "embarrassment"])
def test_trap_40_party_politics_is_no_ground_and_wanting_to_oppose_is_no_bad_purpose(ground: str) -> None:
    assert f"cl_ground_{ground}" in {each.rule for each in position(f"ground_offered={ground}").spoke}
    assert position("capacity=council_member").position == "must_justify"
    assert position("capacity=party").position == "excluded"


def test_trap_41_an_interest_bars_no_statutory_inspection() -> None:
    assert status("s100f", *COMING, "has_pecuniary_interest") == "open"
    assert "cl_interest" in {each.rule for each in position("has_pecuniary_interest").spoke}


def test_trap_42_data_protection_is_no_exemption_from_section_100f() -> None:
    assert status("s100f", *COMING, *PERSONAL, "special_category_data") == "open"
    assert position(*PERSONAL).position == "must_justify_in_specific_terms"


def test_trap_44_the_freedom_of_information_outcome_is_never_a_ground_either_way() -> None:
    found = deciding("claimed_para_1", "balance_para_1=maintain")
    rules = {each.rule for route in found.routes for each in route.spoke}
    assert not rules & {"foia_2000_s8", "eir_2004_reg5"}
    assert [task.owner for task in found.fallback] == ["foi_officer"]


def test_trap_45_what_is_open_by_right_is_given_and_not_bounced_to_freedom_of_information() -> None:
    assert deciding(*COMING).fallback == ()


def test_trap_46_an_undertaking_may_be_a_condition_at_common_law_only() -> None:
    assert status("s100f", *COMING, "undertaking_refused") == "open"
    assert position("undertaking_refused").conditions_allowed is True
    assert "cl_undertaking_refused" in {each.rule for each in position("undertaking_refused").spoke}


def test_trap_47_not_entitled_is_not_prohibited() -> None:
    outcomes = {
        deciding("!serving_councillor").outcome,
        deciding("confidential_basis=court_order", "showing_member_breaches").outcome,
        deciding().outcome,
        deciding(*COMING).outcome,
    }
    assert outcomes == {"not_entitled", "barred", "refer", "entitled"}


def test_trap_48_a_protocol_may_speak_only_on_questions_that_are_not_statutory() -> None:
    open_to_packs = {question.name for question in law().questions if question.packs_may_add}
    assert {name.split(".")[0] for name in open_to_packs} <= {
        "need",
        "adviser",
        "group",
        "notice",
        "right",
        "block",
        "doubt",
    }
    assert {name for name in open_to_packs if name.startswith(("right.", "block.", "doubt."))} == {
        "right.local_release",
        "block.local_release",
        "doubt.local_release",
    }


def test_trap_50_an_adoption_or_care_file_is_never_settled_by_machine() -> None:
    found = position("child_or_care_file", "member_of_responsible_body", "reasonably_necessary")
    assert found.position == "strict"
    assert found.adviser_needed is True


def test_trap_51_trust_in_the_requester_does_not_bear_on_exempt_status() -> None:
    assert status("s100f", *COMING, "ground_offered=distrust_of_requester") == "open"
    spoke = {each.rule for each in position("ground_offered=distrust_of_requester").spoke}
    assert "cl_ground_distrust_of_requester" in spoke


def test_trap_52_each_passage_has_its_own_reasons() -> None:
    personal = subject("names", (*COMING, "claimed_para_1", "balance_para_1=maintain"))
    advice = subject("advice", (*COMING, "claimed_para_5", "balance_para_5=maintain"))
    first, second = decided(personal, advice).documents[0].passages
    assert "lga_1972_sch12a_1" in {each.rule for each in first.reasons}
    assert "lga_1972_sch12a_5" in {each.rule for each in second.reasons}
    assert first.reasons != second.reasons


def test_trap_54_a_group_assistant_has_no_right_of_his_own() -> None:
    assert status("s100f", *COMING, "through_assistant") == "not_applicable"
    assert deciding(*COMING, "through_assistant").outcome == "not_entitled"
    assert status("s100f", *COMING, "through_assistant", "assistant_authorised") == "open"


def test_trap_55_a_member_of_a_scrutiny_sub_committee_only_is_for_a_person_to_decide() -> None:
    assert status("reg17", *DONE_IN_PRIVATE, "scrutiny_sub_committee_only") == "refer"
    member = ("council_type=combined_authority", "!executive_arrangements", "combined_authority_scrutiny_member")
    assert status("art10", *member, "authority_meeting_done") == "open"


@pytest.mark.parametrize(("state", "expected"), [("live", "blocked"), ("agreed", "refer"), ("historic", "refer")])
def test_trap_56_terms_proposed_are_live_agreed_or_historic_after_the_balance_is_asked_again(
    state: str, expected: str
) -> None:
    terms = (*COMING, "claimed_para_3", f"negotiation_terms={state}")
    assert status("s100f", *terms, "balance_para_3=maintain") == expected
    assert status("s100f", *terms, "balance_para_3=disclose") == "open"


def test_trap_59_privilege_blocks_and_is_never_needed_by_one_adverse() -> None:
    advice = (*COMING, "claimed_para_5", "legally_privileged")
    assert status("s100f", *advice, "balance_para_5=maintain") == "blocked"
    assert position("legally_privileged", "requester_adverse", "member_of_responsible_body").position == "excluded"
    assert position("legally_privileged", "member_of_responsible_body").adviser_needed is True


TESTED_ELSEWHERE = {
    "18": "24 elapsed hours: tests/core/deadlines",
    "19": "the clock of regulation 17 starts with the executive: tests/core/test_clocks.py",
    "20": "ten clear days: tests/core/deadlines",
    "21": "clear days: tests/core/deadlines",
    "36": "status is dated: tests/core/derive",
    "43": "four calendars: tests/core/deadlines",
    "49": "no deemed refusal: lateness belongs to the case service",
    "53": "local rule against statute: tests/core/deadlines",
    "57": "the chair's urgency concerns the holding of meetings, not access",
    "58": "three, five and days without 'clear': tests/core/deadlines",
}


def test_every_trap_has_a_test_named_after_it_or_a_place_where_it_is_tested(project_traps: set[str]) -> None:
    assert project_traps | set(TESTED_ELSEWHERE) == {f"{number:02}" for number in range(1, 60)}
