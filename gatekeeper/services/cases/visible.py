"""Who may know that a document exists, and by what name: the proper officer's three decisions, and the law's rights."""

from __future__ import annotations

from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.storage import tables

UNNAMED = "A document"


def visible_to(desk: Desk, request: tables.AccessRequest, document_id: str) -> bool:
    """Whether the councillor may know that the document exists: as decided, or because the law opens it."""
    row = desk.register.one(tables.Document, document_id)
    if row is None:
        return False
    if row.existence_known:
        return True
    try:
        decided = decide_now(desk, request, (document_id,))
    except Undecidable:
        return False
    return any(each.outcome == "entitled" for each in decided.document(document_id).passages)


def label_for_councillor(row: tables.Document | None, *, entitled: bool = False) -> str:
    """What a document is called to a councillor: its title, its public label, or nothing that tells anything."""
    if row is None:
        return UNNAMED
    if row.title_known or entitled:
        return row.title
    return row.public_label or UNNAMED
