"""Whether a request waits for the proper officer's word that a balance of the public interest holds for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from gatekeeper.core.decision.passage import CONFIRMATION
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.storage import tables

R = TypeVar("R", tables.Passage, tables.Paragraph, tables.BalanceConfirmation)
_PORTION: Final = 500
"""How many things are asked of the register at once."""


def balance_waits(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, roles: Collection[str]
) -> bool:
    """Whether somebody with these roles is to confirm a balance of it now (LGA 1972 Sch 12A para 10).

    The law is applied only where a paragraph is claimed on which nothing was said for this request since.
    """
    if asked.document_id is None or not permissions().allowed(roles, state_of(asked), Action.CONFIRM_BALANCE).allowed:
        return False
    if not unconfirmed(desk, [asked]):
        return False
    try:
        result = decide_now(desk, request, (asked.document_id,)).document(asked.document_id)
    except Undecidable:
        return False
    withheld = (each for each in result.passages if each.outcome != "entitled")
    return any(task.what == CONFIRMATION[1] for each in withheld for task in each.tasks)


def unconfirmed(desk: Desk, asked: Sequence[tables.AskedDocument]) -> frozenset[str]:
    """Of which of these (ids) a paragraph is claimed on whose balance nothing was said since for the request."""
    documents = {each.document_id for each in asked if each.document_id}
    of = {each.thing_id: each.document_id for each in _rows(desk, tables.Passage, "document_id", documents)}
    claims: dict[str | None, list[tables.Paragraph]] = {}
    for claim in _rows(desk, tables.Paragraph, "passage_id", of):
        claims.setdefault(of[claim.passage_id], []).append(claim)
    about = {each.request_id for each in asked if each.document_id in claims}
    said = _rows(desk, tables.BalanceConfirmation, "request_id", about)
    settled = {(each.request_id, each.paragraph_id): each.entry for each in said if isinstance(each.confirmed, bool)}
    return frozenset(
        each.id
        for each in asked
        for claim in claims.get(each.document_id, ())
        if settled.get((each.request_id, claim.thing_id), -1) < claim.entry
    )


def _rows(desk: Desk, table: type[R], column: str, values: Iterable[str]) -> Iterator[R]:
    every = sorted(values)
    for start in range(0, len(every), _PORTION):
        yield from desk.register.all(table, **{column: every[start : start + _PORTION]})
