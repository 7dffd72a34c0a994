"""Which requests a change of the register touches: those about a document it concerns, or by a person it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gatekeeper.core.lifecycle import Status
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases, ever_said, kinds_of
from gatekeeper.storage.types import Session

_TO_DOCUMENT: tuple[tuple[str, Any, str], ...] = (
    ("link", tables.Link, "document_id"),
    ("passage", tables.Passage, "document_id"),
    ("file", tables.StoredFile, "document_id"),
)
_OF_PERSON: dict[str, Any] = {
    "office": tables.Office,
    "suspension": tables.Suspension,
    "membership": tables.Membership,
    "cabinet": tables.CabinetPeriod,
    "portfolio": tables.Portfolio,
    "political_post": tables.PoliticalPost,
}
_NO_EFFECT = frozenset(
    [
        "person",
        "post",
        "appointment",
        "absence",
        "assistant",
        "tie",
        "group",
        "group_membership",
        "ward",
        "purpose",
        "confirmation",
    ]
)


def affected_requests(session: Session, council_id: str, things: Sequence[str]) -> list[str]:
    """The ids of the council's requests, not withdrawn, that a change of these things can touch.

    What is not clearly about one document or person (a meeting, a body, the council itself) touches every request: to
    decide one too many again costs little, and one too few would leave a right open that has ended.
    """
    kinds = kinds_of(session, council_id, things)
    if not set(kinds.values()) - _NO_EFFECT:
        return []
    cases = Cases(session, council_id)
    documents, people, requests = set[str](), set[str](), set[str]()
    for thing, kind in kinds.items():
        found = _concerns(session, council_id, thing, kind)
        if found is None:
            return cases.every(Status.WITHDRAWN.value)
        documents |= found.get("documents", set())
        people |= found.get("people", set())
        requests |= found.get("requests", set())
    return cases.touching(Status.WITHDRAWN.value, documents, people, requests)


def _concerns(session: Session, council_id: str, thing: str, kind: str) -> dict[str, set[str]] | None:
    """The documents, people and requests a thing concerns; None where that cannot be told and all must be decided."""
    if kind in _NO_EFFECT:
        return {}
    if kind == "document":
        return {"documents": {thing}}
    if kind in _OF_PERSON:
        return {"people": ever_said(session, council_id, _OF_PERSON[kind], thing, "person_id")}
    for name, table, column in _TO_DOCUMENT:
        if kind == name:
            return {"documents": ever_said(session, council_id, table, thing, column)}
    if kind == "paragraph":
        passages = ever_said(session, council_id, tables.Paragraph, thing, "passage_id")
        return {
            "documents": set().union(
                *(ever_said(session, council_id, tables.Passage, p, "document_id") for p in passages)
            )
        }
    rows = ever_said(session, council_id, tables.Finding, thing, "request_id") if kind == "finding" else set()
    return {"requests": rows} if rows and None not in rows else None
