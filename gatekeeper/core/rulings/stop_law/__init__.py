"""Every stop there is, as a closed list: the code, why the law stops it, what to do instead, and the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StopCode = Literal[
    "unknown_passage",
    "ruled_twice",
    "refuses_a_right",
    "refuses_after_redaction",
    "not_held_but_open",
    "less_than_stands",
    "lesser_form_than_the_right",
    "condition_on_a_right",
    "improper_purpose_against_a_right",
    "point_not_settled",
    "facts_not_known",
    "balance_not_confirmed",
    "exempt_without_paragraph",
    "not_exempt",
    "ground_unknown_to_statute",
    "no_answer_to_need",
    "reasons_not_given_to_scrutiny",
    "barred",
    "may_be_barred",
    "bar_for_monitoring_officer",
    "irrelevant_ground",
    "ground_does_not_apply",
    "ground_without_finding",
    "ground_not_in_protocol",
    "no_ground",
    "grounds_on_a_grant",
    "reasons_missing",
    "one_reason_for_the_file",
    "no_alternative_considered",
    "improper_purpose_not_evidenced",
    "improper_purpose_not_dominant",
    "member_not_heard",
    "presumption_not_displaced",
    "narrowing_not_offered",
    "undertaking_not_asked",
    "finding_missing",
    "strict_need_not_found",
    "specific_need_not_found",
    "identities_not_needed",
    "form_missing",
    "form_on_a_refusal",
    "form_does_not_fit",
    "condition_on_a_refusal",
    "condition_not_allowed",
    "condition_without_reasons",
    "condition_contradicts_form",
    "not_held_on_other_grounds",
    "not_held_is_no_refusal",
    "not_held_without_searches",
    "no_such_rung",
    "authority_missing",
    "advice_missing",
]


@dataclass(frozen=True, slots=True)
class StopLaw:
    """The law behind one stop. ``why`` and ``remedy`` are clauses without a full stop."""

    code: StopCode
    why: str
    remedy: str
    source: str
