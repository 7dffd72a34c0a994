"""Builds the case of a request from the register: the structure of a case file, and where each part comes from."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gatekeeper.core.case import Case, parse_case
from gatekeeper.core.case.case import FORMAT
from gatekeeper.core.case.council import Council, Governance
from gatekeeper.core.case.document import Document
from gatekeeper.core.case.request import Improper, Purpose, Request
from gatekeeper.core.case.requester import Membership, Portfolio, PostHeld, Requester
from gatekeeper.core.deadlines import local_date
from gatekeeper.services.evidence.blocks import Block, block, known_of
from gatekeeper.services.evidence.build_documents import documents_data
from gatekeeper.services.evidence.gather import Gathering, Provenance
from gatekeeper.services.evidence.offices import office_on
from gatekeeper.services.evidence.parts import written
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

__all__ = ["Evidence", "Provenance", "evidence_for"]

_SAID = tuple(name for name in tables.AccessRequest.model_fields if name not in ("reference", "version"))
"""The columns of a request that may be told in its case."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The case of a request as the register tells it. ``data`` is what a case file would hold.

    ``documents`` and ``passages`` give the register's id for each ref of the case.
    """

    case: Case
    data: Mapping[str, Any]
    places: Mapping[str, Provenance]
    documents: Mapping[str, str]
    passages: Mapping[str, str]
    like: Hashable = None
    """Evidence that is like it has the same facts at the same time; None where no other can be."""
    came_to: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    """What was worked out from this evidence alone, by what else it rests on."""

    def provenance(self, origin: str) -> Provenance | None:
        """The entry behind a fact, from its place in the case: that of the part itself, or of the one around it."""
        place = origin
        while place and place not in self.places:
            place = place.rpartition(".")[0] if not place.endswith("]") else place.rpartition("[")[0]
        return self.places.get(place)


def evidence_for(
    register: Register,
    request: tables.AccessRequest,
    documents: tuple[str, ...],
    as_at: datetime,
    *,
    remember: bool = False,
) -> Evidence:
    """The case of a request about these documents (register ids), at least one.

    ``remember``: until something changes that it rests on; for a filed request about one document. Raises CaseErrors
    where the rows cannot be true together, LookupError where one names a thing that is not there.
    """
    said = tuple(getattr(request, name) for name in _SAID)
    on = local_date(as_at)
    if not remember:
        return _gathered(register, request, documents, on)
    return register.recall(("evidence", said, documents, on), lambda: _gathered(register, request, documents, on))


def _gathered(register: Register, request: tables.AccessRequest, documents: tuple[str, ...], on: date) -> Evidence:
    gathering = Gathering(register, request)
    blocks = _blocks(gathering, on)
    data = _told(gathering, blocks)
    known = known_of(blocks)
    if len(documents) == 1:
        only = block(gathering, "document", documents, Document, lambda each: documents_data(each, documents)[0])
        data["documents"] = [only.data]
        known |= {} if only.part is None else {"documents": (only.part,)}
        like = (*blocks.values(), only, _but_when(data["request"])) if len(known) == len(blocks) + 1 else None
    else:
        data["documents"], like = documents_data(gathering, documents), None
    case = parse_case(data, known=known)
    return Evidence(case, data, gathering.places, gathering.documents, gathering.passages, like)


def _but_when(request: Mapping[str, Any]) -> str:
    """What is told of a request but for when it was received, on which no fact rests: the deadlines count from it."""
    return json.dumps({name: value for name, value in request.items() if name != "received_at"})


def without_documents(gathering: Gathering, on: date) -> dict[str, Any]:
    """The council, who asks, and the request, on that day, as a case file writes them; without the documents."""
    return _told(gathering, _blocks(gathering, on))


def _blocks(gathering: Gathering, on: date) -> dict[str, Block]:
    who = gathering.request.requester_id
    asks = (who, on, gathering.request.pecuniary_interest)
    return {
        "council": block(gathering, "council", on, Council, lambda each: _council(each, on)),
        "requester": block(gathering, "requester", asks, Requester, lambda each: _requester(each, who, on)),
    }


def _told(gathering: Gathering, blocks: Mapping[str, Block]) -> dict[str, Any]:
    data = {"format": FORMAT, "title": gathering.request.title, **{name: each.data for name, each in blocks.items()}}
    return data | {"request": _request(gathering)}


def _council(gathering: Gathering, on: date) -> dict[str, Any]:
    register = gathering.register
    thing = register.find("council", "council")
    row = register.one(tables.CouncilParticulars, thing)
    told: dict[str, Any] = {"name": "The council"}
    data = gathering.at("council", row, written(row, Council)) if row else told
    periods = register.all(tables.GovernancePeriod)
    if periods:
        data["governance"] = gathering.listed("council.governance", periods, Governance)
    days = register.all(tables.ClosureDay)
    if days:
        data["closure_days"] = [day.shut_on.isoformat() for day in days]
    packs = [each for each in register.all(tables.PackAdoption) if _covers(each, on)]
    if packs:
        data["pack"] = packs[-1].pack
    return gathering.with_findings(data, "council", "council", thing)


def _covers(period: Any, on: date) -> bool:
    return bool(period.from_on <= on and (period.to_on is None or on <= period.to_on))


def _requester(gathering: Gathering, person: str, on: date) -> dict[str, Any]:
    register = gathering.register
    office = office_on(register.all(tables.Office, person_id=person), on)
    if office is None:
        employed = register.all(tables.Appointment, person_id=person)
        return gathering.with_findings({"kind": "officer" if employed else "member_of_public"}, *_OF_REQUESTER, person)
    data = gathering.at("requester", office, written(office, Requester))
    if gathering.request.pecuniary_interest is not None:
        data["pecuniary_interest"] = gathering.request.pecuniary_interest
    suspended = register.all(tables.Suspension, person_id=person)
    if suspended:
        data["suspended"] = [_period(each) for each in suspended]
    data |= _seats(gathering, office, person)
    return gathering.with_findings(data, *_OF_REQUESTER, person)


def _seats(gathering: Gathering, office: tables.Office, person: str) -> dict[str, Any]:
    register, data = gathering.register, {}
    if office.memberships_complete:
        rows = register.all(tables.Membership, person_id=person)
        seats = gathering.listed("requester.memberships", rows, Membership)
        for seat, row in zip(seats, rows, strict=True):
            body = gathering.body(row.body_id)
            seat |= {"body": body.name, "body_type": body.type or "unknown"}
        data["memberships"] = seats
    if office.executive_complete:
        data["executive"] = [_period(each) for each in register.all(tables.CabinetPeriod, person_id=person)]
    if office.portfolios_complete:
        rows_ = register.all(tables.Portfolio, person_id=person)
        data["portfolios"] = gathering.listed("requester.portfolios", rows_, Portfolio)
    if office.posts_complete:
        posts = register.all(tables.PoliticalPost, person_id=person)
        data["posts"] = gathering.listed("requester.posts", posts, PostHeld)
    return data


def _period(row: Any) -> dict[str, Any]:
    return {"from": row.from_on.isoformat()} | ({"to": row.to_on.isoformat()} if row.to_on else {})


def _request(gathering: Gathering) -> dict[str, Any]:
    request = gathering.request
    data = written(request, Request)
    if request.assistant_block:
        authorised = request.assistant_authorised
        data["through_assistant"] = {} if authorised is None else {"authorised": authorised}
    purpose = next(iter(gathering.said_alone(tables.Purpose)), None)
    if purpose is not None:
        data["purpose"] = gathering.at("request.purpose", purpose, _purpose(purpose))
    return gathering.with_findings(data, "request", "request", request.id)


def _purpose(row: tables.Purpose) -> dict[str, Any]:
    data = {name: value for name, value in written(row, Purpose).items() if name != "improper"}
    if row.improper:
        data["improper"] = written(row, Improper, {"kind": "improper_kind"})
    return data


_OF_REQUESTER = ("requester", "requester")
