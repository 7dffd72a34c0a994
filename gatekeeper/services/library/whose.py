"""Whose library it is: the councillor, what of her and the council can touch a decision, and the rules of the day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from gatekeeper.core.case import CaseErrors, parse_case
from gatekeeper.core.deadlines import Calendars, DeadlineError, local_date
from gatekeeper.policy.library import rulebook
from gatekeeper.policy.rulebook import EditionRulebook
from gatekeeper.services.actor import Actor
from gatekeeper.services.assess import UnknownCouncil, council_calendars, edition_of
from gatekeeper.services.cases.council import pack_name
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.cases.people import acts_for, may_ask
from gatekeeper.services.evidence.build import without_documents
from gatekeeper.services.evidence.gather import NO_REQUEST, Gathering
from gatekeeper.services.library.shape import canonical
from gatekeeper.services.library.situation import Moment
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

_ANY_DOCUMENT: Final = {"ref": "document", "title": "A document"}


@dataclass(frozen=True)
class Reader:
    """A councillor at an instant, with the case she would make by asking, to which only documents are wanting."""

    register: Register
    person: str
    moment: Moment
    asks: Mapping[str, Any]
    book: EditionRulebook
    calendars: Calendars

    @cached_property
    def like(self) -> str:
        """A digest of all that a decision for her may rest on, but for the document: others may have the same."""
        parts = [self.asks[part] for part in ("council", "requester")]
        request = {name: value for name, value in self.asks["request"].items() if name != "received_at"}
        said = canonical([*parts, request, self.book.digest, self.moment.on.isoformat(), sorted(self._named)])
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def _named(self) -> list[str]:
        return [each.isoformat() for each in self.moment.named]

    def case_of(self, documents: list[dict[str, Any]]) -> dict[str, Any]:
        """Her case about these documents, as a case file writes it."""
        return {**self.asks, "documents": documents}


def whole_minute(at: datetime) -> datetime:
    """The beginning of the minute. All instants of the law that the register holds to the minute fall on one."""
    return at.replace(second=0, microsecond=0)


def councillor_of(register: Register, actor: Actor, at: datetime) -> str | None:
    """The councillor whose library it is (register id): her own, or hers for whom an assistant acts. None: nobody's."""
    on = local_date(at)
    person = actor.behalf_of or actor.person
    if person is None or not may_ask(register, person, on):
        return None
    if actor.person is None or (person != actor.person and not acts_for(register, actor.person, person, on)):
        return None
    return person


def reader_of(register: Register, actor: Actor, councillor: str, at: datetime) -> Reader:
    """The councillor as she stands at that instant. Raises Undecidable where the register cannot be decided on."""
    moment = Moment.of(at, _named_days(register))
    request = _request(register, actor, councillor, at)
    try:
        book = rulebook(edition_of(moment.on, pack_name(register, moment.on)))
        asks = without_documents(Gathering(register, request), moment.on)
        parse_case({**asks, "documents": [_ANY_DOCUMENT]})
    except (CaseErrors, DeadlineError, LookupError, UnknownCouncil) as error:
        raise Undecidable(str(error)) from error
    closed = tuple(each.shut_on for each in register.all(tables.ClosureDay))
    return Reader(register, councillor, moment, asks, book, council_calendars(closed))


def _named_days(register: Register) -> set[date]:
    """The days of meetings for which anybody is named as a substitute."""
    seats = register.all(tables.Membership, role="substitute")
    return {date.fromisoformat(day) for seat in seats for day in seat.for_meetings_on or ()}


def _request(register: Register, actor: Actor, councillor: str, at: datetime) -> tables.AccessRequest:
    """The request that she would make by naming a document: it is the one that ``pre_check`` decides."""
    assistant = actor.person != councillor
    return tables.AccessRequest(
        id=NO_REQUEST,
        council_id=register.council_id,
        reference="MR-0",
        title="A councillor's request",
        requester_id=councillor,
        assistant_id=actor.person if assistant else None,
        received_at=at,
        written=True,
        name_and_address_given=True,
        information_described=True,
        document_identified=True,
        kind="document",
        through_assistant=None if assistant else False,
        assistant_block=assistant,
        assistant_authorised=True if assistant else None,
    )
