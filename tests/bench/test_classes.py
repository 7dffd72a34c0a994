"""Tests of classifying one councillor's documents: always the same, far fewer classes, the same answer either way."""

from __future__ import annotations

from itertools import islice

import pytest

from bench.classes import CHUNK, EachClassDecided, EachDecided, Way, chunks, classify, section
from bench.documents import MARKS, SORTS, documents
from bench.scale import QUICK
from gatekeeper.core.facts import Facts
from gatekeeper.locate import locate
from gatekeeper.policy.cases import load_bases
from gatekeeper.policy.rulebook import EditionRulebook


@pytest.fixture(scope="module")
def base(rulebook: EditionRulebook) -> Facts:
    """What holds for every document of the council."""
    return load_bases(locate("policies") / "bases.toml", rulebook.vocabulary)["plain"]


def test_the_shares_of_the_sorts_and_of_the_marks_are_of_a_hundred() -> None:
    assert (sum(SORTS.values()), sum(MARKS.values())) == (100, 100)


def test_two_measurements_are_of_the_same_documents(base: Facts, rulebook: EditionRulebook) -> None:
    first, second = (list(documents(base, rulebook.vocabulary, 50)) for _ in range(2))
    assert first == second


def test_every_document_has_possible_findings_only(base: Facts, rulebook: EditionRulebook) -> None:
    for facts in documents(base, rulebook.vocabulary, 200):
        rulebook.vocabulary.check(facts)


def test_a_class_is_decided_once_and_its_documents_are_answered_alike(base: Facts, rulebook: EditionRulebook) -> None:
    given = list(documents(base, rulebook.vocabulary, QUICK.documents))
    by_class = EachClassDecided(rulebook.compiled)
    ways: tuple[Way, ...] = (EachDecided(rulebook.compiled), by_class)
    seconds, said = classify(ways, iter(given))
    assert said[0] == said[1]
    assert {True, False} <= set(said[0])
    assert len(by_class.remembered) == len({tuple(facts.values()) for facts in given}) < len(given) / 2
    assert len(seconds) == len(ways)


def test_the_documents_come_in_portions_and_none_is_lost(base: Facts, rulebook: EditionRulebook) -> None:
    given = list(islice(documents(base, rulebook.vocabulary, CHUNK), 30))
    portions = list(chunks(iter(given * 100)))
    assert [len(portion) for portion in portions] == [CHUNK, 1_000]


def test_the_documents_and_their_distinct_classes_are_printed(rulebook: EditionRulebook) -> None:
    printed = section(QUICK, rulebook)
    assert printed.lines[0].startswith(f"{QUICK.documents:,} documents fall into ")
    assert "distinct classes of findings" in printed.lines[0]
