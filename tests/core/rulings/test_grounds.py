"""Grounds that may stand, and those that may not; each rule with the case just outside it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from gatekeeper.core.rulings import GROUNDS, NEVER_LAWFUL, GroundCode, Need
from tests.core.rulings.proposing import (
    COMING,
    EXEMPT,
    NOT_NEEDED,
    about,
    flags,
    grant,
    not_held,
    pack,
    part,
    refusal,
    stops,
    the_stop,
)

IRRELEVANT = ("party_advantage", "embarrassment", "fear_of_leaks", "convenience", "distrust_of_requester")


def test_every_ground_has_its_law() -> None:
    assert set(get_args(GroundCode)) == set(GROUNDS)
    assert set(IRRELEVANT) == NEVER_LAWFUL
    assert all(law.sentence.endswith(".") and law.source for law in GROUNDS.values())


@pytest.mark.parametrize("code", IRRELEVANT)
@pytest.mark.parametrize("beside", [(), ("no_need_shown",)])
def test_an_irrelevant_ground_spoils_the_decision_alone_or_beside_another(code: str, beside: tuple[str, ...]) -> None:
    assert stops(about(), refusal(code, *beside)) == {"irrelevant_ground"}


def test_without_the_irrelevant_ground_the_same_refusal_stands() -> None:
    assert stops(about(), refusal("no_need_shown")) == set()
    assert "spoils the whole decision" in the_stop("irrelevant_ground", about(), refusal("convenience")).why


def test_a_refusal_and_a_partial_grant_need_a_ground() -> None:
    assert "no_ground" in stops(about(), refusal(grounds=()))
    cut = replace(part("briefing"), form="facts_only")
    assert "no_ground" in stops(about(), cut)
    assert stops(about(), replace(cut, grounds=("another",))) == set()
    assert stops(about(), part("redacted_copy")) == set()


def test_a_full_grant_has_no_ground() -> None:
    assert stops(about(), grant(grounds=("another",))) == {"grounds_on_a_grant"}
    assert stops(about(), grant()) == set()


def test_what_is_not_held_is_not_refused_and_is_ruled_so_only_on_that_ground() -> None:
    gone = Need(held=False)
    assert "not_held_is_no_refusal" in stops(about(), refusal("not_held", need=gone))
    assert "not_held_on_other_grounds" in stops(about(), not_held("not_held", "convenience"), searches_recorded=True)
    assert stops(about(), not_held("not_held"), searches_recorded=True) == set()


def test_not_held_needs_searches_on_record_and_no_council_document_needs_none() -> None:
    assert stops(about(), not_held("cannot_be_found")) == {"not_held_without_searches"}
    assert stops(about(), not_held("cannot_be_found"), searches_recorded=True) == set()
    assert stops(about(), not_held("not_council_document", need=Need(council_document=False))) == set()


@pytest.mark.parametrize(
    ("code", "given", "need"),
    [
        ("roving_commission", ("!document_identified", "narrowing_offered"), Need()),
        ("curiosity_only", (), Need(curiosity_only=True)),
        ("other_groups_papers", ("other_groups_internal_papers",), Need()),
        ("third_party_personal_data", ("third_party_personal_data",), None),
        ("privileged_and_adverse", ("legally_privileged", "requester_adverse"), Need()),
        ("disproportionate", (), Need(disproportionate=True, narrowing_offered=True)),
        ("undertaking_refused", (), Need(undertaking_asked=True, undertaking_refused=True)),
        ("later_use_differs", (), Need(later_use_differs=True)),
        ("matter_closed", ("matter_closed",), NOT_NEEDED),
        ("circulation_limited", ("circulation_limited",), NOT_NEEDED),
    ],
)
def test_a_ground_stands_on_its_finding_and_not_without_it(
    code: str, given: tuple[str, ...], need: Need | None
) -> None:
    specific = Need(
        duty="ward work", why_now="now", reasonably_necessary=True, specific_terms=False, identities_needed=False
    )
    assert stops(about(*given), refusal(code, need=need or specific)) == set()
    assert "ground_without_finding" in stops(about(), refusal(code))


def test_need_found_is_not_answered_by_no_need_shown() -> None:
    found = Need(duty="ward work", why_now="now", reasonably_necessary=True)
    assert stops(about(), refusal("no_need_shown", need=found)) == {"ground_without_finding"}


@pytest.mark.parametrize(
    ("council", "code", "given"),
    [
        ("wbc", "casework", "casework_about_individual"),
        ("surrey_heath", "covert_research", "covert_research"),
        ("east_devon", "disciplinary_detail", "disciplinary_hearing_detail"),
    ],
)
def test_a_protocol_s_ground_stands_only_where_the_protocol_has_it(council: str, code: str, given: str) -> None:
    refused = refusal(code, need=Need(), decided_as="monitoring_officer")
    assert stops(about(given, council=council), refused, pack=pack(council)) == set()
    assert stops(about(given), refused) == {"ground_not_in_protocol"}


def test_not_relevant_to_scrutiny_is_a_ground_of_regulation_17_only() -> None:
    assert "ground_does_not_apply" in stops(about(), refusal("not_relevant_to_scrutiny", "no_need_shown"))


def test_adviser_advice_is_no_ground_where_no_executive_right_is_in_question() -> None:
    coming = ("adviser_advice", "document_kind=report", "considered_for_executive_decision", "executive_private_done")
    assert "ground_does_not_apply" in stops(about("adviser_advice"), refusal("adviser_advice", "no_need_shown"))
    assert stops(about(*coming), refusal("adviser_advice", "no_need_shown")) == set()


def test_a_statutory_post_refuses_only_on_grounds_the_statute_knows() -> None:
    assert "ground_unknown_to_statute" in stops(about(*EXEMPT), refusal(decided_as="proper_officer"))
    assert "ground_unknown_to_statute" not in stops(about(*EXEMPT), refusal(decided_as="director"))
    in_part = part(grounds=("another",), decided_as="proper_officer")
    assert stops(about(*EXEMPT), in_part) == {"ground_unknown_to_statute"}
    assert stops(about(*EXEMPT), grant(decided_as="proper_officer")) == set()


def test_where_only_statute_is_in_question_need_is_no_ground() -> None:
    not_a_member = about(*EXEMPT, "!serving_councillor")
    assert not_a_member.passages[0].outcome == "not_entitled"
    assert stops(not_a_member, refusal()) == {"ground_unknown_to_statute"}
    assert stops(not_a_member, refusal(grounds=())) == {"no_ground"}
    assert stops(not_a_member, refusal("no_need_shown", "outside_the_right")) == set()
    assert stops(not_a_member, refusal("outside_the_right")) == set()


def test_that_no_statute_opens_it_is_no_answer_to_her_need() -> None:
    assert stops(about(*EXEMPT), refusal("exempt", paragraphs=(1,))) == {"no_answer_to_need"}
    assert stops(about(*EXEMPT), refusal("exempt", "no_need_shown", paragraphs=(1,))) == set()


def test_exempt_means_a_paragraph_that_holds_today() -> None:
    def refused(*paragraphs: int) -> set[str]:
        return stops(about(*EXEMPT), refusal("exempt", "no_need_shown", paragraphs=paragraphs))

    assert refused() == {"exempt_without_paragraph"}
    assert refused(2) == {"not_exempt"}
    assert refused(10) == {"not_exempt"}
    assert refused(1) == set()


def test_what_must_be_registered_is_not_exempt_within_paragraph_3_and_may_be_within_another() -> None:
    past = ("past_closed_item", "registered_information")
    third = ("claimed_para_3", "balance_para_3=maintain", "confirmed_para_3")
    first = ("claimed_para_1", "balance_para_1=maintain", "confirmed_para_1")
    by_third = refusal("exempt", "no_need_shown", paragraphs=(3,))
    assert stops(about(*past, *third), by_third) == {"not_exempt"}
    assert stops(about(past[0], *third), by_third) == set()
    assert stops(about(*past, *first), replace(by_third, paragraphs=(1,))) == set()


def test_the_council_s_own_planning_permission_is_never_exempt() -> None:
    planning = about(*EXEMPT[2:], "past_closed_item", "self_planning_application")
    assert stops(planning, refusal("exempt", "no_need_shown", paragraphs=(1,))) == {"not_exempt"}


def test_a_paragraph_whose_balance_is_not_confirmed_is_no_ground_yet() -> None:
    past = ("past_closed_item", "claimed_para_1", "balance_para_1=maintain")
    refused = refusal("exempt", "no_need_shown", paragraphs=(1,))
    assert "balance_not_confirmed" in stops(about(*past), refused)
    assert "balance_not_confirmed" not in stops(about(*past, "confirmed_para_1"), refused)


def test_another_ground_is_flagged_and_the_reasons_must_carry_it() -> None:
    assert "another_ground" in flags(about(), refusal("another"))
    assert "reasons_missing" in stops(about(), refusal("another", reasons="No."))
    assert "another_ground" not in flags(about(), refusal())


def test_a_ground_against_a_right_is_told_by_the_right() -> None:
    assert stops(about(*COMING), refusal("disproportionate", need=Need(disproportionate=True))) >= {"refuses_a_right"}
