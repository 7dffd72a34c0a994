"""The two doors through which a kept file is asked for: a request in which it was opened, and the law alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.opening import Openable, OpenPassage, enter_opening, openable
from gatekeeper.services.cases.shown import names_of
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.told import reader_of
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.services.files.leaving import COPY, INSPECTION, Leaving, pages_to_leave, require_file, require_fit
from gatekeeper.storage import tables


class Door(Protocol):
    """What is asked for, and by what it is opened."""

    def leaving(self, desk: Desk) -> Leaving:
        """What may leave at this instant; nothing is entered. Raises CommandRefused."""

    def subjects(self, desk: Desk) -> tuple[str, ...]:
        """What an entry about it concerns, for the record."""

    def behalf_of(self, desk: Desk) -> str | None:
        """The councillor for whom an assistant acts here, also where she did not say so, for the record."""

    def opened(self, desk: Desk) -> int | None:
        """Enter what the door itself enters when it is gone through; the number of the entry, if there is one."""


@dataclass(frozen=True, slots=True)
class AskedDoor:
    """An asked document: what the law or a ruling opens of it, and to officers on the case the whole of it.

    ``accepts_conditions``: she accepts, in going through it, the conditions of what was granted; that is entered.
    """

    asked_id: str
    copies_only: bool = False
    accepts_conditions: bool = False

    def leaving(self, desk: Desk) -> Leaving:
        """See ``Door``."""
        found = openable(desk, self.asked_id, accepts_conditions=self.accepts_conditions)
        file = require_file(found.file)
        if found.as_officer:
            return Leaving(found.document, file.kept_as, file.sha256, None, INSPECTION, label_of(desk, found), True)
        require_fit(desk.register, file)
        pages, form = pages_to_leave(found.passages, found.closed, copies_only=self.copies_only)
        return Leaving(found.document, file.kept_as, file.sha256, pages, form, label_of(desk, found))

    def subjects(self, desk: Desk) -> tuple[str, ...]:
        """See ``Door``."""
        request, asked = desk.asked(self.asked_id)
        return (f"request:{request.id}", f"asked:{asked.id}", f"thing:{asked.document_id}")

    def behalf_of(self, desk: Desk) -> str | None:
        """See ``Door``."""
        request, _ = desk.asked(self.asked_id)
        return desk.for_whom(request)

    def opened(self, desk: Desk) -> int:
        """See ``Door``."""
        return enter_opening(desk, openable(desk, self.asked_id, accepts_conditions=self.accepts_conditions))


@dataclass(frozen=True, slots=True)
class LibraryDoor:
    """A document of the register: what the law opens of it to this councillor now, whether or not she has asked."""

    document_id: str
    copies_only: bool = False

    def leaving(self, desk: Desk) -> Leaving:
        """See ``Door``. A document of whose existence she may not know answers as one that is not there."""
        result = pre_check(desk, Asking(documents=(self.document_id,))).document(self.document_id)
        opened = [each for each in result.passages if each.outcome == "entitled"]
        if not opened:
            remedy = "ask for it, and say why you need it: an officer then decides"
            raise Forbidden("Open", "nothing of it is open to you now as of right", remedy)
        file = next(iter(desk.register.all(tables.StoredFile, document_id=self.document_id)), None)
        kept = require_file(file)
        require_fit(desk.register, kept)
        given = [OpenPassage(each.passage, each.pages, each.opened_by, COPY) for each in opened]
        closed = [each.pages for each in result.passages if each not in opened]
        pages, form = pages_to_leave(given, closed, copies_only=self.copies_only)
        row = desk.register.one(tables.Document, self.document_id)
        label = label_for_councillor(row, whole=not closed)
        return Leaving(self.document_id, kept.kept_as, kept.sha256, pages, form, label)

    def subjects(self, desk: Desk) -> tuple[str, ...]:
        """See ``Door``."""
        del desk
        return (f"thing:{self.document_id}",)

    def behalf_of(self, desk: Desk) -> str | None:
        """See ``Door``. There is no case that tells for whom she acts: she says it herself."""
        return desk.actor.behalf_ref

    def opened(self, desk: Desk) -> None:
        """See ``Door``. There is no case on which it could be noted: the entry of what leaves says it all."""
        del desk


def label_of(desk: Desk, found: Openable) -> str:
    """What the document is called to its reader: never a title that she may not know."""
    row = desk.register.one(tables.Document, found.document)
    reader = reader_of(desk.roles(found.request, found.asked))
    if reader == "officer" and row is not None:
        return row.title
    return label_for_councillor(row, whole=not names_of(desk, found.request, found.asked, reader).hidden)
