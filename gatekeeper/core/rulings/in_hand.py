"""One proposed ruling in hand: the proposal, what the machine made of the passage, and what else bears on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gatekeeper.core.decision.results import DocumentResult, PassageResult, RouteResult
from gatekeeper.core.facts import Value
from gatekeeper.core.pack import Pack
from gatekeeper.core.rulings.proposal import Advice, Proposal
from gatekeeper.core.rulings.words import GIVEN, WITHHELD, Form, Key, Ruling

FEW_WORDS = 5
"""Fewer words than this are no reasons that anybody could test."""

STATUTORY = ("member", "public")
FACT_OF: Final[Mapping[str, str]] = {
    "council_document": "council_document",
    "held": "held_by_council",
    "identified": "document_identified",
    "narrowing_offered": "narrowing_offered",
    "duty": "duty_stated",
    "why_now": "why_now_stated",
    "later_use_differs": "later_use_differs",
    "curiosity_only": "curiosity_only",
    "improper_purpose_evidenced": "improper_purpose_evidenced",
    "improper_purpose_dominant": "improper_purpose_dominant",
    "member_heard": "member_heard",
    "circulation_limited": "circulation_limited",
    "matter_closed": "matter_closed",
    "bears_on_own_committee": "bears_on_own_committee",
    "reasonably_necessary": "reasonably_necessary",
    "specific_terms": "reason_in_specific_terms",
    "identities_needed": "identities_needed",
    "requester_adverse": "requester_adverse",
    "least_form_that_suffices": "sufficient_means",
    "undertaking_refused": "undertaking_refused",
    "disproportionate": "disproportionate",
}
"""The fact of the case file that answers the same question as a finding of ``Need``."""

ONLY_IF_YES: Final = frozenset({"duty", "why_now", "reasonably_necessary", "specific_terms"})
"""Questions that ask whether something *has been found*: a no there is no finding against her."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The ruling that stands on a passage; ``cleared``: by it the monitoring officer cleared a bar."""

    ruling: Ruling
    form: Form | None = None
    conditions: tuple[str, ...] = ()
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What the proposals of a request have in common. Instants are aware."""

    pack: Pack | None
    advice: Mapping[Key, tuple[Advice, ...]]
    due: Mapping[Key, datetime]
    now: datetime
    at_rung: int
    wants: Form | None
    searches_recorded: bool
    statement_to_scrutiny: bool
    standing: Mapping[Key, Standing]


@dataclass(frozen=True, slots=True)
class InHand:
    """One proposal beside the machine's result on its passage."""

    proposal: Proposal
    result: PassageResult
    setting: Setting

    @property
    def key(self) -> Key:
        """The passage it is about."""
        return self.proposal.key

    @property
    def refused(self) -> bool:
        """Whether she would get nothing of it."""
        return self.proposal.ruling == "refused"

    @property
    def given(self) -> bool:
        """Whether she would get any of it."""
        return self.proposal.ruling in GIVEN

    @property
    def withheld(self) -> bool:
        """Whether anything of it would be kept from her."""
        return self.proposal.ruling in WITHHELD

    @property
    def opened(self) -> tuple[RouteResult, ...]:
        """The statutory routes that are open on this passage, whatever else stands in the way."""
        return tuple(route for route in self.result.routes if route.kind in STATUTORY and route.status == "open")

    @property
    def entitled(self) -> bool:
        """Whether a statute opens it to her now (by the practice of redaction too)."""
        return self.result.outcome == "entitled" and bool(self.opened)

    @property
    def entitled_by_protocol(self) -> bool:
        """Whether only the council's own rules open it to her."""
        return self.result.outcome == "entitled" and not self.opened

    @property
    def possible_positions(self) -> tuple[str, ...]:
        """Where she may stand at common law; empty where the common law is not asked."""
        return self.result.common_law.could_be if self.result.common_law else ()

    @property
    def position(self) -> str:
        """Where she stands at common law; empty where the common law is not asked."""
        return self.result.common_law.position if self.result.common_law else ""

    @property
    def reasoned(self) -> bool:
        """Whether the reasons are more than a few words."""
        return words_in(self.proposal.reasons) >= FEW_WORDS

    @property
    def cleared(self) -> bool:
        """Whether the monitoring officer (or the deputy) decides it and states the clearance of the bar."""
        posts = ("monitoring_officer", "deputy_monitoring_officer")
        return self.proposal.decided_as in posts and bool(self.proposal.clearance.strip())

    def fact(self, name: str) -> Value:
        """What the machine was told, None for *not yet known*."""
        return dict(self.result.facts).get(name)

    def found(self, question: str) -> Any:
        """The finding on a question of ``Need``: the officer's own, or else the case file's; None if nobody found."""
        own = getattr(self.proposal.need, question)
        if own is not None:
            return own.strip() or None if isinstance(own, str) else own
        return found_before(self.result, question)


@dataclass(frozen=True, slots=True)
class Whole:
    """One document: the machine's result and every proposal for a passage of it."""

    result: DocumentResult
    proposals: tuple[InHand, ...]
    setting: Setting


def found_before(result: PassageResult, question: str) -> Any:
    """What the case file already holds on a question of ``Need``; None where it holds no finding."""
    told = dict(result.facts).get(FACT_OF.get(question, ""))
    if told is False and question in ONLY_IF_YES:
        return None
    return "facts_only" if told == "answer" else told


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+", text))
