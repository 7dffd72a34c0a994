"""Takes a case file into the register: each part becomes rows, so that the same case can be built from them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatekeeper.core.case import Case, Council, Requester
from gatekeeper.core.case.request import Assistant, Request
from gatekeeper.services.evidence.file_documents import file_documents
from gatekeeper.services.evidence.filing import Filing, file_findings
from gatekeeper.services.evidence.parts import told
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes

_EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Filed:
    """What a case file became: the ids of its person, its request and its documents, in the order of the file."""

    person: str
    request: str
    documents: tuple[str, ...]
    columns: dict[str, object]
    """The columns of the request as it is to be added (without reference, stage and entry)."""


def file_case(changes: Changes, case: Case, prefix: str) -> Filed:
    """Add a case file's council, person, documents and findings to the changes. ``prefix`` begins each thing's code.

    The request itself is not a thing of the register: its columns are returned, and the request is added with them.
    """
    filing = Filing(changes, prefix)
    request = changes.name("request", f"{prefix}request")
    council = changes.name("council", "council")
    _council(filing, case.council, council)
    person = _requester(filing, case.requester)
    documents = file_documents(filing, case, request)
    for level, subject, findings in (
        ("council", council, case.council.findings),
        ("requester", person, case.requester.findings),
        ("request", request, case.request.findings),
    ):
        file_findings(filing, level, subject, findings, request)
    _purpose(filing, case.request, request)
    return Filed(person, request, documents, _request(case))


def _council(filing: Filing, council: Council, thing: str) -> None:
    changes = filing.changes
    changes.put(tables.CouncilParticulars, thing, **told(council, tables.CouncilParticulars))
    for index, period in enumerate(council.governance or ()):
        changes.put(tables.GovernancePeriod, filing.name("governance", index), **told(period, tables.GovernancePeriod))
    for index, day in enumerate(council.closure_days):
        changes.put(tables.ClosureDay, filing.name("closure", index), shut_on=day)
    if council.pack:
        changes.put(tables.PackAdoption, filing.name("pack", 0), pack=council.pack, from_on=_EARLIEST)


def _requester(filing: Filing, requester: Requester) -> str:
    changes, person = filing.changes, filing.name("person", "requester")
    changes.put(tables.Person, person, name="The requester")
    complete = {
        f"{name}_complete": getattr(requester, name) is not None
        for name in ("memberships", "executive", "portfolios", "posts")
    }
    office = told(requester, tables.Office)
    changes.put(tables.Office, filing.name("office", "requester"), person_id=person, **office, **complete)
    _terms(filing, requester, person)
    return person


def _terms(filing: Filing, requester: Requester, person: str) -> None:
    changes = filing.changes
    for index, seat in enumerate(requester.memberships or ()):
        columns = told(seat, tables.Membership)
        days = columns.pop("for_meetings_on", None)
        changes.put(
            tables.Membership,
            filing.name("membership", index),
            person_id=person,
            body_id=filing.body(seat.body, seat.body_type),
            for_meetings_on=None if days is None else [day.isoformat() for day in days],
            **columns,
        )
    lists = (
        ("suspension", tables.Suspension, requester.suspended),
        ("cabinet", tables.CabinetPeriod, requester.executive),
        ("portfolio", tables.Portfolio, requester.portfolios),
        ("political_post", tables.PoliticalPost, requester.posts),
    )
    for kind, table, entries in lists:
        for index, each in enumerate(entries or ()):
            changes.put(table, filing.name(kind, index), person_id=person, **told(each, table))


def _request(case: Case) -> dict[str, object]:
    request = case.request
    columns = told(request, tables.AccessRequest) | {"title": case.title}
    if isinstance(request.through_assistant, Assistant):
        block = request.through_assistant.model_dump(exclude_unset=True)
        columns |= {"through_assistant": None, "assistant_block": True, "assistant_authorised": block.get("authorised")}
    interest = case.requester.model_dump(exclude_unset=True, include={"pecuniary_interest"})
    return columns | interest


def _purpose(filing: Filing, request: Request, thing: str) -> None:
    purpose = request.purpose
    if purpose is None:
        return
    columns = told(purpose, tables.Purpose) | {"improper": purpose.improper is not None}
    if purpose.improper is not None:
        columns |= told(purpose.improper, tables.Purpose, {"kind": "improper_kind"})
    filing.changes.put(tables.Purpose, filing.name("purpose", 0), request_id=thing, **columns)
