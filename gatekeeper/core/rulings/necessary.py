"""Which findings the law makes necessary before a passage may be determined at common law, by where she stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gatekeeper.core.decision.results import PassageResult
from gatekeeper.core.rulings.grounds import BIRMINGHAM, CONLAN, GAMPER, HOOK, GroundCode


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the need-to-know test that a person answers: the field of ``Need``, and whose answer it is."""

    name: str
    asks: str
    whose: str
    source: str


QUESTIONS: Final[Mapping[str, Question]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Question("duty", "For which of her duties does she need it?", "councillor", CONLAN),
            Question("why_now", "Why does she need it now?", "councillor", HOOK),
            Question(
                "reasonably_necessary",
                "Is access reasonably necessary, and not merely useful, for her properly to perform that duty now?",
                "determiner",
                f"{CONLAN}; {GAMPER}",
            ),
            Question(
                "specific_terms",
                "Has she justified in specific terms why her duty needs this personal data?",
                "determiner",
                f"{BIRMINGHAM}; UK GDPR Article 5(1)(c)",
            ),
            Question(
                "identities_needed",
                "Does her duty need the identities of the people in it?",
                "determiner",
                "UK GDPR Article 5(1)(c); Statement of law 5.2 (11)",
            ),
            Question(
                "least_form_that_suffices",
                "What is the least intrusive form that fully meets the need?",
                "determiner",
                f"{GAMPER}; Statement of law 5.2 (13)",
            ),
        )
    }
)
"""The questions that may be necessary, by field of ``Need``."""

NEED = ("duty", "why_now", "reasonably_necessary")
SPECIFIC = ("specific_terms", "identities_needed")
BY_POSITION: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "must_justify": NEED,
        "unsettled": NEED,
        "must_justify_in_specific_terms": (*NEED, *SPECIFIC),
        "strict": (*NEED, *SPECIFIC),
    }
)
"""What must be found where she has the burden. Where her need is presumed or shown, it is not asked again."""

STOPS_THE_TEST: Final[frozenset[GroundCode]] = frozenset(
    {
        "not_council_document",
        "not_held",
        "cannot_be_found",
        "confidential_information",
        "roving_commission",
        "curiosity_only",
        "improper_purpose",
        "other_groups_papers",
        "privileged_and_adverse",
        "disproportionate",
        "undertaking_refused",
        "later_use_differs",
        "casework",
        "covert_research",
        "disciplinary_detail",
    }
)
"""Grounds on which the ordered questions stop: what comes after them need not be found (statement of law 5.2)."""


def necessary(result: PassageResult) -> tuple[str, ...]:
    """The fields of ``Need`` that must be found before something is ruled at common law, on where she may stand."""
    if result.common_law is None:
        return ()
    by_position = [name for position in result.common_law.could_be for name in BY_POSITION.get(position, ())]
    personal = dict(result.facts).get("third_party_personal_data") is True
    return tuple(dict.fromkeys((*by_position, *(("identities_needed",) if personal else ()))))
