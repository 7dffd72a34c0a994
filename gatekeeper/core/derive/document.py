"""Facts about the document itself: kind, holder, draft, copyright."""

from __future__ import annotations

from gatekeeper.core.case import Document
from gatekeeper.core.derive.found import Found, FoundFacts, Known, any_of, one_of, stated

_COUNCIL_HAS_IT = frozenset({"council", "executive", "both"})
_EXECUTIVE_HAS_IT = frozenset({"executive", "both"})


def document_facts(document: Document, place: str, executive: Found | None) -> FoundFacts:
    """What the document is and who has it. `executive` is whether the council has one on the day that matters."""
    return {
        **stated(document, "kind", "document_kind", place),
        **_held(document, place, executive),
        **_draft(document, place),
        **stated(document, "considered_for_executive_decision", "considered_for_executive_decision", place),
        **stated(document, "listed_background_paper", "listed_background_paper", place),
        **_copyright(document, place),
    }


def _held(document: Document, place: str, executive: Found | None) -> FoundFacts:
    """What the executive has, the council has: the executive is part of it (Statement of law 6.5 (15))."""
    facts: FoundFacts = {}
    if executive is not None and executive.value is False:
        facts["held_by_executive"] = executive
    elif document.states("holder") or document.states("executive_can_call_for_it"):
        facts["held_by_executive"] = Found(_executive_holds(document), f"{place}.holder")
    fields = ("holder", "council_can_call_for_it", "executive_can_call_for_it")
    if any(document.states(field) for field in fields):
        facts["held_by_council"] = Found(_council_holds(document), f"{place}.holder")
    return facts


def _council_holds(document: Document) -> Known:
    if document.holder == "nobody":
        return False
    by_call = any_of([document.council_can_call_for_it, document.executive_can_call_for_it is True])
    return any_of([one_of(document.holder, _COUNCIL_HAS_IT), by_call])


def _executive_holds(document: Document) -> Known:
    if document.holder == "nobody":
        return False
    return any_of([one_of(document.holder, _EXECUTIVE_HAS_IT), document.executive_can_call_for_it])


def _draft(document: Document, place: str) -> FoundFacts:
    if not document.states("draft"):
        return {}
    return {"only_in_draft": Found(one_of(document.draft, {"draft_only"}), f"{place}.draft")}


def _copyright(document: Document, place: str) -> FoundFacts:
    if not document.states("copyright"):
        return {}
    return {"third_party_copyright": Found(one_of(document.copyright, {"third_party"}), f"{place}.copyright")}
