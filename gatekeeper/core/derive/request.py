"""Facts about the request and its purpose, from what was written of them."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.case import Assistant, Improper, Purpose, Request
from gatekeeper.core.derive.found import Found, FoundFacts, stated

_PLACE = "request"
_PURPOSE = "request.purpose"
_IMPROPER = "request.purpose.improper"

_REQUEST_FIELDS: Final = {
    "written": "written_request",
    "name_and_address_given": "name_and_address_given",
    "information_described": "information_described",
    "document_identified": "document_identified",
    "narrowing_offered": "narrowing_offered",
    "capacity": "capacity",
    "kind": "request_kind",
    "undertaking_refused": "undertaking_refused",
}
_PURPOSE_FIELDS: Final = tuple(name for name in Purpose.model_fields if name != "improper")
_IMPROPER_FIELDS: Final = {"dominant": "improper_purpose_dominant", "member_heard": "member_heard"}


def request_facts(request: Request) -> FoundFacts:
    """How the request was made, and what is known of its purpose. Free text is not looked at."""
    facts: FoundFacts = {}
    for field, fact in _REQUEST_FIELDS.items():
        facts |= stated(request, field, fact, _PLACE)
    for field in _PURPOSE_FIELDS:
        facts |= stated(request.purpose, field, field, _PURPOSE)
    return facts | _assistant(request) | _improper(request.purpose)


def _assistant(request: Request) -> FoundFacts:
    if not request.states("through_assistant"):
        return {}
    asked, place = request.through_assistant, f"{_PLACE}.through_assistant"
    if not isinstance(asked, Assistant):
        return {"through_assistant": Found(asked, place)}
    return {"through_assistant": Found(True, place), **stated(asked, "authorised", "assistant_authorised", place)}


def _improper(purpose: Purpose | None) -> FoundFacts:
    improper = None if purpose is None else purpose.improper
    if improper is None:
        return {}
    facts = stated(improper, "evidenced", "improper_purpose_evidenced", _IMPROPER)
    for field, fact in _IMPROPER_FIELDS.items():
        facts |= stated(improper, field, fact, _IMPROPER)
    return _dominance_to_be_found(improper) | facts


def _dominance_to_be_found(improper: Improper) -> FoundFacts:
    """Once there is evidence, whether that purpose is dominant is a question still to be answered."""
    if improper.evidenced is False:
        return {}
    return {"improper_purpose_dominant": Found(None, _IMPROPER)}
