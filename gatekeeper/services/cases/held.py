"""Whether the register holds a document: its passages, its file, or a right that opens it. What is held is answered."""

from __future__ import annotations

from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register


def held_in_register(register: Register, document_id: str) -> bool:
    """Whether the register has passages or a file of the document."""
    return any(register.all(table, document_id=document_id) for table in (tables.Passage, tables.StoredFile))


def open_as_of_right(desk: Desk, request: tables.AccessRequest, document_id: str) -> bool:
    """Whether the law opens anything of it to her now; what cannot be decided on is not open."""
    try:
        decided = decide_now(desk, request, (document_id,))
    except Undecidable:
        return False
    return any(each.outcome == "entitled" for each in decided.document(document_id).passages)


def may_be_missing(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> bool:
    """Whether it could be found that the council does not hold it: of what the register holds, or opens, never."""
    if asked.document_id is None:
        return True
    return not held_in_register(desk.register, asked.document_id) and not open_as_of_right(
        desk, request, asked.document_id
    )
