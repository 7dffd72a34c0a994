"""Tests of what a document and its passages are: holder, draft, paragraphs, negotiations, contents, pages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.derive.deriving import Changes, at, derived, fact, noon, origin

DOCUMENT = "documents[0]"
PASSAGE = "documents[0].passages[0]"
NO_EXECUTIVE = {"council.governance": [{"from": "2011-05-09", "executive_arrangements": False}]}


def document(**fields: Any) -> Changes:
    return {DOCUMENT: {"ref": "r", "title": "t", **fields}}


def passage(**fields: Any) -> Changes:
    return document(passages=[{"ref": "p", **fields}])


@pytest.mark.parametrize(
    ("fields", "council", "executive"),
    [
        ({"holder": "council"}, True, None),
        ({"holder": "council", "executive_can_call_for_it": True}, True, True),
        ({"holder": "council", "executive_can_call_for_it": False}, True, False),
        ({"holder": "executive"}, True, True),
        ({"holder": "both"}, True, True),
        ({"holder": "contractor"}, None, None),
        ({"holder": "partner", "council_can_call_for_it": True}, True, None),
        ({"holder": "other", "council_can_call_for_it": False}, False, None),
        ({"holder": "contractor", "executive_can_call_for_it": True}, True, True),
        ({"holder": "contractor", "council_can_call_for_it": False, "executive_can_call_for_it": False}, False, False),
        ({"holder": "nobody"}, False, False),
        ({"holder": "unknown"}, None, None),
        ({"holder": "unknown", "council_can_call_for_it": True}, True, None),
        ({"council_can_call_for_it": True}, True, None),
        ({"executive_can_call_for_it": True}, True, True),
        ({}, None, None),
    ],
)
def test_the_council_holds_what_it_or_its_executive_has_or_can_call_for(
    fields: Changes, council: bool | None, executive: bool | None
) -> None:
    facts = derived(document(**fields))[0].facts
    assert (facts["held_by_council"], facts["held_by_executive"]) == (council, executive)


def test_where_the_council_has_no_executive_none_holds_anything() -> None:
    changes = document(holder="both") | NO_EXECUTIVE
    assert (fact("held_by_council", changes), fact("held_by_executive", changes)) == (True, False)
    assert origin("held_by_executive", changes) == "council.governance[0]"
    assert fact("held_by_executive", changes, noon("2011-05-08")) is True


@pytest.mark.parametrize(
    ("draft", "expected"),
    [("final", False), ("draft_only", True), ("draft_that_was_considered", False), ("unknown", None)],
)
def test_a_paper_that_was_in_truth_considered_is_no_mere_draft(draft: str, expected: bool | None) -> None:
    assert fact("only_in_draft", document(draft=draft)) is expected


@pytest.mark.parametrize(("copyright", "expected"), [("council", False), ("third_party", True), ("unknown", None)])
def test_copyright_may_be_someone_elses(copyright: str, expected: bool | None) -> None:
    assert fact("third_party_copyright", document(copyright=copyright)) is expected


def test_of_a_document_of_which_nothing_is_written_nothing_is_known() -> None:
    facts = derived(document())[0].facts
    names = ("document_kind", "only_in_draft", "third_party_copyright", "listed_background_paper", "council_document")
    assert [facts[name] for name in names] == [None] * 5


def test_a_document_without_passages_is_decided_as_a_whole_that_stands_apart() -> None:
    (whole,) = derived(document())
    assert (whole.passage.ref, whole.passage.pages) == ("r", "whole")
    assert whole.facts["separable"] is True


def test_paragraphs_that_are_not_claimed_are_false_once_the_proper_officer_has_looked() -> None:
    looked, silent = derived(passage(paragraphs=[]))[0].facts, derived(passage())[0].facts
    assert [looked[f"claimed_para_{number}"] for number in range(1, 8)] == [False] * 7
    assert [silent[f"claimed_para_{number}"] for number in range(1, 8)] == [None] * 7


def test_a_paragraph_without_a_balance_is_claimed_and_its_balance_is_not_yet_known() -> None:
    facts = derived(passage(paragraphs=[{"number": 3}]))[0].facts
    assert (facts["claimed_para_3"], facts["balance_para_3"], facts["confirmed_para_3"]) == (True, None, None)
    assert (facts["claimed_para_1"], facts["balance_para_1"]) == (False, None)


@pytest.mark.parametrize("result", ["maintain", "equal", "disclose"])
@pytest.mark.parametrize("confirmed", [True, False, None])
def test_each_paragraph_has_its_own_balance_and_confirmation(result: str, confirmed: bool | None) -> None:
    balance: Changes = {"result": result} | ({} if confirmed is None else {"confirmed_for_this_request": confirmed})
    facts = derived(passage(paragraphs=[{"number": 3}, {"number": 5, "balance": balance}]))[0].facts
    assert (facts["balance_para_5"], facts["confirmed_para_5"]) == (result, confirmed)
    assert (facts["balance_para_3"], facts["confirmed_para_3"]) == (None, None)


def test_a_paragraphs_facts_name_the_place_they_come_from() -> None:
    assert origin("claimed_para_3") == f"{PASSAGE}.paragraphs[2]"
    assert origin("balance_para_3") == f"{PASSAGE}.paragraphs[2].balance.result"
    assert origin("confirmed_para_3") == f"{PASSAGE}.paragraphs[2].balance.confirmed_for_this_request"


@pytest.mark.parametrize("word", ["none", "live", "agreed", "historic", "unknown"])
def test_negotiations_in_a_word(word: str) -> None:
    assert fact("negotiation_terms", passage(negotiation=word)) == (None if word == "unknown" else word)


@pytest.mark.parametrize(
    ("accepted", "on", "expected"),
    [
        (True, "2026-01-04", "live"),
        (True, "2026-01-05", "live"),
        (True, "2026-03-30", "live"),
        (True, "2026-03-31", "agreed"),
        (False, "2026-03-30", "live"),
        (False, "2026-03-31", "historic"),
        (None, "2026-03-30", "live"),
        (None, "2026-03-31", None),
    ],
)
def test_negotiations_are_live_to_the_day_they_end_and_then_agreed_or_historic(
    accepted: bool | None, on: str, expected: str | None
) -> None:
    dates: Changes = {"opened_on": "2026-01-05", "concluded_on": "2026-03-31"}
    dates |= {} if accepted is None else {"accepted": accepted}
    assert fact("negotiation_terms", passage(negotiation=dates), noon(on)) == expected


def test_the_day_negotiations_end_begins_at_midnight_in_london() -> None:
    dates = {"opened_on": "2026-01-05", "concluded_on": "2026-03-31", "accepted": True}
    assert fact("negotiation_terms", passage(negotiation=dates), at("2026-03-30T22:59:59+00:00")) == "live"
    assert fact("negotiation_terms", passage(negotiation=dates), at("2026-03-30T23:00:00+00:00")) == "agreed"


def test_negotiations_without_an_end_are_live() -> None:
    assert fact("negotiation_terms", passage(negotiation={"opened_on": "2020-01-05"})) == "live"


def test_what_is_not_confidential_breaches_nothing() -> None:
    facts = derived(passage(confidential={"basis": "none"}))[0].facts
    names = ("confidential_basis", "showing_member_breaches", "bar_reaches_every_route")
    assert [facts[name] for name in names] == ["none", False, False]


def test_whether_showing_it_to_her_would_breach_is_not_known_until_it_is_found() -> None:
    enactment = {"basis": "enactment", "citation": "Adoption and Children Act 2002 ss.56-65"}
    open_question = derived(passage(confidential=enactment))[0].facts
    found = derived(passage(confidential=enactment | {"breach_if_shown_to_this_member": True}))[0].facts
    names = ("confidential_basis", "showing_member_breaches", "bar_reaches_every_route")
    assert [open_question[name] for name in names] == ["enactment", None, None]
    assert [found[name] for name in names] == ["enactment", True, None]


def test_what_an_officer_did_not_find_in_it_the_passage_does_not_hold() -> None:
    facts = derived(passage(contains=["third_party_personal_data"], contains_not_yet_known=["legally_privileged"]))[
        0
    ].facts
    assert facts["third_party_personal_data"] is True
    assert facts["legally_privileged"] is None
    assert facts["special_category_data"] is False
    assert derived(passage(contains=[]))[0].facts["third_party_personal_data"] is False


def test_where_nobody_has_looked_what_it_holds_is_not_known() -> None:
    assert fact("third_party_personal_data", passage()) is None


@pytest.mark.parametrize(
    ("first", "second", "stated", "expected"),
    [
        ("1-3", "4-9", None, True),
        ("1-3", "3-9", None, None),
        ("1-3", "3-9", True, True),
        ("1-3", "3-9", False, False),
        ("1-3", "3-9", "unknown", None),
        ("1, 5", "2-4", None, True),
        ("1, 5", "2-5", None, None),
        ("1-3", None, None, None),
        ("1-3", None, True, True),
        (None, "4-9", False, False),
    ],
)
def test_a_passage_that_shares_no_page_is_separable_and_otherwise_as_found(
    first: str | None, second: str | None, stated: object, expected: bool | None
) -> None:
    one: Changes = (
        {"ref": "a"} | ({"pages": first} if first else {}) | ({} if stated is None else {"separable": stated})
    )
    other: Changes = {"ref": "b"} | ({"pages": second} if second else {})
    assert fact("separable", document(passages=[one, other])) is expected


def test_a_passage_that_stands_apart_says_so_among_others_that_do_not() -> None:
    passages = [{"ref": "a", "pages": "1-3"}, {"ref": "b", "pages": "3-5"}, {"ref": "c", "pages": "6"}]
    assert [each.facts["separable"] for each in derived(document(passages=passages))] == [None, None, True]


def test_relevance_to_scrutiny_is_as_found_for_the_passage() -> None:
    facts = derived(passage(scrutiny={"own_scrutiny": True, "own_programme": "unknown"}))[0].facts
    names = ("relevant_to_own_scrutiny", "relevant_to_own_programme", "relevant_to_other_programme")
    assert [facts[name] for name in names] == [True, None, None]
