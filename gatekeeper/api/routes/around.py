"""What stands around the cases: documents of the register, the rules with their explanations, the record."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from gatekeeper.api.calls import CouncilCall, PersonCall
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.routes.paging import Cursor, Limit
from gatekeeper.api.schemas import DocumentShown, EntryShown, LogPage, RuleExplained, RuleList, RuleShown, Verification
from gatekeeper.auth import Scope
from gatekeeper.services.council_rules import explained, rules_of
from gatekeeper.services.record.asked_for import log_page, own_receipt, read_log, reference_of_own
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.verifying import verify_record
from gatekeeper.services.register_reading import document_for

router = APIRouter(prefix="/councils/{slug}", route_class=GuardedRoute)


@router.get("/documents/{document_id}", tags=["register"], openapi_extra=needs(Scope.DOCUMENTS_READ))
def document(call: PersonCall, document_id: str) -> DocumentShown:
    """A document of the register, as far as the caller may know of it."""
    return DocumentShown.model_validate(call.do(lambda desk: document_for(desk, document_id)))


@router.get("/rules", tags=["rules"], openapi_extra=needs(Scope.RULES_READ))
def rules(call: CouncilCall) -> RuleList:
    """The rules of the law and of the council's protocol of today."""
    found = rules_of(call.place.engine, call.council_id, call.place.clock())
    shown = tuple(
        RuleShown(
            id=each.id,
            question=each.question,
            effect=each.effect,
            when=each.written,
            sentence=each.sentence,
            source=each.source,
            from_on=each.from_on,
            to_on=each.to_on,
            origin=each.origin,
        )
        for each in found
    )
    return RuleList(rules=shown)


@router.get("/rules/{rule_id}", tags=["rules"], openapi_extra=needs(Scope.RULES_READ))
def rule(call: CouncilCall, rule_id: str) -> RuleExplained:
    """One rule in full: its words, source, conditions and worked cases."""
    text = explained(call.place.engine, call.council_id, call.place.clock(), rule_id)
    return RuleExplained(id=rule_id, text=text)


@router.get("/record/entries", tags=["record"], openapi_extra=needs(Scope.RECORD_READ))
def entries(call: PersonCall, limit: Limit = 50, cursor: Cursor = None) -> LogPage:
    """The record, for whoever holds the audit right: who did what to what, and when, without words."""
    start = int(call.cursor("record", cursor) or 0)
    call.do(read_log)
    found = log_page(call.place.engine, call.council_id, start, limit + 1)
    following = call.next("record", found[limit].number) if len(found) > limit else None
    return LogPage(entries=tuple(EntryShown.model_validate(each) for each in found[:limit]), next=following)


@router.get("/requests/{request_id}/receipt", tags=["record"], openapi_extra=needs(Scope.RECORD_READ))
def receipt(call: PersonCall, request_id: str) -> dict[str, Any]:
    """The receipt of one's own request: its entry with the proof that the record holds it (docs/record-format.md)."""
    reference = call.do(lambda desk: reference_of_own(desk, request_id))
    return own_receipt(call.place.engine, call.council_id, reference)


@router.get("/record/verification", tags=["record"], openapi_extra=needs(Scope.RECORD_VERIFY))
def verification(call: CouncilCall) -> Verification:
    """Whether the record holds from the last checkpoint kept outside on, or from its beginning."""
    outside = Outside(call.place.checkpoints / call.slug)
    found = verify_record(call.place.engine, call.council_id, outside, since_checkpoint=True)
    problem = found.report.problem
    return Verification(
        intact=found.intact,
        checked=found.checked,
        since=found.since,
        root=found.root.hex(),
        problem=None if problem is None else str(problem.finding),
    )
