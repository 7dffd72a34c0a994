"""Who may know that a document exists, and what it and its passages are called to somebody who may not know more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.cases.standing import STATEMENT
from gatekeeper.storage import tables

UNNAMED = "A document"


def visible_to(desk: Desk, request: tables.AccessRequest, document_id: str) -> bool:
    """Whether the councillor may know that the document exists: as decided, or because the law opens it."""
    if not desk.attempt.seeks(document_id, Action.SUBMIT.value):
        return False
    row = desk.register.one(tables.Document, document_id)
    if row is None:
        return False
    if row.existence_known:
        return True
    try:
        decided = decide_now(desk, request, (document_id,), filed=False)
    except Undecidable:
        return False
    return any(each.outcome == "entitled" for each in decided.document(document_id).passages)


def label_for_councillor(row: tables.Document | None, *, whole: bool = False) -> str:
    """What a document is called to a councillor: its title, its public label, or nothing that tells anything.

    ``whole``: the whole document is open to her, and its title with it.
    """
    if row is None:
        return UNNAMED
    if row.title_known or whole:
        return row.title
    return row.public_label or UNNAMED


class PassageNames:
    """What passages are called to a reader: by the council's codes, or, as these may tell what it is about, by number.

    One set of names is for one document. A passage that is no longer there gets the next number.
    """

    def __init__(self, refs: Iterable[str], *, hidden: bool) -> None:
        self.hidden = hidden
        self._names: dict[str, str] = {}
        for ref in refs:
            self.name(ref)

    def name(self, ref: str) -> str:
        """The name of a passage by its ref."""
        if not self.hidden:
            return ref
        return self._names.setdefault(ref, f"passage {len(self._names) + 1}")

    def said(self, reasons: Mapping[str, str]) -> dict[str, str]:
        """Reasons by their passages, under the names."""
        return {each if each == STATEMENT else self.name(each): words for each, words in reasons.items()}
