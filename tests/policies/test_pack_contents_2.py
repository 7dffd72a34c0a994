"""What three councils say: WBC, Surrey Heath, and the invented Wyremouth, which has nearly every variation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from gatekeeper.core import pack as shapes
from gatekeeper.core.answers import Answers
from gatekeeper.core.facts import Condition, Facts
from gatekeeper.core.rules import Rule
from gatekeeper.locate import locate
from gatekeeper.policy.cases import RuleCase
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.library import law
from gatekeeper.policy.packs import LoadedPack, load_pack

NAMES = ("wbc", "surrey_heath", "wyremouth")
COUNCILS = locate("policies") / "councils"
TRIAL = ("wyremouth_8_1_trial",)
FIRST_DAY, DAY, LAST_DAY, DAY_AFTER = date(2026, 7, 1), date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 1)


@cache
def loaded(name: str) -> LoadedPack:
    return load_pack(COUNCILS / name, law())


@cache
def rules(name: str) -> Mapping[str, Rule]:
    return {rule.id: rule for rule in (*law().rules, *loaded(name).rules)}


@cache
def compiled(name: str, on: date = DAY) -> Compiled:
    edition = law().edition(on, loaded(name).rules)
    return Compiled(edition.vocabulary, edition.questions, edition.rules)


def answers(name: str, facts: Facts, on: date = DAY) -> Answers:
    book = compiled(name, on)
    return book.answers(book.encode(facts))


def worked(name: str, title: str) -> RuleCase:
    return next(case for case in loaded(name).cases if case.name == title)


def holds(condition: Condition, facts: Facts, found: Answers) -> bool:
    value = found[condition.fact].value if condition.fact in found else facts.get(condition.fact)
    met = value == condition.value if condition.value is not None else value is True
    return value is not None and met is not condition.negated


def failing(rule: Rule, facts: Facts, found: Answers) -> list[str]:
    return [str(condition) for condition in rule.when if not holds(condition, facts, found)]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_just_outside_a_row_misses_it_by_one_finding(name: str) -> None:
    further = [
        f"{case.name}: {rule_id} misses {missed}"
        for case in loaded(name).cases
        for found in [answers(name, case.facts)]
        for rule_id in case.outside
        for missed in [failing(rules(name)[rule_id], case.facts, found)]
        if len(missed) != 1
    ]
    assert further == []


@pytest.mark.parametrize("name", NAMES)
def test_for_each_condition_of_a_row_there_is_a_case_in_which_that_one_alone_fails(name: str) -> None:
    missed = {
        (rule_id, condition)
        for case in loaded(name).cases
        for rule_id in case.outside
        for condition in failing(rules(name)[rule_id], case.facts, answers(name, case.facts))
    }
    every = {(rule.id, str(condition)) for rule in loaded(name).rules for condition in rule.when}
    assert every - missed == set()


@pytest.mark.parametrize("name", NAMES)
def test_each_row_has_a_case_inside_it_that_asks_what_the_row_answers_or_what_rests_on_it(name: str) -> None:
    for rule in loaded(name).rules:
        asked = {case.question for case in loaded(name).cases if rule.id in case.rules}
        assert any(rule.question == each or rests_on(name, each, rule.question) for each in asked), rule.id


def rests_on(name: str, question: str, other: str) -> bool:
    named = {condition.fact for rule in rules(name).values() if rule.question == question for condition in rule.when}
    asked = {each.name for each in law().questions}
    return other in named or any(rests_on(name, each, other) for each in named & asked)


def test_the_trial_runs_for_six_months_and_is_in_force_in_november() -> None:
    for rule_id in TRIAL:
        rule = rules("wyremouth")[rule_id]
        assert (rule.from_on, rule.to_on) == (FIRST_DAY, LAST_DAY)
        assert rule.in_force(DAY)


def test_on_the_day_after_the_trial_its_rows_are_in_no_edition() -> None:
    own = loaded("wyremouth").rules
    last, after = ({rule.id for rule in law().edition(on, own).rules} for on in (LAST_DAY, DAY_AFTER))
    assert set(TRIAL) <= last
    assert not set(TRIAL) & after
    assert last - after == set(TRIAL)


@pytest.mark.parametrize(("on", "open_to_her"), [(FIRST_DAY, True), (LAST_DAY, True), (DAY_AFTER, False)])
def test_a_part_ii_paper_is_open_to_every_councillor_until_the_trial_ends(on: date, open_to_her: bool) -> None:
    facts = worked("wyremouth", "A Part II paper during the trial").facts
    assert answers("wyremouth", facts, on)["right.local_release"].value is open_to_her


def test_the_exceptions_of_the_trial_take_nothing_from_a_statutory_right() -> None:
    left_out = [rule for rule in loaded("wyremouth").rules if rule.question == "block.local_release"]
    facts = dict(worked("wyremouth", "A Part II paper during the trial").facts) | {"coming_at_committee": True}
    for rule in left_out:
        facts |= {condition.fact: condition.value or True for condition in rule.when}
    found = answers("wyremouth", facts)
    assert set(found["block.local_release"].speaking_for) == {rule.id for rule in left_out}
    assert len(left_out) == 6
    assert found["right.local_release"].value is False
    assert found["right.s100f"].value is found["passage.entitled"].value is True


@pytest.mark.parametrize(
    ("shape", "field", "topic"),
    [
        (shapes.Asking, "who", "asking"),
        (shapes.Copying, "rule", "copying"),
        (shapes.Condition, "kind", "conditions"),
        (shapes.ReleaseMode, "mode", "release_modes"),
        (shapes.Breach, "by", "breach"),
        (shapes.Limb, "limb", "confidentiality_exceptions"),
        (shapes.Target, "what", "targets"),
    ],
)
def test_wyremouth_has_every_variation_of(shape: type[BaseModel], field: str, topic: str) -> None:
    words = get_args(shape.model_fields[field].annotation)
    assert len(words) > 2
    assert {getattr(entry, field) for entry in getattr(loaded("wyremouth").pack, topic)} == set(words)


def test_wyremouth_is_silent_on_nothing_and_speaks_on_every_question_a_protocol_may_answer() -> None:
    open_to_packs = {question.name for question in law().questions if question.packs_may_add}
    assert not loaded("wyremouth").pack.silent
    assert {rule.question for rule in loaded("wyremouth").rules} == open_to_packs


def test_wyremouths_disputes_end_in_a_committee_and_then_full_council() -> None:
    ladder = loaded("wyremouth").pack.ladder
    assert [stage.post for stage in ladder] == ["monitoring_officer", "committee", "full_council"]
    assert [stage.final for stage in ladder] == [False, False, True]
    assert [stage.hearing for stage in ladder] == ["written", "oral", "oral"]
    assert ladder[1].consults == ("group_leader",)
    assert "24 hours" in ladder[1].sentence


def test_wbcs_ban_on_casework_is_confirmed_by_a_person_and_takes_no_statutory_right_away() -> None:
    case = worked("wbc", "A grant file that goes to next week's committee is open by section 100F whatever 4.5 says")
    found = answers("wbc", case.facts)
    assert found["need.excluded"].value is found["passage.entitled"].value is True


def test_wbcs_budget_confidence_ends_when_the_group_releases_and_not_before() -> None:
    facts = dict(worked("wbc", "The costing of the Opposition's budget, not released").facts)
    ends = {"group_has_determined": True, "group_work_published": True}
    assert answers("wbc", facts | ends)["need.excluded"].value is True
    assert answers("wbc", facts | {"group_has_released": True})["need.excluded"].value is False


def test_surrey_heath_shares_the_facts_behind_a_groups_advice_and_not_the_advice() -> None:
    facts = dict(worked("surrey_heath", "Officers' advice to another group on its amendments").facts)
    advice, plain = answers("surrey_heath", facts), answers("surrey_heath", facts | {"plain_facts_only": True})
    assert (advice["need.excluded"].value, advice["passage.entitled"].value) == (True, False)
    assert (plain["need.excluded"].value, plain["passage.entitled"].value) == (False, True)


@pytest.mark.parametrize(
    ("name", "paragraph", "source"),
    [("wbc", "6.2", "100F(1)"), ("wbc", "4.5", "Statement of law"), ("surrey_heath", "6.4", "100F")],
)
def test_where_the_protocol_misstates_the_law_the_pack_says_so(name: str, paragraph: str, source: str) -> None:
    found = [each for each in loaded(name).pack.differs if each.cite == paragraph]
    assert any(source in each.law_source for each in found)


@pytest.mark.parametrize("name", ["wbc", "surrey_heath"])
def test_a_protocol_without_a_date_says_that_its_date_was_chosen(name: str) -> None:
    assert loaded(name).pack.from_on == date(2026, 1, 1)
    assert "gives no date of adoption" in loaded(name).pack.date_basis


def test_surrey_heaths_answers_are_due_by_another_document() -> None:
    (target,) = loaded("surrey_heath").pack.targets
    assert (target.what, target.working_days, target.cite) == ("reply", None, "6.6")
    assert target.by_reference_to == "the Council's Customer Care Standards"


def test_each_of_the_three_councils_has_at_least_two_whole_cases() -> None:
    assert all(len(loaded(name).case_files) >= 2 for name in NAMES)


def variations(project: Path) -> list[list[str]]:
    text = (project / "docs" / "variations.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    return [[cell.strip() for cell in row] for row in rows]


def test_the_page_of_variations_places_all_forty_six(project: Path) -> None:
    rows = variations(project)
    assert [row[0] for row in rows] == [str(number) for number in range(1, 47)]
    assert all(len(row) == 4 and row[1] and row[2] for row in rows)
    assert all(row[3] == "" or row[3].startswith("later: ") for row in rows)


def test_every_name_in_code_letters_on_that_page_exists(project: Path) -> None:
    named = {name for row in variations(project) for cell in row for name in re.findall(r"`([^`]+)`", cell)}
    assert len(named) > 80
    assert named - known() - {folder.name for folder in (project / "policies").iterdir()} == set()


def known() -> set[str]:
    models = [each for each in vars(shapes).values() if isinstance(each, type) and issubclass(each, BaseModel)]
    fields = {name for model in models for name in model.model_fields}
    words = {word for model in models for field in model.model_fields.values() for word in literals(field.annotation)}
    facts = {fact.name for fact in law().vocabulary} | {word for fact in law().vocabulary for word in fact.choices}
    return fields | words | facts | {question.name for question in law().questions}


def literals(annotation: object) -> Iterator[str]:
    for each in get_args(annotation):
        if isinstance(each, str):
            yield each
        else:
            yield from literals(each)
