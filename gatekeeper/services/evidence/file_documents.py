"""Takes the documents of a case file into the register: links to business, passages, and what is claimed of them."""

from __future__ import annotations

from typing import Any

from gatekeeper.core.case import Case, Document, Link, Passage
from gatekeeper.core.case.passage import Balance, NegotiationDates, Paragraph
from gatekeeper.services.evidence.filing import Filing, file_findings
from gatekeeper.services.evidence.parts import told
from gatekeeper.storage import tables
from gatekeeper.storage.columns import UNKNOWN

OF_DECISIONS = ("decided_at", "decided_on", "decision_expected", "decision_type", "must_be_recorded")


def file_documents(filing: Filing, case: Case, request: str) -> tuple[str, ...]:
    """Add every document of a case; their ids in the order of the file."""
    return tuple(_document(filing, document, request) for document in case.documents)


def _document(filing: Filing, document: Document, request: str) -> str:
    thing = filing.name("document", document.ref)
    columns = told(document, tables.Document) | {"links_complete": document.links is not None}
    if document.responsible_body:
        columns["responsible_body_id"] = filing.body(document.responsible_body, None)
    if document.audit:
        columns["window_opens_on"] = document.audit.window_opens_on
    filing.changes.put(tables.Document, thing, **columns)
    for index, link in enumerate(document.links or ()):
        business = _decision(filing, link, f"{document.ref}/{index}") or _item(filing, link, f"{document.ref}/{index}")
        place = filing.name("link", f"{document.ref}/{index}")
        filing.changes.put(tables.Link, place, document_id=thing, position=index, **business)
    for index, passage in enumerate(document.passages or ()):
        _passage(filing, passage, thing, index, request)
    file_findings(filing, "document", thing, document.findings, request)
    return thing


def _decision(filing: Filing, link: Link, code: str) -> dict[str, str]:
    if not link.is_decision and not (link.body_type is None and any(link.states(name) for name in OF_DECISIONS)):
        return {}
    thing = filing.name("decision", code)
    columns = told(link, tables.SoleDecision)
    filing.changes.put(tables.SoleDecision, thing, decider=link.body, type=link.body_type or UNKNOWN, **columns)
    return {"decision_id": thing}


def _item(filing: Filing, link: Link, code: str) -> dict[str, str]:
    body, meeting = filing.body(link.body, link.body_type), None
    if link.meeting_day is not None:
        meeting = filing.name("meeting", code)
        filing.changes.put(tables.Meeting, meeting, body_id=body, **told(link, tables.Meeting))
    columns = {name: value for name, value in told(link, tables.Item).items() if name != "ended_at"}
    thing = filing.name("item", code)
    filing.changes.put(tables.Item, thing, body_id=body, meeting_id=meeting, **columns)
    return {"item_id": thing}


def _passage(filing: Filing, passage: Passage, document: str, index: int, request: str) -> None:
    thing = filing.name("passage", passage.ref)
    columns = (
        told(passage, tables.Passage) | _negotiation(passage) | {"paragraphs_complete": passage.paragraphs is not None}
    )
    for name in ("contains", "contains_not_yet_known"):
        if name in columns:
            columns[name] = list(columns[name])
    if passage.confidential:
        columns |= told(passage.confidential, tables.Passage)
    filing.changes.put(tables.Passage, thing, document_id=document, position=index, **columns)
    for number, paragraph in enumerate(passage.paragraphs or ()):
        _paragraph(filing, paragraph, thing, f"{passage.ref}/{paragraph.number}", number, request)
    _for_this_request(filing, passage, thing, request)
    file_findings(filing, "passage", thing, passage.findings, request)


def _negotiation(passage: Passage) -> dict[str, Any]:
    if not isinstance(passage.negotiation, NegotiationDates):
        return {}
    dates = passage.negotiation.model_dump(exclude_unset=True)
    return {"negotiation": None} | {f"negotiation_{name}": value for name, value in dates.items()}


def _paragraph(filing: Filing, paragraph: Paragraph, passage: str, code: str, position: int, request: str) -> None:
    thing, balance = filing.name("paragraph", code), paragraph.balance
    weighed = told(balance, tables.Paragraph) if balance else {}
    says = {"passage_id": passage, "position": position, "number": paragraph.number}
    filing.changes.put(tables.Paragraph, thing, **says, **weighed)
    if balance:
        _confirmation(filing, balance, thing, code, request)


def _confirmation(filing: Filing, balance: Balance, paragraph: str, code: str, request: str) -> None:
    confirmed = balance.confirmed_for_this_request
    filing.changes.put(
        tables.BalanceConfirmation,
        filing.name("confirmation", code),
        paragraph_id=paragraph,
        request_id=request,
        confirmed=UNKNOWN if confirmed is None else confirmed,
    )


def _for_this_request(filing: Filing, passage: Passage, thing: str, request: str) -> None:
    about = {"passage_id": thing, "request_id": request}
    if passage.scrutiny:
        columns = told(passage.scrutiny, tables.Relevance)
        filing.changes.put(tables.Relevance, filing.name("relevance", passage.ref), **about, **columns)
    if passage.confidential and passage.confidential.states("breach_if_shown_to_this_member"):
        breach = passage.confidential.breach_if_shown_to_this_member
        finding = filing.name("breach", passage.ref)
        filing.changes.put(tables.BreachFinding, finding, **about, breach=UNKNOWN if breach is None else breach)
