"""Explanations in words: of a case as its reader may see it, and of a case file that is assessed and never filed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from gatekeeper.api.calls import CouncilCall, PersonCall
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.schemas import Shown
from gatekeeper.auth import Scope
from gatekeeper.services.explaining import assessed, explained_case

router = APIRouter(prefix="/councils/{slug}", tags=["explanations"], route_class=GuardedRoute)
_EXAMPLE: Final[dict[str, Any]] = {
    "case": {
        "format": "gatekeeper-case/1",
        "title": "A report to a committee",
        "council": {"name": "Northmere District Council", "jurisdiction": "england", "type": "district"},
        "requester": {"kind": "councillor", "of_this_council": True},
        "request": {"received_at": "2026-11-20T16:42:00+00:00", "written": True, "kind": "document"},
        "documents": [
            {
                "ref": "report",
                "title": "A report",
                "holder": "council",
                "passages": [{"ref": "whole", "pages": "whole"}],
            }
        ],
    },
    "as_at": "2026-11-23T10:00:00+00:00",
    "under": "all",
}


class Explanation(Shown):
    """Something in plain words, in lines of at most 100 characters."""

    text: str


class ToAssess(BaseModel):
    """A case file (docs/case-file.md). ``as_at`` counts where the file names no instant; left out, it is now.

    ``under``: the id of a council's pack, or ``all`` for the same facts under every pack; left out, the file's own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]})

    case: dict[str, Any]
    as_at: AwareDatetime | None = None
    under: str | None = Field(default=None, max_length=60)


class AssessedShown(Shown):
    """What a case file comes to: the decision by the pack under which it was made, and in words. Nothing was filed."""

    decisions: dict[str, dict[str, Any]] = Field(description="By the pack's id, empty where the file names none.")
    text: str


@router.get("/requests/{request_id}/explanation", openapi_extra=needs(Scope.REQUESTS_READ))
def explanation(call: PersonCall, request_id: str) -> Explanation:
    """The case in words, as the caller may see it: how it stands, why, and by when. The reading is entered."""
    return Explanation(text=call.do(lambda desk: explained_case(desk, request_id)))


@router.post("/assess", openapi_extra=needs(Scope.RULES_READ))
def assess_case(call: CouncilCall, given: ToAssess) -> AssessedShown:
    """What would be decided on the facts of a case file, and why; nothing of it is filed or kept."""
    at: datetime = given.as_at or call.place.clock()
    return AssessedShown.model_validate(assessed(given.case, at, given.under))
