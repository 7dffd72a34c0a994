"""The case file: a council, a requester, a request and its documents, read strictly from plain data."""

from __future__ import annotations

from gatekeeper.core.case.base import Dated
from gatekeeper.core.case.case import FORMAT, Case
from gatekeeper.core.case.council import Council, Governance
from gatekeeper.core.case.document import Audit, Document
from gatekeeper.core.case.enactments import ENACTMENTS
from gatekeeper.core.case.errors import CaseError, CaseErrors
from gatekeeper.core.case.findings import Findings, SignedFinding, finding_problems, found_value
from gatekeeper.core.case.link import Link
from gatekeeper.core.case.names import same_name
from gatekeeper.core.case.pages import stands_apart
from gatekeeper.core.case.parse import parse_case, parse_part
from gatekeeper.core.case.passage import Balance, Confidential, NegotiationDates, Paragraph, Passage, Scrutiny
from gatekeeper.core.case.request import Assistant, Improper, Purpose, Request
from gatekeeper.core.case.requester import Membership, Portfolio, PostHeld, Requester
from gatekeeper.core.case.schema import case_schema

__all__ = [
    "ENACTMENTS",
    "FORMAT",
    "Assistant",
    "Audit",
    "Balance",
    "Case",
    "CaseError",
    "CaseErrors",
    "Confidential",
    "Council",
    "Dated",
    "Document",
    "Findings",
    "Governance",
    "Improper",
    "Link",
    "Membership",
    "NegotiationDates",
    "Paragraph",
    "Passage",
    "Portfolio",
    "PostHeld",
    "Purpose",
    "Request",
    "Requester",
    "Scrutiny",
    "SignedFinding",
    "case_schema",
    "finding_problems",
    "found_value",
    "parse_case",
    "parse_part",
    "same_name",
    "stands_apart",
]
