"""An invented council's documents, as one councillor's findings about each: sorts, marks and traits by how common."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from bench.scale import SEED
from gatekeeper.core.facts import Facts, Value, Vocabulary
from gatekeeper.policy.cases import given_facts

SORTS: Mapping[str, int] = {
    "document_kind=report coming_at_committee papers_public_now": 5,
    "document_kind=agenda coming_at_committee papers_public_now": 3,
    "document_kind=report coming_at_sub_committee": 2,
    "document_kind=report coming_at_council papers_public_now": 2,
    "document_kind=report coming_at_scrutiny papers_public_now": 2,
    "document_kind=report past_open_item within_six_years_of_meeting within_four_years_of_meeting": 14,
    "document_kind=minutes past_open_item within_six_years_of_meeting within_four_years_of_meeting": 8,
    "document_kind=minutes past_open_item": 8,
    "document_kind=report past_closed_item within_six_years_of_meeting": 4,
    "document_kind=summary_of_proceedings past_closed_item within_six_years_of_meeting": 2,
    "document_kind=background_paper listed_background_paper past_open_item within_four_years_of_meeting": 7,
    "document_kind=report executive_public_coming executive_papers_public_now considered_for_executive_decision": 3,
    "document_kind=report executive_private_coming considered_for_executive_decision": 2,
    "document_kind=report executive_public_done within_six_years_of_decision considered_for_executive_decision": 6,
    "document_kind=report executive_private_done within_six_years_of_decision considered_for_executive_decision": 3,
    "document_kind=executive_decision_record individual_decision_made within_six_years_of_decision": 3,
    "document_kind=officer_decision_record officer_delegated_decision_made within_six_years_of_delegated_decision": 4,
    "document_kind=accounting_record behind_the_accounts": 5,
    "document_kind=statement_of_accounts": 1,
    "document_kind=public_register": 3,
    "document_kind=correspondence": 9,
    "document_kind=correspondence constituent_correspondence": 4,
}
"""Sorts of document, as findings, and how many in a hundred are of each."""

MARKS: Mapping[str, int] = {
    "": 78,
    "marked_exempt claimed_para_3 balance_para_3=maintain negotiation_terms=live": 5,
    "marked_exempt claimed_para_3 balance_para_3=maintain negotiation_terms=agreed": 3,
    "marked_exempt claimed_para_3 balance_para_3=disclose negotiation_terms=historic": 2,
    "marked_exempt claimed_para_1 balance_para_1=maintain third_party_personal_data": 5,
    "marked_exempt claimed_para_2 balance_para_2=equal third_party_personal_data": 2,
    "marked_exempt claimed_para_5 balance_para_5=maintain legally_privileged": 3,
    "confidential_basis=enactment showing_member_breaches": 1,
    "adviser_advice": 1,
}
"""What stands in the way of the public, as findings, and how many in a hundred documents carry it."""

TRAITS: Mapping[str, int] = {
    "affects_own_ward": 12,
    "third_party_personal_data": 8,
    "environmental_information": 8,
    "member_of_responsible_body": 15,
    "other_passage_withheld": 5,
    "third_party_copyright": 3,
    "identifiable_officer": 3,
    "special_category_data": 1,
    "only_in_draft": 1,
}
"""Findings that come with any sort of document, and how many in a hundred have each."""


def documents(base: Facts, vocabulary: Vocabulary, count: int) -> Iterator[dict[str, Value]]:
    """The findings on as many documents, one at a time, always the same ones. ``base`` is what holds for all."""
    rng = random.Random(SEED)
    sorts, marks = (_readings(each, vocabulary) for each in (SORTS, MARKS))
    sort_shares, mark_shares, traits = list(SORTS.values()), list(MARKS.values()), list(TRAITS.items())
    for _ in range(count):
        (sort,), (mark,) = rng.choices(sorts, sort_shares), rng.choices(marks, mark_shares)
        yield {**base, **sort, **mark, **{name: True for name, share in traits if rng.random() * 100 < share}}


def _readings(kinds: Mapping[str, int], vocabulary: Vocabulary) -> Sequence[dict[str, Value]]:
    return [given_facts("invented documents", kind.split(), vocabulary) for kind in kinds]
