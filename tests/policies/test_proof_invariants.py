"""Tests that the law keeps each invariant for all facts, and that each is really broken by a rule that breaks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Broken:
    """The law with rules dropped, or one added by law or by a pack."""

    drop: tuple[str, ...] = ()
    question: str = ""
    when: str = ""
    effect: Effect = "allow"
    origin: str = "england"

    def edition(self) -> Edition:
        added = [rule("planted", self.question, self.when, self.effect, self.origin)] if self.question else []
        return changed(added, self.drop)


def without(*rule_ids: str) -> Broken:
    return Broken(drop=rule_ids)


def added(question: str, when: str, effect: Effect = "allow") -> Broken:
    return Broken(question=question, when=when, effect=effect)


def by_pack(question: str, when: str, effect: Effect = "allow") -> Broken:
    return Broken(question=question, when=when, effect=effect, origin=PACK)


COUNCILLOR_HERE = "scope.executive_regs & serving_councillor & member.asks & reg2.document & held_by_executive"
SCRUTINY_HERE = "scope.executive_regs & scrutiny_member & member.asks & reg2.document & held_by_executive"
ASKS_HERE = "scope.part_va & co_opted_member & member.asks & held_by_council & business.coming"

BREACHES = {
    "barred_is_not_released": without("entitled_not_barred"),
    "a_stopped_route_stays_shut": without("right_s100f_blocked"),
    "no_route_is_shut_without_a_reason": added("right.s100f", "has_pecuniary_interest", "deny"),
    "a_bar_belongs_to_confidential_information": added("bar.passage", "marked_exempt & showing_member_breaches"),
    "confidential_information_is_not_public": without("right_s100g_barred"),
    "an_exemption_never_opens": added("right.s100f", "exempt.para_6 & serving_councillor & held_by_council"),
    "exempt_needs_claim_and_balance": added("exempt.para_2", "claimed_para_2 & balance_para_2=equal"),
    "self_planning_is_not_exempt": without("lga_1972_sch12a_9_para_4"),
    "registered_information_is_not_para_3": without("lga_1972_sch12a_8"),
    "hard_paragraphs_block_members": without("lga_1972_s100f_2_hard"),
    "terms_proposed_never_open": without("lga_1972_s100f_2a_agreed"),
    "paragraphs_3_and_6_do_not_block": added("block.s100f", "exempt.any"),
    "irrelevant_exempt_is_shut_to_scrutiny": without("si_2012_2089_reg17_3a_exempt"),
    "adviser_advice_is_shut": without("si_2012_2089_reg16_7"),
    "adviser_advice_does_not_touch_section_100f": added("block.s100f", "adviser_advice"),
    "no_entitlement_without_a_right": added("passage.entitled", "serving_councillor & member_of_responsible_body"),
    "one_right_is_enough": without("any_right_s100f"),
    "need_is_no_gate_on_statute": added("block.s100f", "curiosity_only"),
    "request_does_not_move_statute": added("block.reg16", "disproportionate"),
    "section_100f_needs_no_reason": added("right.s100f", "capacity=party", "deny"),
    "committee_place_does_not_move_statute": added("right.statutory_report", "has_pecuniary_interest", "deny"),
    "labels_and_data_do_not_move_statute": added("block.s100f", "marked_exempt"),
    "only_councillors_have_members_rights": added("right.s100f", ASKS_HERE),
    "mayor_is_for_a_person": without("lga_1972_s100f_doubt_mayor"),
    "parish_has_no_principal_council_rights": added("scope.part_va", "jurisdiction=england & council_type=parish"),
    "committee_system_has_no_executive_rights": added("scope.executive_regs", "scope.main_council"),
    "england_speaks_for_england": added("scope.part_va", "jurisdiction=wales & council_type=county"),
    "section_100f_looks_ahead": without("lga_1972_s100f_doubt_expected"),
    "drafts_are_no_regulation_documents": added("reg2.document", "document_kind=report & only_in_draft"),
    "regulation_16_gaps": added("right.reg16_3", f"{COUNCILLOR_HERE} & executive_public_done"),
    "scrutiny_looks_back": added("right.reg17", f"{SCRUTINY_HERE} & executive_private_coming"),
    "an_assistant_has_no_right_of_his_own": added("member.asks", "through_assistant"),
    "an_authorised_assistant_is_the_councillor": added("right.s25", "through_assistant", "deny"),
    "no_condition_on_statute": without("cl_no_condition_on_statute"),
    "offences_are_of_public_papers": added("warn.offence", "right.s100f"),
    "section_100f_opens_to_every_councillor": without("lga_1972_s100e_coming_joint_committee"),
    "regulation_16_opens_to_every_councillor": without("si_2012_2089_reg16_3_individual_decision_made"),
    "regulation_17_opens_to_scrutiny": added("block.reg17", "exempt.any"),
    "the_common_law_never_refuses_by_machine": without("cl_serving_councillor"),
    "more_justification_is_never_worse": added("need.excluded", "constituent_asked"),
    "a_ground_offered_changes_nothing": added("need.excluded", "ground_offered=fear_of_leaks"),
    "group_papers_are_not_for_need_to_know": without("cl_excluded_group_papers"),
    "care_files_are_never_settled_by_machine": added("need.strict", "member_of_responsible_body", "deny"),
    "what_is_not_held_is_not_shown": added(
        "right.common_law", "jurisdiction=england & council_document & member.asks & serving_councillor"
    ),
    "a_pack_keeps_to_its_questions": by_pack("right.s100f", "serving_councillor & group_leader"),
    "no_pack_moves_a_statutory_right": by_pack("block.s100f", "casework_about_individual"),
    "no_pack_moves_the_law": by_pack("notice.use", "serving_councillor"),
    "no_pack_narrows_the_outcome": by_pack("passage.entitled", "casework_about_individual", "deny"),
}


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.id)
def test_the_law_keeps(invariant: Invariant) -> None:
    result = prove(law_study(), invariant)
    assert result.holds is True, result.as_text()


@pytest.mark.parametrize("name", BREACHES)
def test_a_rule_that_breaks_it_is_found_with_a_case(name: str) -> None:
    result = prove(study_of(BREACHES[name].edition()), BY_ID[name])
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
