"""Tests that rules which cannot speak, or never decide, are found, and that the law holds none."""

from __future__ import annotations

from functools import cache

from gatekeeper.core.rules import Rule
from gatekeeper.policy.proof.reach import Reach, RuleFinding, unused
from tests.policies.proof_support import PACK, changed, law_study, rule, study_of


@cache
def of_the_law() -> dict[str, RuleFinding]:
    return {finding.rule.id: finding for finding in Reach(law_study()).rules()}


def finding_on(planted: Rule) -> RuleFinding:
    return Reach(study_of(changed([planted]))).on(planted)


def test_every_rule_of_law_can_speak_and_decide() -> None:
    assert not [finding.as_text() for finding in of_the_law().values() if not finding.ok]


def test_every_question_can_be_answered_yes_and_no() -> None:
    assert not [finding.as_text() for finding in Reach(law_study()).questions() if not finding.ok]


def test_rules_that_wait_for_a_councils_own_rules_are_told_apart() -> None:
    assert {name for name, finding in of_the_law().items() if finding.waits} >= {"entitled_local"}
    assert not of_the_law()["entitled_statutory"].waits


def test_a_duty_or_notice_decides_its_question_but_no_outcome() -> None:
    assert unused(of_the_law()["notice_use"])
    assert not unused(of_the_law()["lga_1972_s100f_1"])


def test_a_rule_whose_conditions_exclude_each_other_is_found() -> None:
    finding = finding_on(rule("planted", "need.factor", "exempt.hard & !exempt.any"))
    assert finding.reachable is False
    assert finding.as_text().startswith("UNREACHABLE")


def test_a_rule_that_others_always_cover_is_found() -> None:
    finding = finding_on(rule("planted", "need.factor", "affects_own_ward & duty_stated"))
    assert (finding.reachable, finding.pivotal, finding.ok) == (True, False, False)
    assert finding.as_text().startswith("DEAD")


def test_an_exception_that_never_meets_a_rule_is_found() -> None:
    nothing = "!affects_own_ward & !constituent_asked & !bears_on_own_committee & !substitute_on_responsible_body"
    finding = finding_on(rule("planted", "need.factor", nothing, "deny"))
    assert finding.excepts is False
    assert finding.as_text().startswith("EMPTY EXCEPTION")


def test_a_right_may_repeat_its_routes_own_bar() -> None:
    finding = of_the_law()["right_reg17_barred"]
    assert (finding.pivotal, finding.excuse, finding.ok) == (False, "restates_route", True)


def test_a_rule_that_only_leaves_a_route_to_a_person_is_live() -> None:
    finding = of_the_law()["lga_1972_s100f_1_mayor"]
    assert finding.pivotal
    assert finding.matters is not None


def test_a_councils_rule_may_say_again_what_the_law_says() -> None:
    again = rule("planted", "need.specific_terms", "third_party_personal_data", origin=PACK)
    reach = Reach(study_of(changed([again])))
    assert (reach.on(again).excuse, reach.on(again).ok) == ("restates_law", True)
    lawful = next(each for each in law_study().edition.rules if each.id == "cl_specific_personal")
    assert (reach.on(lawful).excuse, reach.on(lawful).ok) == ("restated_by_pack", True)


def test_a_councils_rule_that_is_always_stopped_gives_nothing() -> None:
    finding = finding_on(rule("planted", "right.local_release", "serving_councillor & bar.passage", origin=PACK))
    assert (finding.pivotal, finding.ok) == (False, False)


def test_a_question_that_is_always_answered_yes_is_found() -> None:
    either_way = [rule("one", "need.narrow", "document_identified"), rule("two", "need.narrow", "!document_identified")]
    always = changed(either_way)
    finding = next(each for each in Reach(study_of(always)).questions() if each.question == "need.narrow")
    assert (finding.can_be_yes, finding.can_be_no) == (True, False)
    assert finding.as_text().startswith("ALWAYS yes")


def test_a_question_that_is_never_answered_yes_is_found() -> None:
    stopped = changed([rule("planted", "notice.use", "right.statutory", "deny")])
    finding = next(each for each in Reach(study_of(stopped)).questions() if each.question == "notice.use")
    assert (finding.can_be_yes, finding.can_be_no) == (False, True)
