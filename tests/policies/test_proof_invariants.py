"""Tests that the law keeps each invariant for all facts, and that each is really broken by a rule that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

import pytest

from gatekeeper.core.rules import Effect, Rule
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.analysis import analyse
from gatekeeper.policy.proof.invariant import Invariant, prove
from gatekeeper.policy.proof.invariants import INVARIANTS
from gatekeeper.policy.proof.known import Rails, encode_known
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.witness import Misread
from tests.policies.proof_support import PACK, changed, law_edition, law_study, rule, study_of

BY_ID = {invariant.id: invariant for invariant in INVARIANTS}
UNKNOWN = ("unknown_never_grants", "unknown_never_bars", "a_known_answer_is_sound")


Breach = Callable[[], Edition]


def less(question: str, atom: str, effect: Effect = "deny") -> Breach:
    """The law without the rows on a question that name the statement."""

    def edition() -> Edition:
        rows = [each for each in law_edition().rules if (each.question, each.effect) == (question, effect)]
        named = [each.id for each in rows if atom in {condition.atom for condition in each.when}]
        assert named, f"no row on {question} names {atom}"
        return changed(drop=named)

    return edition


def more(question: str, when: str, effect: Effect = "allow", origin: str = "england") -> Breach:
    """The law with a row too many."""
    return lambda: changed([rule("planted", question, when, effect, origin)])


def pack(question: str, when: str, effect: Effect = "allow") -> Breach:
    """The law with a council's row that no council may write."""
    return more(question, when, effect, PACK)


COUNCILLOR_HERE = "scope.executive_regs & serving_councillor & member.asks & reg2.document & held_by_executive"
SCRUTINY_HERE = "scope.executive_regs & scrutiny_member & member.asks & reg2.document & held_by_executive"
ASKS_HERE = "scope.part_va & co_opted_member & member.asks & held_by_council & business.coming"

BREACHES: dict[str, Breach] = {
    "barred_is_not_released": less("passage.entitled", "bar.passage"),
    "a_stopped_route_stays_shut": less("right.s100d", "block.s100d"),
    "no_route_is_shut_without_a_reason": more("right.s100f", "has_pecuniary_interest", "deny"),
    "a_bar_belongs_to_confidential_information": more("bar.passage", "marked_exempt & showing_member_breaches"),
    "confidential_information_is_not_public": less("right.s100g", "bar.public"),
    "an_exemption_never_opens": more("right.s100f", "exempt.para_6 & serving_councillor & held_by_council"),
    "exempt_needs_claim_and_balance": more("exempt.para_2", "claimed_para_2 & balance_para_2=equal"),
    "self_planning_is_not_exempt": less("exempt.para_4", "self_planning_application"),
    "registered_information_is_not_para_3": less("exempt.para_3", "registered_information"),
    "hard_paragraphs_block_members": less("right.s100f", "exempt.hard"),
    "terms_proposed_never_open": less("right.reg16_3", "exempt.para_3"),
    "paragraphs_3_and_6_do_not_block": more("block.s100f", "exempt.any"),
    "irrelevant_exempt_is_shut_to_scrutiny": less("block.reg17", "exempt.any", "allow"),
    "adviser_advice_is_shut": less("right.reg16_1", "adviser_advice"),
    "adviser_advice_does_not_touch_section_100f": more("right.s100f", "adviser_advice", "deny"),
    "no_entitlement_without_a_right": more("passage.entitled", "serving_councillor & member_of_responsible_body"),
    "one_right_is_enough": less("right.member", "right.s100f", "allow"),
    "need_is_no_gate_on_statute": more("block.s100f", "curiosity_only"),
    "request_does_not_move_statute": more("block.reg16", "disproportionate"),
    "section_100f_needs_no_reason": more("right.s100f", "capacity=party", "deny"),
    "committee_place_does_not_move_statute": more("right.statutory_report", "has_pecuniary_interest", "deny"),
    "labels_and_data_do_not_move_statute": more("block.s100f", "marked_exempt"),
    "only_councillors_have_members_rights": more("right.s100f", ASKS_HERE),
    "mayor_is_for_a_person": less("doubt.s100f", "elected_mayor", "allow"),
    "parish_has_no_principal_council_rights": more("scope.part_va", "jurisdiction=england & council_type=parish"),
    "committee_system_has_no_executive_rights": more("scope.executive_regs", "scope.main_council"),
    "england_speaks_for_england": more("scope.part_va", "jurisdiction=wales & council_type=county"),
    "section_100f_looks_ahead": less("doubt.s100f", "expected_without_meeting", "allow"),
    "drafts_are_no_regulation_documents": more("reg2.document", "document_kind=report & only_in_draft"),
    "regulation_16_gaps": more("right.reg16_3", f"{COUNCILLOR_HERE} & executive_public_done"),
    "scrutiny_looks_back": more("right.reg17", f"{SCRUTINY_HERE} & executive_private_coming"),
    "an_assistant_has_no_right_of_his_own": more("member.asks", "through_assistant"),
    "an_authorised_assistant_is_the_councillor": more("right.s25", "through_assistant", "deny"),
    "no_condition_on_statute": less("condition.allowed", "right.statutory"),
    "offences_are_of_public_papers": more("warn.offence", "right.s100f"),
    "an_unsettled_right_is_left_to_a_person": less("right.s228", "council_type=other_100j", "allow"),
    "section_100f_opens_to_every_councillor": less("business.coming", "coming_at_joint_committee", "allow"),
    "regulation_16_opens_to_every_councillor": less("executive.closed_done", "individual_decision_made", "allow"),
    "regulation_17_opens_to_scrutiny": more("block.reg17", "exempt.any"),
    "the_common_law_never_refuses_by_machine": less("right.common_law", "serving_councillor", "allow"),
    "more_justification_is_never_worse": more("need.excluded", "constituent_asked"),
    "a_ground_offered_changes_nothing": more("need.excluded", "ground_offered=fear_of_leaks"),
    "group_papers_are_not_for_need_to_know": less("need.excluded", "other_groups_internal_papers", "allow"),
    "care_files_are_never_settled_by_machine": more("need.strict", "member_of_responsible_body", "deny"),
    "what_is_not_held_is_not_shown": more(
        "right.common_law", "jurisdiction=england & council_document & member.asks & serving_councillor"
    ),
    "local_release_is_the_councils_own": more("right.local_release", "serving_councillor & held_by_council"),
    "a_pack_keeps_to_its_questions": pack("right.s100f", "serving_councillor & group_leader"),
    "no_pack_moves_a_statutory_right": pack("block.s100f", "casework_about_individual"),
    "no_pack_moves_the_law": pack("notice.use", "serving_councillor"),
    "no_pack_narrows_the_outcome": pack("passage.entitled", "casework_about_individual", "deny"),
}


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.id)
def test_the_law_keeps(invariant: Invariant) -> None:
    result = prove(law_study(), invariant)
    assert result.holds is True, result.as_text()


@pytest.mark.parametrize("name", BREACHES)
def test_a_rule_that_breaks_it_is_found_with_a_case(name: str) -> None:
    result = prove(study_of(BREACHES[name]()), BY_ID[name])
    assert result.holds is False
    assert result.witness is not None
    assert len(result.witness.differs) + len(result.witness.changed) < 12
    assert result.as_text().startswith(f"BROKEN: {BY_ID[name].name}")


def test_every_invariant_has_been_seen_to_fail() -> None:
    assert {*BREACHES, *UNKNOWN, "need_answers_do_not_reach_statute"} == set(BY_ID)


def test_a_right_that_rests_on_need_is_found_though_the_loader_would_refuse_its_order() -> None:
    law = law_edition()
    first = [question for question in law.questions if question.name == "need.rebutted"]
    questions = (*first, *(question for question in law.questions if question.name != "need.rebutted"))
    gate = rule("planted", "block.s100f", "need.rebutted")
    gated = replace(law, questions=questions, rules=(*law.rules, gate))
    assert prove(study_of(gated), BY_ID["need_answers_do_not_reach_statute"]).holds is False


class Careless(Study):
    """A study that takes for known what another edition, with a rule too many, would know."""

    planted: Rule = rule("planted", "right.s100f", "serving_councillor")

    @cached_property
    def rails(self) -> Rails:
        return encode_known(changed([self.planted, rule("barring", "bar.part_va", "marked_exempt")]))


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_answer_taken_for_known_too_soon_is_found_and_not_borne_out(name: str) -> None:
    with pytest.raises(Misread):
        prove(Careless(law_edition(), law_study().plain), BY_ID[name])


def honest_pack() -> Iterable[Rule]:
    yield rule("pack_terms", "need.specific_terms", "constituent_correspondence", origin=PACK)
    yield rule("pack_excluded", "need.excluded", "disciplinary_hearing_detail & !need.holder", origin=PACK)
    yield rule("pack_release", "right.local_release", "serving_councillor & document_kind=report", origin=PACK)


def test_the_analysis_of_the_law_with_an_honest_pack_finds_nothing_to_mend() -> None:
    report = analyse(changed(honest_pack()))
    assert report.problems == ()
    assert report.ok
    assert {each.invariant.id for each in report.invariants} == set(BY_ID)
    assert "Everything is proved" in report.as_text()


def test_the_analysis_names_the_councils_rule_behind_a_breach() -> None:
    edition = changed([rule("pack_gate", "right.s100f", "casework_about_individual", "deny", PACK)])
    broken = prove(study_of(edition), BY_ID["no_pack_moves_a_statutory_right"])
    assert broken.witness is not None
    assert broken.witness.spoke == ("pack_gate",)
    assert "casework_about_individual" in broken.witness.differs
