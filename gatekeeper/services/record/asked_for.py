"""The record as people ask for it from outside: the log for auditors, and a receipt of one's own request."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

from gatekeeper.core.audit import Entry
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.people import HERS, posts_held
from gatekeeper.services.record.evidence import bundle, receipt
from gatekeeper.services.record.listing import Listed, list_entries
from gatekeeper.storage import tables
from gatekeeper.storage.councils import has_signing_key
from gatekeeper.storage.record import checkpoint_notes, key_ring
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

_AUDITOR: Final = "auditor"
_NEVER: Final = "administrator"
"""An administrator of the system has no right to the content of anything (UK GDPR Article 5(1)(f))."""


def may_read_log(desk: Desk) -> None:
    """Raises Forbidden for whoever has not the audit right at this instant (statement of law R51)."""
    desk.attempt.action = Action.READ_LOG.value
    if not audits(desk):
        raise Forbidden("Read the log", "only an auditor reads the whole log", "read your own cases instead")


def read_log(desk: Desk) -> None:
    """Enter that the log is read, by whoever may at this instant. Raises Forbidden."""
    may_read_log(desk)
    about = (desk.actor.person_ref or "person:system",)
    desk.tx.enter("record:read", about, person=desk.actor.person_ref, post=desk.actor.post_ref)


def case_reference(desk: Desk, request_id: str) -> str:
    """The reference of a request whose whole evidence is handed out, which is entered: as about the evidence, since an
    entry about the request would itself have to be counted by a checkpoint before anything could be handed out.

    Raises NotThere where there is no such request, and alike for whoever has not the audit right at this instant.
    """
    reference = evidence_offered(desk, request_id)
    about = (f"evidence:{request_id}",)
    desk.tx.enter("record:handed_out", about, person=desk.actor.person_ref, post=desk.actor.post_ref)
    return reference


def evidence_offered(desk: Desk, request_id: str) -> str:
    """The reference of a request whose evidence the person at the desk may take; nothing is handed out or entered.

    Raises NotThere where there is no such request, and alike for whoever has not the audit right at this instant.
    """
    if not audits(desk):
        raise NotThere
    return desk.request(request_id).reference


def audits(desk: Desk) -> bool:
    """Whether the person at the desk holds the audit right at this instant."""
    person = desk.actor.person
    held = posts_held(desk.register, person, desk.tx.now) if person else ()
    kinds = {post.kind for post in desk.register.all(tables.Post, thing_id=list(held))}
    return _AUDITOR in kinds and _NEVER not in kinds


def log_page(engine: Engine, council_id: str, start: int, limit: int) -> tuple[Listed, ...]:
    """The entries from that number on, without words."""
    return tuple(islice(list_entries(engine, council_id, start=start), limit))


def reference_of_own(desk: Desk, request_id: str) -> str:
    """The reference of a request on whose side the person at the desk is. Raises NotThere for anybody else's."""
    request = desk.request(request_id)
    if not desk.roles(request, None) & HERS:
        raise NotThere
    return request.reference


def own_receipt(engine: Engine, council_id: str, reference: str) -> dict[str, object]:
    """The receipt of the request; its words are withheld, for whoever made it has them. Raises RecordRefused."""
    return receipt(engine, council_id, reference, _nothing)


def whole_evidence(engine: Engine, council_id: str, reference: str) -> dict[str, object]:
    """Every entry about a request with all its words, and their proofs, for the auditor. Raises RecordRefused."""
    return bundle(engine, council_id, reference)


@dataclass(frozen=True, slots=True)
class Signed:
    """What is published of a record: its list of keys, and every signed checkpoint, the smallest first."""

    keys: dict[str, object] | None
    checkpoints: tuple[str, ...]


def signed_checkpoints(engine: Engine, council_id: str) -> Signed:
    """What is published of the council's record."""
    with reading(engine) as session:
        if not has_signing_key(session, council_id):
            return Signed(None, ())
        return Signed(dict(key_ring(session, council_id).as_data()), tuple(checkpoint_notes(session, council_id)))


def _nothing(entry: Entry) -> bool:  # noqa: ARG001
    return False
