"""Finds the requests of one councillor, the latest first: those with an answer still owed, those without, or all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from gatekeeper.storage import tables

_REQUEST, _ASKED = tables.AccessRequest, tables.AskedDocument


@dataclass(frozen=True, slots=True)
class Whose:
    """The councillor (register id) of one council, whose requests are meant."""

    session: Session
    council_id: str
    requester_id: str

    def page(
        self, ended: Collection[str], *, owed: bool | None, after: str | None, limit: int
    ) -> Sequence[tables.AccessRequest]:
        """So many of her requests that follow one (its id), or the first.

        ``ended`` are the statuses in which nothing is owed any more; ``owed``: only those with an answer still owed,
        or only those without; None: all.
        """
        found = select(_REQUEST).where(*self._hers())
        if owed is not None:
            open_ones = exists().where(
                col(_ASKED.request_id) == col(_REQUEST.id), col(_ASKED.status).not_in(list(ended))
            )
            found = found.where(open_ones if owed else ~open_ones)
        last = self._one(after)
        found = found.where(_follows(last)) if last is not None else found
        return self.session.exec(
            found.order_by(col(_REQUEST.received_at).desc(), col(_REQUEST.reference).desc()).limit(limit)
        ).all()

    def asked_of(self, requests: Collection[str]) -> Sequence[tables.AskedDocument]:
        """Every asked document of these requests, in order."""
        asked = select(_ASKED).where(_ASKED.council_id == self.council_id, col(_ASKED.request_id).in_(list(requests)))
        return self.session.exec(asked.order_by(col(_ASKED.request_id), col(_ASKED.position))).all()

    def in_status(self, status: str, limit: int) -> Sequence[tuple[tables.AccessRequest, tables.AskedDocument]]:
        """Her asked documents in one status with their requests, the one that has been so for longest first."""
        found = select(_REQUEST, _ASKED).join(_ASKED, col(_ASKED.request_id) == col(_REQUEST.id))
        found = found.where(*self._hers(), _ASKED.status == status)
        return self.session.exec(found.order_by(col(_ASKED.changed_at), col(_ASKED.id)).limit(limit)).all()

    def _one(self, request_id: str | None) -> tables.AccessRequest | None:
        return self.session.exec(select(_REQUEST).where(*self._hers(), _REQUEST.id == request_id)).first()

    def _hers(self) -> tuple[ColumnElement[bool], ...]:
        return col(_REQUEST.council_id) == self.council_id, col(_REQUEST.requester_id) == self.requester_id


def _follows(last: tables.AccessRequest) -> ColumnElement[bool]:
    at, reference = col(_REQUEST.received_at), col(_REQUEST.reference)
    return or_(at < last.received_at, and_(at == last.received_at, reference < last.reference))
