"""Who may put a file to a document of the register, and what may be known of it: the proper officer and the holder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.people import posts_held
from gatekeeper.services.register_reading import document_for
from gatekeeper.storage import tables

_REGISTERS: Final = "proper_officer"
"""She registers the documents (LGA 1972 s.270(3): the officer appointed for that purpose)."""
_NEVER: Final = "administrator"
"""An administrator of the system has no right to the content of anything (UK GDPR Article 5(1)(f))."""
_KEEP: Final = "keep_file"


@dataclass(frozen=True, slots=True)
class Filing:
    """A document to which the caller may put a file, and the file that is kept of it now.

    ``registers``: she keeps the register as the proper officer, or a program does.
    """

    document: tables.Document
    kept: tables.StoredFile | None
    registers: bool

    @property
    def version(self) -> int:
        """The number of the entry that says of the file that is kept now; 0 where there is none."""
        return self.kept.entry if self.kept else 0


def filing(desk: Desk, document_id: str) -> Filing:
    """The document, where the caller may put a file to it: a program that may file, the proper officer, the holder.

    Whoever may not is answered as for a document that is not there, unless she may know that it is. Raises NotThere
    and Forbidden.
    """
    desk.attempt.seeks(document_id, _KEEP)
    row = desk.register.one(tables.Document, document_id)
    if row is None:
        raise NotThere("The document")
    kinds, holds = _posts(desk, row)
    if desk.actor.program is None and (_NEVER in kinds or not (_REGISTERS in kinds or holds)):
        document_for(desk, document_id)
        why = "only the proper officer, or whoever holds the post that has the document, files it"
        raise Forbidden("Keep a file", why, "send the file to the proper officer")
    kept = next(iter(desk.register.all(tables.StoredFile, document_id=document_id)), None)
    return Filing(row, kept, desk.actor.program is not None or _REGISTERS in kinds)


def _posts(desk: Desk, row: tables.Document) -> tuple[set[str], bool]:
    """The kinds of the posts of the person at the desk, and whether one of them has the document."""
    if desk.actor.person is None:
        return set(), False
    held = posts_held(desk.register, desk.actor.person, desk.tx.now)
    return {post.kind for post in desk.register.all(tables.Post, thing_id=list(held))}, row.holder_post_id in held
