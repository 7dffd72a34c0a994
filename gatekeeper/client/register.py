"""The register: documents, people in office or post, bodies and meetings; and entering it, for those who keep it."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.client import operations
from gatekeeper.client.answers import (
    AgendaShown,
    BodyShown,
    DocumentShown,
    EnteredShown,
    MeetingShown,
    PersonShown,
)
from gatekeeper.client.calling import Calling, every
from gatekeeper.client.commands import Sheets


class Register(Calling):
    """Reading the register as far as the caller may know of it, and entering it."""

    def document(self, document_id: str) -> DocumentShown:
        """A document of the register, as far as the caller may know of it."""
        return self._send(operations.DOCUMENT, document_id=document_id)

    def people(self, *, limit: int = 50) -> Iterator[PersonShown]:
        """Everybody who is in office or in a post today, by name."""

        def page(cursor: str | None) -> tuple[tuple[PersonShown, ...], str | None]:
            found = self._list(operations.PEOPLE, {"limit": limit, "cursor": cursor})
            return found.people, found.next

        return every(page)

    def person(self, person_id: str) -> PersonShown:
        """One person in office or in a post today."""
        return self._send(operations.PERSON, person_id=person_id)

    def bodies(self, *, limit: int = 50) -> Iterator[BodyShown]:
        """Every body of the council with its seats of today, by name."""

        def page(cursor: str | None) -> tuple[tuple[BodyShown, ...], str | None]:
            found = self._list(operations.BODIES, {"limit": limit, "cursor": cursor})
            return found.bodies, found.next

        return every(page)

    def body(self, body_id: str) -> BodyShown:
        """One body with its seats of today."""
        return self._send(operations.BODY, body_id=body_id)

    def meetings(self, *, limit: int = 50) -> Iterator[MeetingShown]:
        """Every meeting of a body, the latest first."""

        def page(cursor: str | None) -> tuple[tuple[MeetingShown, ...], str | None]:
            found = self._list(operations.MEETINGS, {"limit": limit, "cursor": cursor})
            return found.meetings, found.next

        return every(page)

    def agenda(self, meeting_id: str) -> AgendaShown:
        """A meeting with its items, and the documents of each that the caller may know of."""
        return self._send(operations.AGENDA, meeting_id=meeting_id)

    def enter(self, sheets: Sheets, *, key: str | None = None) -> EnteredShown:
        """Enter rows in the register, all of them or nothing; a dry run only tells what would change."""
        return self._send(operations.ENTER, sheets, key=key)
