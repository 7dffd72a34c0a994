"""Finds what an operator names: a person by her code, a request by its reference, an entry by its number."""

from __future__ import annotations

import re
from typing import Final

from gatekeeper.services.actor import Actor
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.record import entries_about
from gatekeeper.storage.register import Register
from gatekeeper.storage.tables import Person
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

_NUMBER: Final = re.compile(r"[0-9]{1,15}")


def person_named(engine: Engine, council_id: str, code: str) -> Actor:
    """The person of that code in the council's register, acting. Raises RecordRefused where there is none now."""
    with reading(engine) as session:
        register = Register(session, council_id)
        found = register.find("person", code)
        if found is None or register.one(Person, found) is None:
            remedy = "write the code of a person as it stands in people.csv"
            raise RecordRefused("The person", f"there is none with the code {code!r} in the register", remedy)
        return Actor(person=found)


def request_ref(session: Session, council_id: str, reference: str) -> str:
    """What the record calls a request, by its reference such as MR-2026-00042. Raises RecordRefused."""
    found = Cases(session, council_id).by_reference(reference)
    if found is None:
        remedy = "write the reference as it was given, such as MR-2026-00042"
        raise RecordRefused("The request", f"there is none with the reference {reference[:80]!r}", remedy)
    return f"request:{found.id}"


def entry_number(session: Session, council_id: str, named: str) -> int:
    """The entry of that number; of a reference, the entry by which the request was made. Raises RecordRefused."""
    if _NUMBER.fullmatch(named):
        return int(named)
    first = next(entries_about(session, council_id, request_ref(session, council_id, named)), None)
    if first is None:
        raise RecordRefused(
            f"The request {named}", "the record has no entry about it", "verify the record with --index"
        )
    return first.number
