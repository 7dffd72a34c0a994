"""Asking: a councillor, or her authorised assistant, asks for documents; what the law opens is answered at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field, model_validator

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.lifecycle import START, Action
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases.decide import Decided, decide_now
from gatekeeper.services.cases.desk import Desk, keep_state, permissions, state_data, state_of
from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere
from gatekeeper.services.cases.given import CapacityWord, Command, KindWord, Text, Words
from gatekeeper.services.cases.people import acts_for, may_ask
from gatekeeper.services.cases.purpose import record_purpose
from gatekeeper.services.cases.routing import SUBMITTED, first_answer
from gatekeeper.services.cases.visible import visible_to
from gatekeeper.storage import tables
from gatekeeper.storage.adding import Added, add_rows, new_row
from gatekeeper.storage.columns import new_id

MOST_DOCUMENTS = 50


class Asking(Command):
    """What is asked for: documents of the register by their ids, or descriptions in her own words, or both.

    ``purpose`` is wanted only where the law asks for a need; it may be left out. ``duty_stated`` and ``why_now_stated``
    are what the questions of the form came to.
    """

    documents: tuple[str, ...] = Field(default=(), max_length=MOST_DOCUMENTS)
    descriptions: tuple[Text, ...] = Field(default=(), max_length=MOST_DOCUMENTS)
    kind: KindWord = "document"
    capacity: CapacityWord | None = None
    purpose: Words | None = None
    duty_stated: bool | None = None
    why_now_stated: bool | None = None
    councillor: str | None = Field(default=None, description="For an assistant: the councillor for whom she asks.")
    written: bool = True
    name_and_address_given: bool = True

    @model_validator(mode="after")
    def _something_is_asked(self) -> Asking:
        if not self.documents and not self.descriptions:
            raise ValueError("nothing is asked for: name a document, or describe it in your own words")
        if len(set(self.documents)) != len(self.documents):
            raise ValueError("a document is named twice: name each once")
        return self


@dataclass(frozen=True, slots=True)
class Submitted:
    """What submitting came to: the request, its reference, and its asked documents."""

    request_id: str
    reference: str
    asked: tuple[str, ...]


def pre_check(desk: Desk, asking: Asking) -> Decided:
    """Would she be entitled? The decision that asking would come to, without filing anything. Raises CommandRefused.

    It holds what is for officers only: a person is shown ``view.pre_check_view``.
    """
    request = _request(desk, asking, _councillor(desk, asking))
    _every_visible(desk, asking, request)
    if not asking.documents:
        raise CommandRefused("Would I be entitled", "no document of the register is named", "choose one, or just ask")
    return decide_now(desk, request, asking.documents, filed=False)


def submit(desk: Desk, asking: Asking) -> Submitted:
    """File a request, decide it, and answer at once what the law opens. Raises CommandRefused."""
    councillor = _councillor(desk, asking)
    request = _request(desk, asking, councillor)
    _every_visible(desk, asking, request)
    request.reference = _reference(desk)
    thing = {"id": request.id, "council_id": desk.tx.council_id, "kind": "request", "code": request.reference}
    add_rows(desk.session, tables.Thing, thing)
    added = Added(desk.session)
    added.add(tables.AccessRequest, request)
    asked = [_asked(desk, request, n, document) for n, document in enumerate(asking.documents)]
    later = len(asked)
    asked += [_asked(desk, request, later + n, None) for n, _ in enumerate(asking.descriptions)]
    added.add(tables.AskedDocument, *asked)
    _enter(desk, request, asked, asking)
    _purpose(desk, request, asking)
    machine = Desk(desk.tx, SYSTEM)
    for each in asked:
        if each.document_id:
            first_answer(machine, request, each, SUBMITTED)
    added.settle()
    return Submitted(request.id, request.reference, tuple(each.id for each in asked))


def _councillor(desk: Desk, asking: Asking) -> str:
    on, person = local_date(desk.tx.now), desk.actor.person
    if person is None:
        raise Forbidden("Ask", "a request is always somebody's", "sign in as the councillor or her assistant")
    wanted = asking.councillor or desk.actor.behalf_of
    if desk.actor.behalf_of not in (None, wanted):
        raise Forbidden("Ask for her", "you are acting for another councillor", "act for one councillor at a time")
    if wanted is None or wanted == person:
        if not may_ask(desk.register, person, on):
            why = "only a councillor, an elected mayor or a co-opted member in office today can ask here"
            raise Forbidden("Ask", why, "ask under the Freedom of Information Act, as anyone can")
        return person
    if not acts_for(desk.register, person, wanted, on) or not may_ask(desk.register, wanted, on):
        why = "no authority from that councillor to ask for her is recorded today, or she is not of your group"
        raise Forbidden("Ask for her", why, "let her record the authority, or ask herself")
    return wanted


def _request(desk: Desk, asking: Asking, councillor: str) -> tables.AccessRequest:
    assistant = desk.actor.person != councillor
    return new_row(
        tables.AccessRequest,
        id=new_id(),
        council_id=desk.tx.council_id,
        reference="MR-0",
        title="A councillor's request",
        requester_id=councillor,
        assistant_id=desk.actor.person if assistant else None,
        received_at=desk.tx.now,
        written=asking.written,
        name_and_address_given=asking.name_and_address_given,
        information_described=True,
        document_identified=bool(asking.documents) and not asking.descriptions,
        capacity=asking.capacity,
        kind=asking.kind,
        through_assistant=None if assistant else False,
        assistant_block=assistant,
        assistant_authorised=True if assistant else None,
    )


def _every_visible(desk: Desk, asking: Asking, request: tables.AccessRequest) -> None:
    for document in asking.documents:
        if not visible_to(desk, request, document):
            raise NotThere("The document")


def _reference(desk: Desk) -> str:
    year = local_date(desk.tx.now).year
    return f"MR-{year}-{desk.cases.next_number(year):05d}"


def _asked(desk: Desk, request: tables.AccessRequest, position: int, document: str | None) -> tables.AskedDocument:
    row = desk.register.one(tables.Document, document)
    asked = new_row(
        tables.AskedDocument,
        council_id=desk.tx.council_id,
        request_id=request.id,
        document_id=document,
        holder_post_id=row.holder_post_id if row else None,
        position=position,
        stage=START.stage,
        status=START.status.value,
        changed_at=desk.tx.now,
    )
    keep_state(asked, START)
    return asked


def _enter(desk: Desk, request: tables.AccessRequest, asked: list[tables.AskedDocument], asking: Asking) -> None:
    if not permissions().allowed(_role(request), None, Action.SUBMIT).allowed:
        raise Forbidden("Ask", "no rule lets you", "ask the monitoring officer")
    request.title = request.reference
    number = desk.tx.enter(
        "request:submit",
        (f"request:{request.id}", *(f"asked:{each.id}" for each in asked)),
        person=desk.actor.person_ref,
        post=desk.actor.post_ref,
        behalf_of=f"person:{request.requester_id}" if request.assistant_id else None,
        after=state_data(state_of(asked[0])),
        words=_words(asking),
    )
    data = {"kind": asking.kind, "documents": list(asking.documents), "descriptions": len(asking.descriptions)}
    desk.note(request, None, Action.SUBMIT.value, number, data=data, shared=True)


def _role(request: tables.AccessRequest) -> tuple[str, ...]:
    return ("assistant",) if request.assistant_id else ("requester",)


def _words(asking: Asking) -> str | None:
    lines = [f"Asked for: {each}" for each in asking.descriptions]
    lines += [f"Why: {asking.purpose}"] if asking.purpose else []
    return "\n".join(lines) or None


def _purpose(desk: Desk, request: tables.AccessRequest, asking: Asking) -> None:
    said: dict[str, Any] = {"duty_stated": asking.duty_stated, "why_now_stated": asking.why_now_stated}
    record_purpose(desk, request, {name: value for name, value in said.items() if value is not None})
