"""Builds the documents of a case from the register: their links to business, and their passages with every claim."""

from __future__ import annotations

import re
from typing import Any

from gatekeeper.core.case.document import Document
from gatekeeper.core.case.link import Link
from gatekeeper.core.case.passage import Balance, Confidential, Passage, Scrutiny
from gatekeeper.core.case.scalars import REF_PATTERN
from gatekeeper.services.evidence.gather import Gathering
from gatekeeper.services.evidence.parts import plain, written
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

_NEGOTIATION = {name: f"negotiation_{name}" for name in ("opened_on", "concluded_on", "accepted")}


def documents_data(gathering: Gathering, documents: tuple[str, ...]) -> list[dict[str, Any]]:
    """Each document as a case file writes it. Raises LookupError for an id that names no document of the council."""
    return [_document(gathering, thing, index) for index, thing in enumerate(documents)]


def _document(gathering: Gathering, thing: str, index: int) -> dict[str, Any]:
    register, place = gathering.register, f"documents[{index}]"
    row = register.one(tables.Document, thing)
    if row is None:
        raise LookupError(f"the register has no document {thing}; it may have been removed since it was asked for")
    ref = _ref(gathering, thing, gathering.documents)
    data = gathering.at(place, row, written(row, Document)) | {"ref": ref}
    if row.responsible_body_id:
        data["responsible_body"] = gathering.body(row.responsible_body_id).name
    if row.window_opens_on:
        data["audit"] = {"window_opens_on": row.window_opens_on.isoformat()}
    if row.links_complete:
        links = sorted(register.all(tables.Link, document_id=thing), key=lambda link: link.position)
        data["links"] = [_link(gathering, link, f"{place}.links[{n}]") for n, link in enumerate(links)]
    passages = sorted(register.all(tables.Passage, document_id=thing), key=lambda passage: passage.position)
    if passages:
        data["passages"] = [_passage(gathering, each, f"{place}.passages[{n}]") for n, each in enumerate(passages)]
    return gathering.with_findings(data, place, "document", thing)


def ref_of(register: Register, thing: str) -> str:
    """The short name of a document or passage in a case: the council's own code for it, where it can be one.

    Before a code that begins with a folder (``case-7/annex``) the folder of the document is left out. Any other code
    gives way to the id. So a name depends on the thing and its document alone: it is one within a document, and the
    same whatever else is asked for or is recorded later.
    """
    named = register.thing(thing)
    code = named.code if named else thing
    if "/" in code:
        code = code.removeprefix(_folder(register, thing))
    return code if re.match(REF_PATTERN, code) else thing


def _folder(register: Register, thing: str) -> str:
    passage = register.one(tables.Passage, thing)
    document = register.thing(passage.document_id if passage else thing)
    return document.code[: document.code.rfind("/") + 1] if document else ""


def _ref(gathering: Gathering, thing: str, taken: dict[str, str]) -> str:
    ref = ref_of(gathering.register, thing)
    ref = thing if ref in taken else ref
    taken[ref] = thing
    return ref


def _link(gathering: Gathering, link: tables.Link, place: str) -> dict[str, Any]:
    register = gathering.register
    if link.decision_id:
        decision = register.one(tables.SoleDecision, link.decision_id)
        if decision is None:
            raise LookupError(f"the register has no decision {link.decision_id}; correct the link that names it")
        data = gathering.at(place, decision, written(decision, Link))
        return data | {"body": decision.decider, "body_type": decision.type}
    item = register.one(tables.Item, link.item_id)
    if item is None:
        raise LookupError(f"the register has no item {link.item_id}; correct the link that names it")
    body = gathering.body(item.body_id)
    meeting = register.one(tables.Meeting, item.meeting_id)
    data = written(meeting, Link) if meeting else {}
    data |= gathering.at(place, item, written(item, Link))
    if meeting and meeting.row_id and meeting.entry > item.entry:
        gathering.at(place, meeting, data)
    return data | {"body": body.name, "body_type": body.type or "unknown"}


def _passage(gathering: Gathering, row: tables.Passage, place: str) -> dict[str, Any]:
    register = gathering.register
    ref = _ref(gathering, row.thing_id, gathering.passages)
    data = gathering.at(place, row, written(row, Passage)) | {"ref": ref}
    if row.negotiation_opened_on:
        dates = {name: plain(getattr(row, column)) for name, column in _NEGOTIATION.items()}
        data["negotiation"] = {name: value for name, value in dates.items() if value is not None}
    if row.paragraphs_complete:
        claims = sorted(register.all(tables.Paragraph, passage_id=row.thing_id), key=lambda claim: claim.position)
        data["paragraphs"] = [_paragraph(gathering, each, f"{place}.paragraphs[{n}]") for n, each in enumerate(claims)]
    if row.basis:
        data["confidential"] = written(row, Confidential) | _breach(gathering, row.thing_id)
    scrutiny = next(iter(gathering.for_this(tables.Relevance, passage_id=row.thing_id)), None)
    if scrutiny:
        data["scrutiny"] = gathering.at(f"{place}.scrutiny", scrutiny, written(scrutiny, Scrutiny))
    return gathering.with_findings(data, place, "passage", row.thing_id)


def _breach(gathering: Gathering, passage: str) -> dict[str, Any]:
    found = gathering.for_this(tables.BreachFinding, passage_id=passage)
    return {"breach_if_shown_to_this_member": found[-1].breach} if found else {}


def _paragraph(gathering: Gathering, row: tables.Paragraph, place: str) -> dict[str, Any]:
    data: dict[str, Any] = gathering.at(place, row, {"number": row.number})
    if row.result is None:
        return data
    balance = written(row, Balance)
    # A confirmation is of the balance that it was given on: it does not outlive a balance weighed anew.
    confirmed = gathering.for_this(tables.BalanceConfirmation, paragraph_id=row.thing_id)
    given = [each.confirmed for each in confirmed if each.entry >= row.entry]
    balance["confirmed_for_this_request"] = given[-1] if given else False
    return data | {"balance": balance}
