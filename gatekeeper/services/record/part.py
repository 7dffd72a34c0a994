"""Who has a part in the record as a whole: the auditor reads it; she and the monitoring officer verify it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.people import posts_held
from gatekeeper.services.record.asked_for import audits
from gatekeeper.storage import tables

_VERIFYING: Final = frozenset({"auditor", "monitoring_officer", "deputy_monitoring_officer"})
_NEVER: Final = "administrator"
_REFERENCE: Final = re.compile(r"[A-Z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class RecordPart:
    """What somebody may do with the record: read the log (statement of law R51), and verify that it holds."""

    reads: bool
    verifies: bool


def record_part(desk: Desk) -> RecordPart:
    """The part of the person at the desk at this instant. Raises Forbidden for whoever has none."""
    found = RecordPart(audits(desk), _verifies(desk))
    if not (found.reads or found.verifies):
        desk.attempt.action = Action.READ_LOG.value
        why = "only an auditor reads the whole log, and only she and the monitoring officer verify it"
        raise Forbidden("Open the record", why, "read your own cases, and take a receipt of each, instead")
    return found


def require_verifying(desk: Desk) -> None:
    """Raises Forbidden for whoever may not verify the record at this instant. What it comes to names nobody."""
    if not _verifies(desk):
        desk.attempt.action = Action.READ_LOG.value
        remedy = "ask the monitoring officer or the auditor"
        raise Forbidden("Verify the record", "none of your posts lets you", remedy)


def case_named(desk: Desk, reference: str) -> str:
    """The id of a request by its reference, for whoever holds the audit right. Raises NotThere, for all others too."""
    found = desk.cases.by_reference(reference) if _REFERENCE.fullmatch(reference) and audits(desk) else None
    if found is None:
        raise NotThere
    return found.id


def _verifies(desk: Desk) -> bool:
    person = desk.actor.person
    held = posts_held(desk.register, person, desk.tx.now) if person else ()
    kinds = {post.kind for post in desk.register.all(tables.Post, thing_id=list(held))}
    return bool(kinds & _VERIFYING) and _NEVER not in kinds
