"""Finds people, posts, documents and asked documents by the council's own codes, for those who type them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Register
from gatekeeper.storage.types import Session

_LONGEST_NAME = 300


def _could_be_a_name(given: str) -> bool:
    """Whether a code or reference can be written so: visible characters, and no more of them than any column holds."""
    return 0 < len(given) <= _LONGEST_NAME and given.isprintable()


class UnknownName(CommandRefused):
    """A code or reference that names nothing of this council."""

    code = "unknown_name"

    def __init__(self, kind: str, name: str, remedy: str) -> None:
        super().__init__(f"{kind} {name[:80]!r}", "there is none of that name", remedy)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Names of one council, as they stand now."""

    session: Session
    council_id: str

    @property
    def register(self) -> Register:
        return Register(self.session, self.council_id)

    def thing(self, kind: str, code: str) -> str:
        """The id of a thing by the council's code for it. Raises UnknownName."""
        found = self._find(kind, code)
        if found is None:
            raise UnknownName(kind, code, "look it up in the register, and mind the spelling")
        return found

    def actor(self, code: str, at: datetime, behalf_of: str | None = None) -> Actor:
        """Who acts: a person by her code (in the post she holds, if it is one), or the holder of a post by its code.

        Of several posts name the post itself. Raises UnknownName.
        """
        behalf = self.thing("person", behalf_of) if behalf_of else None
        post = self._find("post", code)
        if post is not None:
            return Actor(self._holder(post, code, at), post, behalf)
        person = self._find("person", code)
        if person is None:
            raise UnknownName("person or post", code, "name somebody of the register, such as monitoring-officer")
        held = [each.post_id for each in self._appointments(at) if each.person_id == person]
        return Actor(person, held[0] if len(set(held)) == 1 else None, behalf)

    def asked(self, name: str) -> str:
        """The id of an asked document: ``MR-2026-00001/2``, or the reference alone where one document was asked for."""
        reference, _, number = name.partition("/")
        request = self.request(reference)
        asked = Cases(self.session, self.council_id).asked_of(request.id)
        wanted = number or ("1" if len(asked) == 1 else "")
        if not wanted.isdecimal() or not 0 < int(wanted) <= len(asked):
            remedy = f"write {reference}/1 to {reference}/{len(asked)}"
            raise UnknownName("asked document", name, remedy)
        return asked[int(wanted) - 1].id

    def request(self, reference: str) -> tables.AccessRequest:
        """A request by its reference. Raises UnknownName."""
        found = Cases(self.session, self.council_id).by_reference(reference) if _could_be_a_name(reference) else None
        if found is None:
            raise UnknownName("request", reference, "look it up with `gatekeeper case list`")
        return found

    def _find(self, kind: str, code: str) -> str | None:
        return self.register.find(kind, code) if _could_be_a_name(code) else None

    def _holder(self, post: str, code: str, at: datetime) -> str:
        held = [each for each in self._appointments(at) if each.post_id == post]
        order = {"substantive": 0, "acting": 1, "deputy": 2}
        for each in sorted(held, key=lambda each: (order[each.capacity], each.order_no)):
            return each.person_id
        raise UnknownName("post", code, "nobody holds it now; name a person")

    def _appointments(self, at: datetime) -> list[tables.Appointment]:
        rows = self.register.all(tables.Appointment)
        return [each for each in rows if each.from_at <= at and (each.to_at is None or at < each.to_at)]
