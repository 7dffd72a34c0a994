"""Why a ruling is not complete or contradicts itself, and what to do instead."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.rulings.stop_law import StopLaw

SHAPE: Final[tuple[StopLaw, ...]] = (
    StopLaw(
        "finding_missing",
        "The law makes this finding necessary before it can be determined",
        "make the finding and record its evidence",
        "Statement of law 5.2; R v Birmingham City Council ex p O [1983] 1 AC 578",
    ),
    StopLaw(
        "strict_need_not_found",
        "A child's, adoption, care or health file is shown only for a strict need, found in specific terms",
        "find the need in specific terms with the monitoring officer and the data protection officer, or withhold it",
        "R v Birmingham City Council ex p O [1983] 1 AC 578; Statement of law R47",
    ),
    StopLaw(
        "specific_need_not_found",
        "Personal data about others is shown only where her duty needs it in specific terms",
        "find the need in specific terms, take the personal data out, or give the facts without it",
        "R v Birmingham City Council ex p O [1983] 1 AC 578; UK GDPR Article 5(1)(c)",
    ),
    StopLaw(
        "identities_not_needed",
        "Her duty does not need the identities of the people in it",
        "give a redacted copy, a briefing or the facts, without what identifies them",
        "UK GDPR Article 5(1)(c); Statement of law 5.2 (11)",
    ),
    StopLaw(
        "form_missing",
        "What is granted is given in some form",
        "name the form",
        "Statement of law 5.2 (13)",
    ),
    StopLaw(
        "form_on_a_refusal",
        "Nothing is given, so there is no form",
        "drop the form, or call it partly granted",
        "Statement of law 5.2 (13)",
    ),
    StopLaw(
        "form_does_not_fit",
        "Granted means all of it in a form that gives what she asked for; partly granted means less than that",
        "change the form, or call the ruling what it is",
        "Statement of law 5.2 (13)",
    ),
    StopLaw(
        "condition_on_a_refusal",
        "Nothing is given, so nothing can be conditional",
        "drop the condition",
        "Statement of law 5.2 (14)",
    ),
    StopLaw(
        "condition_not_allowed",
        "On the record no condition may be set here",
        "drop the condition; a notice about the use of what she is given may be shown instead",
        "Statement of law 5.2 (14)",
    ),
    StopLaw(
        "condition_without_reasons",
        "A condition that the protocol does not provide must be reasonable, and the reasons must show that",
        "give reasons for it, or choose a condition that the protocol provides",
        "Statement of law 5.2 (14)",
    ),
    StopLaw(
        "condition_contradicts_form",
        "Inspection only and a copy exclude each other",
        "choose one",
        "Statement of law 5.2 (13)-(14)",
    ),
    StopLaw(
        "not_held_on_other_grounds",
        "Not held means that there is nothing to give, on no other ground than that",
        "state that it is no council document, is not held or cannot be found; otherwise refuse it on its ground",
        "Statement of law 5.2 (1)-(2)",
    ),
    StopLaw(
        "not_held_is_no_refusal",
        "What does not exist, or is not the council's, is not refused",
        "rule it not held, with the searches on record",
        "Statement of law 5.2 (1)-(2)",
    ),
    StopLaw(
        "not_held_without_searches",
        "That it is not held, or cannot be found, is known only from searches",
        "record where it was searched for, by whom and when",
        "Statement of law R40",
    ),
    StopLaw(
        "no_such_rung",
        "The protocol has no such rung, so nobody may rule on it there",
        "check at which rung the dispute is",
        "Statement of law 5.3",
    ),
    StopLaw(
        "authority_missing",
        "The protocol has rulings on this rung made on decided authority",
        "cite at least one decided case that the ruling follows",
        "the council's own protocol",
    ),
    StopLaw(
        "advice_missing",
        "Advice must be taken before this is determined",
        "take the advice, record it, and then rule",
        "Statement of law 5.3",
    ),
)
