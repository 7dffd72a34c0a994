"""The door for whoever files a document: all pages of what is kept of it, to be looked at while passages are marked."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.audit import StateValue
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.files.entered import LOOKED_AT, VIEWED, in_words
from gatekeeper.services.files.errors import NotReleased
from gatekeeper.services.files.leaving import INSPECTION, Leaving, require_file
from gatekeeper.services.files.who import Filing, filing

_UNCOUNTED = "it is not known how many pages the file has"


@dataclass(frozen=True, slots=True)
class FilingDoor:
    """A document of the register, for the proper officer and whoever holds the post that has it (``who.filing``).

    Nothing is rebuilt for them: they see the kept file, drawn. So they see also what could not leave.
    """

    document_id: str

    def leaving(self, desk: Desk) -> Leaving:
        """Every page of the kept file, to be looked at. Raises NotThere, Forbidden, and NotReleased for no PDF."""
        at = filing(desk, self.document_id)
        kept = require_file(at.kept)
        return Leaving(self.document_id, kept.kept_as, kept.sha256, None, INSPECTION, at.document.title, True)

    def subjects(self, desk: Desk) -> tuple[str, ...]:
        """What an entry about it concerns, for the record."""
        del desk
        return (f"thing:{self.document_id}",)

    def behalf_of(self, desk: Desk) -> str | None:
        """Nobody: whoever files does so in her own post."""
        del desk
        return None

    def opened(self, desk: Desk) -> int | None:
        """Nothing beside the entry that it is looked at."""
        del desk
        return None

    def look(self, desk: Desk) -> tuple[int, int]:
        """Enter that the pages are looked at; the number of the entry, and how many pages there are.

        Raises as ``leaving`` does.
        """
        leaving, at = self.leaving(desk), filing(desk, self.document_id)
        count = require_counted(at)
        after: dict[str, StateValue] = {"form": leaving.form, "pages": count}
        entry = desk.tx.enter(
            LOOKED_AT,
            (*self.subjects(desk), f"copy:{leaving.sha256}"),
            person=desk.actor.person_ref,
            post=desk.actor.post_ref,
            after=after | VIEWED,
            words=in_words(leaving),
        )
        return entry, count


def require_counted(at: Filing) -> int:
    """How many pages the kept file has. Raises NotReleased where that is not known."""
    if at.kept is None or at.kept.page_count is None:
        raise NotReleased("no_count", _UNCOUNTED, "put the file to the document again: it is then counted")
    return at.kept.page_count
