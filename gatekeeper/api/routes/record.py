"""The record for those who check it: checkpoints and keys, a case with its proofs, and the whole without words."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from gatekeeper.api.calls import CouncilCall, PersonCall
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.schemas import Shown
from gatekeeper.auth import Scope
from gatekeeper.doors.lines import LinesAnswer
from gatekeeper.services.record.asked_for import (
    case_reference,
    may_read_log,
    read_log,
    signed_checkpoints,
    whole_evidence,
)
from gatekeeper.services.record.exporting import exported

router = APIRouter(prefix="/councils/{slug}", tags=["record"], route_class=GuardedRoute)
_LINES: Final = "application/jsonl"
_EXPORT: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "One entry a line", "content": {_LINES: {"schema": {"type": "string"}}}}
}


class SignedShown(Shown):
    """What is published of the record (docs/record-format.md): its list of keys, and the signed notes, smallest first.

    ``keys`` is null where no checkpoint was ever signed.
    """

    keys: dict[str, Any] | None
    checkpoints: tuple[str, ...]


@router.get("/record/checkpoints", openapi_extra=needs(Scope.RECORD_VERIFY))
def checkpoints(call: CouncilCall) -> SignedShown:
    """The published keys of the record and its signed checkpoints, to be kept by others and compared."""
    return SignedShown.model_validate(signed_checkpoints(call.place.engine, call.council_id))


@router.get("/requests/{request_id}/evidence", openapi_extra=needs(Scope.RECORD_READ))
def evidence(call: PersonCall, request_id: str) -> dict[str, Any]:
    """For whoever holds the audit right: every entry about a request with its words and proofs, checked offline.

    That it was handed out is entered.
    """
    reference = call.do(lambda desk: case_reference(desk, request_id))
    return whole_evidence(call.place.engine, call.council_id, reference)


@router.get(
    "/record/export", response_class=StreamingResponse, responses=_EXPORT, openapi_extra=needs(Scope.RECORD_READ)
)
def export(call: PersonCall) -> StreamingResponse:
    """For whoever holds the audit right: the whole record without words, one entry a line; reading it is entered."""
    call.do(read_log)
    lines = exported(call.place.engine, call.council_id, lambda: call.do(may_read_log))
    return LinesAnswer(lines, media_type=_LINES)
