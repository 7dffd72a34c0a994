"""Tests of the invented councils: each has a rulebook of its own, and speaks only where a protocol may."""

from __future__ import annotations

import random

from bench.councils import CHOSEN, Registry, own_rules, rounds_by_council, rulebooks
from bench.scale import QUICK
from bench.situations import Situation
from gatekeeper.policy.library import law
from gatekeeper.policy.rulebook import EditionRulebook

BOOKS = rulebooks(QUICK)


def origins(rulebook: EditionRulebook) -> set[str]:
    return {rule.origin for rule in rulebook.edition.rules} - {"england", "common_law"}


def test_each_council_has_its_own_rules_and_no_other_councils() -> None:
    assert {name: origins(rulebook) for name, rulebook in BOOKS.items()} == {name: {name} for name in BOOKS}


def test_each_council_has_as_many_rules_of_its_own_beside_the_law() -> None:
    (law_alone,) = {len(book.edition.rules) - QUICK.own_rules for book in BOOKS.values()}
    assert law_alone <= len(law().rules)
    assert len(BOOKS) == QUICK.councils


def test_a_council_speaks_only_on_questions_that_a_protocol_may_answer() -> None:
    open_to_packs = {question.name for question in law().questions if question.packs_may_add}
    rules = own_rules(law(), "council_001", 60, random.Random(1))
    assert {rule.question for rule in rules} <= open_to_packs


def test_a_council_decides_alone_as_it_decides_among_all(chosen: tuple[Situation, ...]) -> None:
    name, rulebook = next(iter(BOOKS.items()))
    alone, among = Registry({name: rulebook}), Registry(BOOKS)
    for situation in chosen:
        among.let_others_decide(situation.facts)
        assert alone.compiled((name, situation.facts)) == among.compiled((name, situation.facts))


def test_some_council_decides_otherwise_than_another(chosen: tuple[Situation, ...]) -> None:
    among = Registry(BOOKS)
    heard = [{name: str(among.compiled((name, each.facts))) for name in BOOKS} for each in chosen]
    assert any(len(set(by_council.values())) > 1 for by_council in heard)


def test_each_round_is_all_situations_of_one_council(chosen: tuple[Situation, ...]) -> None:
    given = [(name, situation.facts) for name in BOOKS for situation in chosen]
    rounds = rounds_by_council(BOOKS, QUICK, given)
    councils = [{given[index][0] for index in each} for each in rounds]
    assert {len(each) for each in councils} == {1}
    assert len(set.union(*councils)) == CHOSEN
    assert {len(set(each)) for each in rounds} == {len(chosen)}
