"""Exports the case of a request as a case file: `gatekeeper assess` on it gives the same decision."""

from __future__ import annotations

from typing import Any

from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.people import OFFICERS

_MAY_CARRY_AWAY = OFFICERS - {"body_member"}
"""A member of a body reads what it rules on, at its meeting; the case file is for officers on the case."""


def export_case(desk: Desk, request_id: str) -> dict[str, Any]:
    """The case file of a request as it stands now, for an officer on the case; exporting it is entered as a reading."""
    desk.attempt.action, desk.attempt.reads = "export", True
    request = desk.request(request_id)
    asked = [each for each in desk.asked_of(request) if each.document_id]
    roles = [desk.roles(request, each) for each in asked]
    if not asked or not all(can_see(found, state_of(each)) for each, found in zip(asked, roles, strict=True)):
        raise NotThere
    if any(not found & _MAY_CARRY_AWAY for found in roles):
        raise CommandRefused(
            "Export the case", "it holds findings that only officers read", "ask the officer who has it"
        )
    entry = desk.tx.enter(
        "request:exported", (f"request:{request.id}",), person=desk.actor.person_ref, post=desk.actor.post_ref
    )
    desk.note(request, None, "export", entry, shared=False)
    evidence = decide_now(desk, request, [str(each.document_id) for each in asked]).evidence
    return {**evidence.data, "as_at": desk.tx.now.isoformat()}
