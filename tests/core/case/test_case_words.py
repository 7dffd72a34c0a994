"""Tests that the case file uses the words of the vocabulary, and that its guide tells every field."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

from gatekeeper.core.case import Dated, words
from gatekeeper.core.case.findings import PER_DOCUMENT, facts_of_level
from gatekeeper.core.case.guide import field_tables
from gatekeeper.core.case.requester import Requester
from gatekeeper.core.derive.silence import silence_table
from tests.core.case.samples import vocabulary

CHOICES = {
    "jurisdiction": words.Jurisdiction,
    "council_type": words.CouncilType,
    "capacity": words.Capacity,
    "request_kind": words.RequestKind,
    "sufficient_means": words.SufficientMeans,
    "ground_offered": words.GroundOffered,
    "document_kind": words.DocumentKind,
    "negotiation_terms": words.NegotiationState,
    "confidential_basis": words.ConfidentialBasis,
    "balance_para_3": words.BalanceResult,
}
LEVELS = ("council", "requester", "request", "document", "passage")


def guide(project: Path) -> str:
    return (project / "docs" / "case-file.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("fact", "choice"), CHOICES.items(), ids=list(CHOICES))
def test_the_words_are_those_of_the_fact(fact: str, choice: Any) -> None:
    assert get_args(choice) == vocabulary()[fact].choices


def test_every_choice_of_the_vocabulary_has_its_words_here() -> None:
    chosen = {fact.name for fact in vocabulary() if fact.choices and not fact.name.startswith("balance_para_")}
    assert chosen == CHOICES.keys() - {"balance_para_3"}


def test_every_content_and_every_fact_of_one_document_is_in_the_vocabulary() -> None:
    assert all(vocabulary()[content].subject == "passage" for content in get_args(words.Content))
    assert all(vocabulary()[fact].subject == "requester" for fact in PER_DOCUMENT)


def test_every_fact_but_the_computed_ones_may_be_found_at_some_level() -> None:
    found = {fact.name for level in LEVELS for fact in facts_of_level(level, vocabulary())}
    assert found == {fact.name for fact in vocabulary() if fact.supplier != "computed"}


def test_the_guide_tells_every_field_as_it_is(project: Path) -> None:
    assert guide(project).endswith(f"\n{field_tables()}\n"), (
        "write docs/case-file.md's tables again from field_tables()"
    )


def test_the_guide_tells_where_silence_is_an_answer(project: Path) -> None:
    assert silence_table() in guide(project)


def test_the_guide_explains_every_kind_of_body(project: Path) -> None:
    text = guide(project)
    assert not [body for body in get_args(words.LinkBody) if f"`{body}`" not in text.split("## Every field")[0]]


def test_two_periods_overlap_when_they_share_a_day() -> None:
    suspended = Requester.model_validate(
        {
            "kind": "councillor",
            "suspended": [{"from": "2024-01-01", "to": "2024-01-31"}, {"from": "2024-01-31"}, {"from": "2024-02-01"}],
        }
    ).suspended
    first, same_day, next_day = suspended
    assert isinstance(first, Dated)
    assert (first.overlaps(same_day), same_day.overlaps(first)) == (True, True)
    assert (first.overlaps(next_day), next_day.overlaps(first)) == (False, False)
