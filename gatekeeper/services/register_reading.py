"""A document of the register as one person may know of it: what it is called to her, and whether any of it is open."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden, NotThere, Undecidable
from gatekeeper.services.cases.people import posts_held
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.storage import tables

_KNOW_TITLES = frozenset({"proper_officer", "monitoring_officer"})
"""They register the documents and hold what is barred, so they know every title."""


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document as far as she may know of it: what it is called to her, and whether anything of it is open now."""

    document_id: str
    called: str
    open_now: bool


def document_for(desk: Desk, document_id: str) -> ShownDocument:
    """A document by its id. Raises NotThere where there is none, or she may not know that there is."""
    desk.attempt.seeks(document_id)
    row = desk.register.one(tables.Document, document_id)
    if row is None:
        raise NotThere
    if _kinds(desk) & _KNOW_TITLES:
        return ShownDocument(document_id, row.title, open_now=False)
    outcomes = _outcomes(desk, document_id)
    opened = "entitled" in outcomes
    if not row.existence_known and not opened:
        raise NotThere
    return ShownDocument(document_id, label_for_councillor(row, whole=outcomes == {"entitled"}), opened)


def _kinds(desk: Desk) -> set[str]:
    if desk.actor.person is None:
        return set()
    held = posts_held(desk.register, desk.actor.person, desk.tx.now)
    return {post.kind for post in desk.register.all(tables.Post, thing_id=list(held))}


def _outcomes(desk: Desk, document_id: str) -> set[str]:
    """What its passages would come to if she asked; nothing for whoever cannot ask, or where it cannot be decided."""
    try:
        decided = pre_check(desk, Asking(documents=(document_id,)))
    except (Forbidden, NotThere, Undecidable):
        return set()
    return {str(each.outcome) for each in decided.document(document_id).passages}
