"""Proposing rulings on real decisions: a passage from findings, an officer's proposal, and what the check says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from gatekeeper.core.decision import Subject, decide
from gatekeeper.core.decision.results import DocumentResult, PassageResult
from gatekeeper.core.pack import Pack
from gatekeeper.core.rulings import Checked, Need, Proposal, Stop, check_rulings
from gatekeeper.policy.library import law, rulebook
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.assess import packs
from tests.core.decision.deciding import matter, subject

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
KEY = ("D1", "p")
REASONS = "The report sets out the staffing options and nothing in it bears on the duty she has named."

COMING = ("coming_at_committee", "document_kind=report")
EXEMPT = (*COMING, "claimed_para_1", "balance_para_1=maintain", "confirmed_para_1")
PRESUMED = ("member_of_responsible_body",)
DONE = ("document_kind=report", "considered_for_executive_decision", "executive_private_done", "scrutiny_member")
SCRUTINY_EXEMPT = (*DONE, "claimed_para_3", "balance_para_3=maintain", "confirmed_para_3", "negotiation_terms=live")
BARRED = (*COMING, "confidential_basis=enactment", "showing_member_breaches")

NOT_NEEDED = Need(duty="ward work", why_now="a vote on Tuesday", reasonably_necessary=False)
NEEDED = Need(
    duty="the scrutiny of the budget",
    why_now="a vote on Tuesday",
    reasonably_necessary=True,
    least_form_that_suffices="whole_copy",
)
SPECIFIC = replace(NEEDED, specific_terms=True, identities_needed=True)


def pack(council: str) -> Pack:
    """A shipped pack."""
    return packs()[council].pack


@lru_cache
def book(council: str | None) -> EditionRulebook:
    """The rulebook of the day with a council's protocol, or without."""
    if council is None:
        return rulebook(law().edition(ON))
    loaded = packs()[council]
    return rulebook(law().edition(ON, loaded.rules, loaded.pack))


def document(*subjects: Subject, council: str | None = None) -> DocumentResult:
    """The decision on the passages of one document."""
    return decide(subjects, matter(), book(council)).documents[0]


@lru_cache
def about(*given: str, not_known: tuple[str, ...] = (), council: str | None = None) -> DocumentResult:
    """The decision on a document of one passage, from findings beyond the plain ones."""
    facts = subject("p", given, not_known).facts
    ours = {"sufficient_means": None, "identities_needed": None}
    kept = {name: value for name, value in ours.items() if not any(each.startswith(name) for each in given)}
    return document(Subject("D1", "A document", "p", "1", {**facts, **kept}), council=council)


def only(result: DocumentResult) -> PassageResult:
    """The one passage of a document."""
    return result.passages[0]


def refusal(*grounds: str, need: Need = NOT_NEEDED, **changes: Any) -> Proposal:
    """A careful refusal, on need to know unless other grounds are named."""
    return _proposal(
        {"ruling": "refused", "grounds": grounds or ("no_need_shown",), "alternatives_considered": ("briefing",)},
        need,
        changes,
    )


def grant(*, need: Need = NEEDED, **changes: Any) -> Proposal:
    """A grant of the whole passage, as a copy."""
    return _proposal({"ruling": "granted", "form": "whole_copy"}, need, changes)


def part(form: str = "redacted_copy", *, need: Need = NEEDED, **changes: Any) -> Proposal:
    """A partial grant, in a form found to meet her need."""
    sufficing: Any = form
    return _proposal(
        {"ruling": "partly_granted", "form": form}, replace(need, least_form_that_suffices=sufficing), changes
    )


def not_held(*grounds: str, **changes: Any) -> Proposal:
    """That there is nothing to give."""
    need = changes.pop("need", Need(held=False))
    return _proposal({"ruling": "not_held", "grounds": grounds or ("not_held",)}, need, changes)


def _proposal(base: dict[str, Any], need: Need, changes: dict[str, Any]) -> Proposal:
    start = {"document": "D1", "passage": "p", "reasons": REASONS, "decided_as": "director", "need": need}
    return Proposal(**{**start, **base, **changes})


def check(result: DocumentResult, *proposals: Proposal, **setting: Any) -> Checked:
    """Check proposals on one document, without a pack unless one is given."""
    return check_rulings([result], proposals, **{"pack": None, "now": NOW, **setting})


def stops(result: DocumentResult, *proposals: Proposal, **setting: Any) -> set[str]:
    """The codes of what stops the proposals."""
    return {each.code for each in check(result, *proposals, **setting).stops}


def flags(result: DocumentResult, *proposals: Proposal, **setting: Any) -> set[str]:
    """The codes of what is flagged."""
    return {each.code for each in check(result, *proposals, **setting).flags}


def the_stop(code: str, result: DocumentResult, *proposals: Proposal, **setting: Any) -> Stop:
    """The first stop of a code; an error if there is none."""
    return next(each for each in check(result, *proposals, **setting).stops if each.code == code)
