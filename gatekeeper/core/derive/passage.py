"""Facts about one passage: the paragraphs claimed, negotiations, confidence, what it holds, whether it stands apart."""

from __future__ import annotations

from datetime import date
from typing import Final, get_args

from gatekeeper.core.case import Document, NegotiationDates, Paragraph, Passage, stands_apart
from gatekeeper.core.case.words import Content
from gatekeeper.core.derive.found import Found, FoundFacts, stated

_PARAGRAPHS: Final = range(1, 8)
_SCRUTINY: Final = {
    "own_scrutiny": "relevant_to_own_scrutiny",
    "own_programme": "relevant_to_own_programme",
    "other_programme": "relevant_to_other_programme",
}
_OF_CONFIDENCE: Final = {
    "breach_if_shown_to_this_member": "showing_member_breaches",
    "reaches_every_route": "bar_reaches_every_route",
}


def passage_facts(passage: Passage, document: Document, place: str, on: date) -> FoundFacts:
    """What the file tells of the passage on that day."""
    facts = _claims(passage, place) | _negotiation(passage, place, on) | _confidence(passage, place)
    facts |= stated(passage, "registered", "registered_information", place)
    facts |= stated(passage, "self_planning", "self_planning_application", place)
    facts |= _contents(passage, place) | _separable(passage, document, place)
    for field, fact in _SCRUTINY.items():
        facts |= stated(passage.scrutiny, field, fact, f"{place}.scrutiny")
    return facts


def negotiation_state(dates: NegotiationDates, on: date) -> str | None:
    """live until the day they end, then agreed or historic; None where it is not known which.

    Terms *to be proposed* are within the words of 1972 Act s.100F(2A)(a), so the time before they began is live too.
    """
    if dates.concluded_on is None or on < dates.concluded_on:
        return "live"
    return {True: "agreed", False: "historic", None: None}[dates.accepted]


def _claims(passage: Passage, place: str) -> FoundFacts:
    if passage.paragraphs is None:
        return {}
    facts: FoundFacts = {f"claimed_para_{number}": Found(False, f"{place}.paragraphs") for number in _PARAGRAPHS}
    for index, paragraph in enumerate(passage.paragraphs):
        facts |= _claim(paragraph, f"{place}.paragraphs[{index}]")
    return facts


def _claim(paragraph: Paragraph, place: str) -> FoundFacts:
    number, balance = paragraph.number, f"{place}.balance"
    return {
        f"claimed_para_{number}": Found(True, place),
        **stated(paragraph.balance, "result", f"balance_para_{number}", balance),
        **stated(paragraph.balance, "confirmed_for_this_request", f"confirmed_para_{number}", balance),
    }


def _negotiation(passage: Passage, place: str, on: date) -> FoundFacts:
    if not passage.states("negotiation"):
        return {}
    said = passage.negotiation
    state = negotiation_state(said, on) if isinstance(said, NegotiationDates) else said
    return {"negotiation_terms": Found(state, f"{place}.negotiation")}


def _confidence(passage: Passage, place: str) -> FoundFacts:
    place = f"{place}.confidential"
    facts = stated(passage.confidential, "basis", "confidential_basis", place)
    if passage.confidential is not None and passage.confidential.basis == "none":
        return facts | {fact: Found(False, f"{place}.basis") for fact in _OF_CONFIDENCE.values()}
    for field, fact in _OF_CONFIDENCE.items():
        facts |= stated(passage.confidential, field, fact, place)
    return facts


def _contents(passage: Passage, place: str) -> FoundFacts:
    if passage.contains is None:
        return {}
    facts: FoundFacts = {content: Found(False, f"{place}.contains") for content in get_args(Content)}
    for content in passage.contains:
        facts[content] = Found(True, f"{place}.contains")
    for content in passage.contains_not_yet_known:
        facts[content] = Found(None, f"{place}.contains_not_yet_known")
    return facts


def _separable(passage: Passage, document: Document, place: str) -> FoundFacts:
    if stands_apart(passage, document.parts):
        return {"separable": Found(True, f"{place}.pages")}
    return stated(passage, "separable", "separable", place)
