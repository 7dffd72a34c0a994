"""Tests that a spoiled rule survives where no case notices it, and only there."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.core.facts import Fact, Facts, Vocabulary
from gatekeeper.core.rules import Question, Rule
from gatekeeper.policy.cases import RuleCase, run_case
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.proof import Accepted, MutationReport, load_accepted, mutants
from gatekeeper.policy.proof.guard import Guard
from gatekeeper.policy.proof.killing import Killer
from gatekeeper.policy.proof.mutation import mutants_of
from tests.policies.proof_support import law_edition, law_study, near_facts, rule

PLAIN: Facts = {"held": False, "open": False, "kind": "report"}


def fact(name: str, *choices: str) -> Fact:
    return Fact(name, "document", f"Is it {name}?", "director", "a source", tuple(choices))


def tiny(*rules: Rule) -> Edition:
    vocabulary = Vocabulary((fact("held"), fact("open"), fact("kind", "report", "minutes")))
    questions = (Question("right.see", "May she see it?"), Question("warn", "Is there a warning?"))
    warning = rule("warning", "warn", "right.see")
    return Edition(law_edition().model, vocabulary, questions, (), (*rules, warning))


def small() -> Edition:
    return tiny(rule("may_see", "right.see", "held & kind=report"), rule("not_open", "right.see", "!open", "deny"))


def case(name: str, answer: bool | None, given: Facts, inside: str = "", outside: str = "") -> RuleCase:
    facts, place = {**PLAIN, **given}, f"cases.toml: {name}"
    return RuleCase(name, "right.see", facts, answer, tuple(inside.split()), tuple(outside.split()), place)


ENOUGH = (
    case("inside", True, {"held": True, "open": True}, "may_see warning", "not_open"),
    case("not held", False, {"open": True}, "", "may_see warning"),
    case("minutes", False, {"held": True, "open": True, "kind": "minutes"}, "", "may_see"),
    case("shut", False, {"held": True}, "not_open may_see", "warning"),
    RuleCase("warned", "warn", {**PLAIN, "held": True, "open": True}, True, (), (), "cases.toml: warned"),
)


def tried(edition: Edition, *cases: RuleCase, accepted: tuple[Accepted, ...] = ()) -> MutationReport:
    return mutants(edition, cases, accepted, plain=PLAIN)


def test_without_cases_every_mutant_survives_that_loads_at_all() -> None:
    report = tried(small())
    assert report.killed.total() == 0
    assert {by for _, by in report.guarded} == {"the loader"}
    assert len(report.survivors) + len(report.guarded) == report.tried.total() == 15
    assert len(report.survivors) == 11
    assert not report.ok


def test_the_law_without_cases_is_guarded_by_its_invariants_alone() -> None:
    guard, law = Guard(law_study()), law_edition()
    by_slip = {(each.rule.id, each.change): each for each in mutants_of(law.rules, law.vocabulary)}
    assert guard.notices(by_slip["entitled_not_barred", "drop the rule"]) == "barred_is_not_released"
    assert guard.notices(by_slip["cl_factor_ward", "drop the rule"]) is None


def test_every_slip_is_tried() -> None:
    kinds = Counter(mutant.kind for mutant in mutants_of(small().rules, small().vocabulary))
    assert kinds == {"drop the rule": 3, "flip the effect": 3, "drop": 4, "negate": 4, "misread": 1}


def test_cases_inside_and_just_outside_each_rule_notice_every_mutant() -> None:
    report = tried(small(), *ENOUGH)
    assert [each.as_text() for each in report.survivors] == []
    assert report.ok
    assert report.killed.total() == report.tried.total()


def test_a_condition_that_no_case_lies_just_outside_of_can_be_dropped_unnoticed() -> None:
    report = tried(small(), *(each for each in ENOUGH if each.name != "not held"))
    assert [each.as_text() for each in report.survivors] == [
        "may_see: drop: held: right.see is no (outside the rule) given open"
    ]


def test_a_mutant_that_can_change_no_answer_is_proved_harmless() -> None:
    twice = tiny(rule("may_see", "right.see", "held"), rule("again", "right.see", "held & open"))
    harmless = {(each.rule.id, each.change) for each in tried(twice, *ENOUGH[:1]).equivalent}
    assert harmless == {("again", "drop the rule"), ("again", "drop: open"), ("again", "negate: open")}


def test_a_mutant_that_shows_only_where_a_fact_is_unknown_is_not_harmless() -> None:
    split_in_two = (rule("if_open", "right.see", "held & open"), rule("if_shut", "right.see", "held & !open"))
    report = tried(tiny(*split_in_two, rule("either_way", "right.see", "held")))
    split = [each for each in report.survivors if each.mutant.rule.id == "either_way"]
    assert {each.mutant.change: each.given for each in split}["drop the rule"] == ("held", "open not yet known")


def test_an_accepted_mutant_is_no_survivor_and_an_idle_entry_is_named() -> None:
    slip = Accepted("may_see", "drop: held", "a reason")
    idle = Accepted("may_see", "negate: held", "a case notices it")
    report = tried(small(), *(each for each in ENOUGH if each.name != "not held"), accepted=(slip, idle))
    assert not report.survivors
    assert [(each.rule.id, each.change) for each in report.accepted] == [("may_see", "drop: held")]
    assert report.stale == (idle,)
    assert not report.ok


def test_a_case_that_fails_unspoiled_shows_nothing() -> None:
    report = tried(small(), *ENOUGH, case("wrong", True, {}))
    assert [each.case.name for each in report.failing] == ["wrong"]
    assert not report.ok


def test_a_councils_rules_are_tried_with_its_own_cases_and_a_rule_of_law_with_those_of_every_edition() -> None:
    law, own = small(), rule("own", "warn", "open", origin="a_council")
    council = replace(law, rules=(*law.rules, own))
    told = RuleCase("told", "warn", {**PLAIN, "open": True}, True, ("own",), (), "pack: told")
    silent = RuleCase("silent", "warn", PLAIN, False, (), ("own",), "pack: silent")
    few = [each for each in ENOUGH if each.name != "not held"]
    alone = mutants(law, few, others=[(council, [told, silent])], plain=PLAIN)
    assert [(each.mutant.rule.id, each.mutant.change) for each in alone.survivors] == [("may_see", "drop: held")]
    assert alone.tried.total() == 19
    helped = mutants(law, few, others=[(council, [told, silent, ENOUGH[1]])], plain=PLAIN)
    assert helped.ok


def test_a_mutant_counts_as_noticed_exactly_when_running_every_case_again_fails_one() -> None:
    study, chance = law_study(), random.Random(11)
    cases = []
    for number in range(60):
        facts = near_facts(study.vocabulary, chance, study.plain)
        answers = study.compiled.answers(study.compiled.encode(facts))
        asked = chance.choice(study.questions)
        spoke = tuple(answers[asked].speaking_for[:1])
        cases.append(RuleCase(f"case {number}", asked, facts, answers[asked].value, spoke, (), "by chance"))
    killer, edition = Killer(study, cases), study.edition
    assert not killer.failing
    for mutant in chance.sample(list(mutants_of(edition.rules, edition.vocabulary)), 40):
        spoiled = Compiled(edition.vocabulary, edition.questions, mutant.put_into(edition.rules))
        fails = [run_case(each, spoiled.answers(spoiled.encode(each.facts))) for each in cases]
        assert (killer.kills(mutant) is not None) is any(fails), (mutant.rule.id, mutant.change)


def test_the_accepted_mutants_that_are_shipped_each_have_a_reason(project: Path) -> None:
    shipped = load_accepted(project / "policies" / "mutants_accepted.toml")
    known = {(mutant.rule.id, mutant.change) for mutant in mutants_of(law_edition().rules, law_edition().vocabulary)}
    assert {(each.rule, each.change) for each in shipped} <= known


@pytest.mark.parametrize("entry", ['rule = "x"\nchange = "y"', 'rule = "x"\nchange = "y"\nreason = " "'])
def test_an_accepted_mutant_without_a_reason_is_refused(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(f"[[accepted]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="give rule, change and reason"):
        load_accepted(path)
