"""The councils' own protocols: each loads, says what it should, bears out its worked cases and takes no right away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.core.facts import Value
from gatekeeper.core.pack import Pack
from gatekeeper.locate import locate
from gatekeeper.policy.cases import run_case, run_cases, uncovered
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.library import law
from gatekeeper.policy.packs import LoadedPack, failing_cases, load_packs
from gatekeeper.policy.rulebook import EditionRulebook

DAY = date(2026, 11, 21)
COUNCILS = locate("policies") / "councils"
FOLDERS = sorted(path.name for path in COUNCILS.iterdir() if (path / "pack.toml").is_file())
LADDERS: Mapping[str, list[tuple[str, tuple[str, ...], bool]]] = {
    "county": [("monitoring_officer", (), True)],
    "east_devon": [],
    "manchester": [],
    "wbc": [("monitoring_officer", (), False), ("chief_executive", ("group_leader",), True)],
    "surrey_heath": [],
}
EXCEPTIONS = {"county": 4, "east_devon": 0, "manchester": 2, "wbc": 0, "surrey_heath": 2}
DETERMINERS = {
    "county": "director", "east_devon": "director", "manchester": None, "wbc": "director",
    "surrey_heath": "director",
}
BUDGETS = {
    "county": None, "east_devon": ("determined", "published"), "manchester": None, "wbc": ("released",),
    "surrey_heath": None,
}
COPYING = {
    "county": ["told"],
    "east_devon": ["prior_notice_and_reasons", "permission"],
    "manchester": ["natural_justice"],
    "wbc": ["permission"],
    "surrey_heath": ["told", "ward_interest_by_default"],
}
OPEN = frozenset(question.name for question in law().questions if question.packs_may_add)


@cache
def loaded() -> dict[str, LoadedPack]:
    return load_packs(COUNCILS, law())


def pack(name: str) -> Pack:
    return loaded()[name].pack


@cache
def compiled(name: str | None) -> Compiled:
    edition = law().edition(DAY, loaded()[name].rules if name else ())
    return Compiled(edition.vocabulary, edition.questions, edition.rules)


@cache
def own_questions() -> frozenset[str]:
    """The questions a protocol can reach: those open to packs, and those that rest on one of them."""
    reached = set(OPEN)
    for question in law().questions:
        rules = (rule for rule in law().rules if rule.question == question.name)
        if any(condition.fact in reached for rule in rules for condition in rule.when):
            reached.add(question.name)
    return frozenset(reached)


def findings() -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({fact.name: st.sampled_from([*fact.values(), None]) for fact in law().vocabulary})


def test_every_council_named_has_its_pack() -> None:
    assert set(LADDERS) <= set(FOLDERS)
    assert list(loaded()) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_the_worked_cases_of_a_protocol_are_borne_out(name: str) -> None:
    cases, rules = loaded()[name].cases, compiled(name)
    assert len(cases) >= 6
    failures = [run_case(case, rules.answers(rules.encode(case.facts))) for case in cases]
    assert [f"{failure.case.place}: {failure.why}" for failure in failures if failure] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_stock_casbin_bears_out_the_worked_cases_of_a_protocol_too(name: str) -> None:
    assert [f"{failure.case.place}: {failure.why}" for failure in failing_cases(loaded()[name], law(), DAY)] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_worked_case_that_the_protocol_does_not_bear_out_is_found(name: str) -> None:
    case = loaded()[name].cases[0]
    wrong = replace(case, answer=None if case.answer else True)
    book = EditionRulebook(law().edition(DAY, loaded()[name].rules))
    assert [failure.case for failure in run_cases([wrong], book)] == [wrong]


@pytest.mark.parametrize("name", FOLDERS)
def test_every_row_of_a_protocol_is_inside_one_worked_case_and_just_outside_another(name: str) -> None:
    rules = [rule.id for rule in loaded()[name].rules]
    assert rules
    assert uncovered(rules, loaded()[name].cases) == ([], [])


@pytest.mark.parametrize("name", FOLDERS)
def test_every_row_of_a_protocol_is_in_force_and_names_its_law(name: str) -> None:
    assert all(rule.in_force(DAY) for rule in loaded()[name].rules)
    known = {number for rule in law().rules for number in rule.law_rules}
    assert [rule.id for rule in loaded()[name].rules if not set(rule.law_rules) <= known | {"R51"}] == []


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_every_citation_is_checked_against_the_paragraphs_of_the_protocol(name: str) -> None:
    assert (COUNCILS / name / "paragraphs.toml").is_file()


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_a_dispute_goes_up_the_ladder_of_the_protocol_and_no_other(name: str) -> None:
    assert [(stage.post, stage.consults, stage.final) for stage in pack(name).ladder] == LADDERS[name]


def test_of_the_five_only_the_countys_monitoring_officer_must_cite_decided_case_law() -> None:
    assert [name for name in LADDERS if any(stage.must_cite_authority for stage in pack(name).ladder)] == ["county"]


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_the_clauses_are_those_of_the_protocol(name: str) -> None:
    found = pack(name)
    assert len(found.confidentiality_exceptions) == EXCEPTIONS[name]
    assert (found.determiner.post if found.determiner else None) == DETERMINERS[name]
    assert (found.group_budget.until_first_of if found.group_budget else None) == BUDGETS[name]
    assert [each.rule for each in found.copying] == COPYING[name]


def test_the_holding_director_of_east_devon_always_has_the_monitoring_officers_advice() -> None:
    (adviser,) = pack("east_devon").adviser
    assert (adviser.posts, adviser.engaged, adviser.cite) == (("monitoring_officer",), "always", "8.5, 8.9")


def test_the_countys_assistants_ask_only_for_a_named_member() -> None:
    assert [each.who for each in pack("county").asking if each.always_for_a_named_councillor] == ["group_assistant"]


@pytest.mark.parametrize(("name", "paragraph"), [("county", "8.2"), ("east_devon", "8.3"), ("manchester", "8.1")])
def test_where_a_protocol_glosses_over_the_law_the_pack_records_it(name: str, paragraph: str) -> None:
    assert paragraph in [difference.cite for difference in pack(name).differs]


def test_no_protocol_can_reach_a_statutory_question() -> None:
    names = [question.name for question in law().questions]
    statutory = [name for name in names if name.startswith(("scope.", "exempt.", "bar.", "block.", "later."))]
    rights = [name for name in names if name.startswith("right.") and name != "right.local_release"]
    assert len(rights) > 15
    statutory.remove("block.local_release")
    assert own_questions().isdisjoint([*statutory, *rights])


@settings(max_examples=60)
@given(facts=findings())
def test_no_protocol_changes_a_statutory_answer_or_takes_an_entitlement_away(facts: dict[str, Value]) -> None:
    alone = compiled(None).values(compiled(None).encode(facts))
    for name in FOLDERS:
        with_pack = compiled(name).values(compiled(name).encode(facts))
        changed = {question for question, value in alone.items() if with_pack[question] is not value}
        assert changed <= own_questions()
        assert alone["passage.entitled"] is not True or with_pack["passage.entitled"] is True
        assert with_pack["bar.passage"] is not True or with_pack["passage.entitled"] is False
