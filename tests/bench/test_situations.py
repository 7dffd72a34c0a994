"""Tests of the situations that are measured: always the same, of every kind, and possible findings only."""

from __future__ import annotations

from collections import Counter

from bench.scale import QUICK
from bench.situations import FIRST_SUPPLIERS, Situation, situations
from gatekeeper.core.facts import Facts
from gatekeeper.policy.rulebook import EditionRulebook


def test_two_measurements_are_of_the_same_situations(
    worked: tuple[Facts, ...], chosen: tuple[Situation, ...], rulebook: EditionRulebook
) -> None:
    assert situations(worked, rulebook.vocabulary, QUICK.situations) == chosen


def test_there_are_as_many_situations_of_each_kind(chosen: tuple[Situation, ...]) -> None:
    assert set(Counter(each.kind for each in chosen).values()) == {QUICK.situations}


def test_no_situation_of_a_kind_comes_twice(worked: tuple[Facts, ...], rulebook: EditionRulebook) -> None:
    many = situations(worked, rulebook.vocabulary, 12)
    assert len({(each.kind, tuple(each.facts.items())) for each in many}) == len(many)


def test_every_finding_is_one_that_the_vocabulary_knows(
    chosen: tuple[Situation, ...], rulebook: EditionRulebook
) -> None:
    for each in chosen:
        rulebook.vocabulary.check(each.facts)
        assert list(each.facts) == [fact.name for fact in rulebook.vocabulary]


def test_at_first_contact_only_the_register_and_the_councillor_have_spoken(
    chosen: tuple[Situation, ...], rulebook: EditionRulebook
) -> None:
    met = [each for each in chosen if each.kind == "first contact"]
    known = {name for each in met for name, value in each.facts.items() if value is not None}
    assert {rulebook.vocabulary[name].supplier for name in known} == FIRST_SUPPLIERS


def test_some_situations_are_complete_and_some_are_not(chosen: tuple[Situation, ...]) -> None:
    assert {each.complete for each in chosen} == {True, False}
