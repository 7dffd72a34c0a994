"""What the council's figures are counted from: the documents asked for in a period, as streams in few questions.

Each question is bounded by the period, which an index finds, and none holds more than a portion of its rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, case, func, or_, select
from sqlmodel import Session, col

from gatekeeper.core.lifecycle import Action
from gatekeeper.storage import tables

_BATCH: Final = 500
_REQUEST, _ASKED, _ACT = tables.AccessRequest, tables.AskedDocument, tables.Act
_ANSWER, _RULING = tables.Answer, tables.Determination
_BY_LAW: Final = Action.ANSWER_AS_OF_RIGHT.value
_ANSWERED: Final = (Action.DETERMINE.value, Action.RECORD_NOT_HELD.value)
_DISPUTED: Final = Action.DISPUTE.value
_RULED: Final = (Action.RULE.value, Action.RESOLVE.value)
_COUNTED: Final = (_BY_LAW, *_ANSWERED, _DISPUTED, *_RULED)
_ONE: Final = (col(tables.AccessRequest.id), col(tables.AskedDocument.id))


@dataclass(frozen=True, slots=True)
class Asked:
    """One document that was asked for: when, by whom, how it stands, and when it was first answered as a whole.

    ``first`` marks the first document of its request. ``disputed`` and ``heard``: it went to the dispute ladder, and
    something was ruled there.
    """

    received_at: datetime
    requester_id: str
    first: bool
    status: str
    ruling: str | None
    answered_at: datetime | None
    disputed: bool
    heard: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What the law says of one passage of an answered document, and which post first ruled on the document, if any."""

    asked_id: str
    ruling: str
    decided_by: str | None
    opened_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """One ruling on one passage. ``stands``: nothing replaced it."""

    asked_id: str
    passage: str
    rung: int
    ruling: str
    form: str | None
    grounds: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """How many answers are owed now: late, due up to an instant, due later, and without any date."""

    late: int
    soon: int
    later: int
    undated: int


@dataclass(frozen=True, slots=True)
class AskedInPeriod:
    """The documents of one council that were asked for from an instant to another, which is not itself included."""

    session: Session
    council_id: str
    from_at: datetime
    to_at: datetime

    def documents(self) -> Iterator[Asked]:
        """Each document once, in no order."""
        columns = (col(_REQUEST.received_at), col(_REQUEST.requester_id), col(_ASKED.position))
        rows = self._rows(*columns, col(_ASKED.status), col(_ASKED.ruling), *_marks())
        same = and_(col(_ACT.request_id) == col(_REQUEST.id), col(_ACT.asked_id) == col(_ASKED.id))
        rows = rows.outerjoin(_ACT, and_(same, col(_ACT.action).in_(_COUNTED)))
        for at, person, place, status, ruling, answered_at, disputed, heard in self._stream(rows.group_by(*_ONE)):
            yield Asked(at, person, place == 0, status, ruling, answered_at, bool(disputed), bool(heard))

    def opened(self, status: str) -> Iterator[Opened]:
        """Every passage of the documents in that status, those of one document together; at least one of each."""
        first = select(col(_RULING.post)).where(col(_RULING.asked_id) == col(_ASKED.id))
        decided_by = first.order_by(col(_RULING.entry)).limit(1).scalar_subquery()
        rows = self._rows(col(_ASKED.id), col(_ASKED.ruling), decided_by, col(_ANSWER.opened_by))
        live = and_(col(_ANSWER.asked_id) == col(_ASKED.id), col(_ANSWER.replaced_at).is_(None))
        rows = rows.outerjoin(_ANSWER, live).where(col(_ASKED.status) == status, col(_ASKED.ruling).is_not(None))
        for asked, ruling, post, routes in self._stream(rows.order_by(col(_ASKED.id))):
            yield Opened(asked, ruling, post, tuple(routes or ()))

    def rulings(self) -> Iterator[Ruled]:
        """Every ruling on these documents, those on one passage together and in their order."""
        names = ("asked_id", "passage", "rung", "ruling", "form", "grounds")
        rows = self._rows(*(col(getattr(_RULING, each)) for each in names), col(_RULING.replaced_at).is_(None))
        rows = rows.join(_RULING, col(_RULING.asked_id) == col(_ASKED.id))
        order = (col(_RULING.asked_id), col(_RULING.passage), col(_RULING.entry))
        for asked, passage, rung, ruling, form, grounds, stands in self._stream(rows.order_by(*order)):
            yield Ruled(asked, passage, rung, ruling, form, tuple(grounds), bool(stands))

    def _rows(self, *columns: Any) -> Select[Any]:
        asked: Any = select
        rows: Select[Any] = asked(*columns).select_from(_REQUEST)
        rows, at = rows.join(_ASKED, col(_ASKED.request_id) == col(_REQUEST.id)), col(_REQUEST.received_at)
        return rows.where(col(_REQUEST.council_id) == self.council_id, at >= self.from_at, at < self.to_at)

    def _stream(self, rows: Select[Any]) -> Iterator[Any]:
        return iter(self.session.connection().execute(rows, execution_options={"yield_per": _BATCH}))


def _marks() -> tuple[Any, ...]:
    """Of the acts on one document: when it was first answered as a whole, and whether it was disputed and heard."""
    action, complete = col(_ACT.action), col(_ACT.data)["complete"].as_boolean()
    whole = or_(action.in_(_ANSWERED), and_(action == _BY_LAW, complete.is_(True)))
    return (
        func.min(case((whole, col(_ACT.at)))),
        func.max(case((action == _DISPUTED, 1), else_=0)),
        func.max(case((action.in_(_RULED), 1), else_=0)),
    )


def owed(session: Session, council_id: str, statuses: Collection[str], now: datetime, soon: datetime) -> Owed:
    """How many documents in these statuses are late, due until an instant, due later, or without a date."""
    due = col(_ASKED.due_at)
    marks = (due < now, and_(due >= now, due <= soon), due > soon, due.is_(None))
    counts: list[Any] = [func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in marks]
    pending = col(_ASKED.status).in_(list(statuses))
    rows = select(*counts).where(col(_ASKED.council_id) == council_id, tables.OWED, pending)
    return Owed(*(int(each) for each in session.connection().execute(rows).one()))
