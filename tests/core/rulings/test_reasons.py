"""Reasons belong to passages: no one reason for a file, and nothing withheld altogether without an alternative."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gatekeeper.core.decision.results import DocumentResult
from gatekeeper.core.rulings import Proposal, check_rulings
from tests.core.decision.deciding import subject
from tests.core.rulings.proposing import (
    COMING,
    NOW,
    document,
    flags,
    grant,
    refusal,
    stops,
    the_stop,
)

OTHER_REASONS = "The letters name three residents whose complaints have nothing to do with her ward."


def two(*given_second: str) -> DocumentResult:
    """A document with two passages: the second holds something more."""
    return document(subject("costs"), subject("letters", given_second))


def on(passage: str, reasons: str, **changes: Any) -> Proposal:
    return replace(refusal(), passage=passage, reasons=reasons, **changes)


FIRST = "The costs were settled last year and nothing in them bears on her duty."


def test_one_reason_does_not_serve_passages_that_hold_different_things() -> None:
    different = two("legally_privileged")
    assert "letters" in the_stop("one_reason_for_the_file", different, on("costs", FIRST), on("letters", FIRST)).what
    assert stops(different, on("costs", FIRST), on("letters", OTHER_REASONS)) == set()


def test_naming_the_passage_in_it_does_not_make_two_reasons_of_one() -> None:
    first, second = (
        "Passage 1, costs: she does NOT need this at all.",
        "Passage 2, letters, she does not need this at all",
    )
    assert "one_reason_for_the_file" in stops(two("legally_privileged"), on("costs", first), on("letters", second))


def test_one_reason_for_passages_that_hold_the_same_is_flagged_only() -> None:
    assert stops(two(), on("costs", FIRST), on("letters", FIRST)) == set()
    assert "same_reason_everywhere" in flags(two(), on("costs", FIRST), on("letters", FIRST))
    assert "same_reason_everywhere" not in flags(two(), on("costs", FIRST), on("letters", OTHER_REASONS))


def test_one_reason_for_several_documents_is_flagged() -> None:
    costs, letters = document(subject("costs")), replace(document(subject("letters")), document="D2")
    same = (on("costs", FIRST), on("letters", FIRST, document="D2"))
    other = (on("costs", FIRST), on("letters", OTHER_REASONS, document="D2"))

    def flagged(proposals: tuple[Proposal, ...]) -> set[str]:
        return {each.code for each in check_rulings([costs, letters], proposals, pack=None, now=NOW).flags}

    assert "same_reason_everywhere" in flagged(same)
    assert "same_reason_everywhere" not in flagged(other)


def test_nothing_is_withheld_altogether_without_an_alternative_for_each_passage() -> None:
    bare = on("letters", OTHER_REASONS, alternatives_considered=())
    assert stops(two(), on("costs", FIRST), bare) == {"no_alternative_considered"}
    assert stops(two(), on("costs", FIRST), on("letters", OTHER_REASONS)) == set()


def test_where_something_is_given_the_rest_needs_no_alternative() -> None:
    bare = on("letters", OTHER_REASONS, alternatives_considered=())
    assert stops(two(), replace(grant(), passage="costs"), bare) == set()


def test_withholding_everything_is_flagged_and_something_open_is_not_everything() -> None:
    assert "withholds_everything" in flags(two(), on("costs", FIRST), on("letters", OTHER_REASONS))
    one_open = document(
        subject("costs", COMING), subject("letters", (*COMING, "claimed_para_1", "balance_para_1=maintain"))
    )
    assert "withholds_everything" not in flags(one_open, on("letters", OTHER_REASONS))


def test_a_passage_that_is_barred_counts_as_withheld() -> None:
    barred = ("confidential_basis=enactment", "showing_member_breaches", *COMING)
    assert "withholds_everything" in flags(document(subject("costs"), subject("letters", barred)), on("costs", FIRST))


def test_a_passage_left_without_a_ruling_is_flagged() -> None:
    assert "passage_left_out" in flags(two(), on("costs", FIRST))
    assert "passage_left_out" not in flags(two(), on("costs", FIRST), on("letters", OTHER_REASONS))
    assert flags(two()) == set()
