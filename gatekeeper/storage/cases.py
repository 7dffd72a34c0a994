"""Finds requests, asked documents, acts, answers and determinations in the tables; every question names the council."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, text, update
from sqlmodel import Session, SQLModel, col, select

from gatekeeper.core.lifecycle import Action
from gatekeeper.storage import tables
from gatekeeper.storage.adding import add_rows
from gatekeeper.storage.driver import Question, connection_of
from gatekeeper.storage.loading import RowsOf

R = TypeVar("R", bound=SQLModel)
READINGS = frozenset({Action.READ_CASE.value, Action.OPEN_DOCUMENT.value, Action.READ_LOG.value})
"""What only reads: there may be very many of them on a case."""
_ACTS = "gatekeeper_acts"
_PORTION = 500
_COUNT = Question(
    text(
        "INSERT INTO reference_counter (council_id, year, last) VALUES (:council, :year, 1)"
        " ON CONFLICT (council_id, year) DO UPDATE SET last = reference_counter.last + 1 RETURNING last"
    )
)


def _those(table: type[R], *given: Any, **more: Any) -> RowsOf[R]:
    """The council's rows with these columns given."""
    where = [bindparam("council") == table.__table__.c.council_id]  # type: ignore[attr-defined]
    return RowsOf(table, (*where, *(column == bindparam(f"is_{column.key}") for column in given)), **more)


_REQUEST = _those(tables.AccessRequest, col(tables.AccessRequest.id), lock=True)
_ASKED = _those(tables.AskedDocument, col(tables.AskedDocument.id))
_ASKED_OF = _those(
    tables.AskedDocument, col(tables.AskedDocument.request_id), order=(col(tables.AskedDocument.position),)
)
_ACTS_OF = _those(tables.Act, col(tables.Act.request_id), order=(col(tables.Act.entry),))
_DEEDS_OF = _ACTS_OF.also(*(col(tables.Act.action) != each for each in sorted(READINGS)))
_ANSWERS = _those(tables.Answer, col(tables.Answer.asked_id)).also(col(tables.Answer.replaced_at).is_(None))
_DETERMINED = _those(
    tables.Determination, col(tables.Determination.asked_id), order=(col(tables.Determination.passage),)
).also(col(tables.Determination.replaced_at).is_(None))
_KEYS = _those(tables.IdempotencyKey, col(tables.IdempotencyKey.person_id), col(tables.IdempotencyKey.key))
_REPLACED = update(tables.Determination).where(
    col(tables.Determination.council_id) == bindparam("council"), col(tables.Determination.id) == bindparam("which")
)
_OVER = update(tables.Answer).where(
    col(tables.Answer.council_id) == bindparam("council"),
    col(tables.Answer.asked_id) == bindparam("which"),
    col(tables.Answer.replaced_at).is_(None),
)


@dataclass(frozen=True, slots=True)
class Cases:
    """The requests of one council."""

    session: Session
    council_id: str

    def request(self, request_id: str, *, to_change: bool = True) -> tables.AccessRequest | None:
        """A request, its row locked until the transaction ends; or, where nothing of it is to be changed, its row."""
        ask = _REQUEST.held if to_change else _REQUEST.read
        return next(iter(ask(self.session, council=self.council_id, is_id=request_id)), None)

    def by_reference(self, reference: str) -> tables.AccessRequest | None:
        """A request by its reference, such as ``MR-2026-00042``."""
        table = tables.AccessRequest
        found = select(table).where(table.council_id == self.council_id, table.reference == reference)
        return self.session.exec(found).first()

    def requests(self, requester_id: str | None = None) -> Sequence[tables.AccessRequest]:
        """Every request, or those of one requester, the latest first."""
        table = tables.AccessRequest
        found = select(table).where(table.council_id == self.council_id)
        if requester_id is not None:
            found = found.where(table.requester_id == requester_id)
        return self.session.exec(found.order_by(col(table.received_at).desc(), col(table.reference).desc())).all()

    def asked(self, asked_id: str) -> tables.AskedDocument | None:
        """An asked document."""
        return next(iter(_ASKED.held(self.session, council=self.council_id, is_id=asked_id)), None)

    def asked_of(self, request_id: str, *, to_change: bool = True) -> list[tables.AskedDocument]:
        """Every asked document of a request, in order."""
        ask = _ASKED_OF.held if to_change else _ASKED_OF.read
        return ask(self.session, council=self.council_id, is_request_id=request_id)

    def acts(self, request_id: str, actions: Collection[str] = (), asked_id: str | None = None) -> list[tables.Act]:
        """The acts on a request, of these kinds or of all but the readings, in their order."""
        every = self._read_of(request_id, actions) if READINGS & set(actions) else self._deeds(request_id)
        found = [act for act in every if act.action in actions] if actions else every
        return [act for act in found if asked_id in (None, act.asked_id)]

    def every_act(self, request_id: str) -> Sequence[tables.Act]:
        """Every act on a request, the readings among them, in their order."""
        return _ACTS_OF.read(self.session, council=self.council_id, is_request_id=request_id)

    def add_act(self, **act: Any) -> None:
        """Keep an act, with its columns by name."""
        add_rows(self.session, tables.Act, act | {"council_id": self.council_id})
        if act["action"] not in READINGS:
            self._known_acts.pop(act["request_id"], None)

    @property
    def _known_acts(self) -> dict[str, list[tables.Act]]:
        """The acts that were asked for in this transaction: who may do what, and what is shown, asks for them often."""
        transaction = self.session.get_transaction() or self.session.begin()
        name = f"{_ACTS} {self.council_id}"
        if self.session.info.get(name, (None,))[0] is not transaction:
            self.session.info[name] = (transaction, {})
        known: dict[str, list[tables.Act]] = self.session.info[name][1]
        return known

    def _deeds(self, request_id: str) -> list[tables.Act]:
        known = self._known_acts
        if request_id not in known:
            known[request_id] = _DEEDS_OF.read(self.session, council=self.council_id, is_request_id=request_id)
        return known[request_id]

    def _read_of(self, request_id: str, actions: Collection[str]) -> Sequence[tables.Act]:
        every = _ACTS_OF.also(col(tables.Act.action).in_(sorted(actions)), varies=True)
        return every.read(self.session, council=self.council_id, is_request_id=request_id)

    def answers(self, asked_id: str) -> dict[str, tables.Answer]:
        """The current answer on each passage of an asked document, by the passage's ref."""
        found = _ANSWERS.read(self.session, council=self.council_id, is_asked_id=asked_id)
        return {each.passage: each for each in found}

    def end_answers(self, asked_id: str, at: datetime) -> None:
        """Say that the current answers on an asked document were replaced at that instant."""
        given = {"council": self.council_id, "which": asked_id}
        self.session.connection().execute(_OVER.values(replaced_at=at), given)

    def live_determinations(self, asked_id: str) -> Sequence[tables.Determination]:
        """The determinations that stand on an asked document, by passage."""
        return _DETERMINED.read(self.session, council=self.council_id, is_asked_id=asked_id)

    def end_determination(self, ruling: str, at: datetime, by: int) -> None:
        """Say that a determination (its id) was replaced at that instant by that entry."""
        given = {"council": self.council_id, "which": ruling}
        self.session.connection().execute(_REPLACED.values(replaced_at=at, replaced_by=by), given)

    def determinations(self) -> Sequence[tables.Determination]:
        """Every ruling ever kept, in the order of their entries."""
        table = tables.Determination
        found = select(table).where(table.council_id == self.council_id)
        return self.session.exec(found.order_by(col(table.entry), col(table.passage))).all()

    def decisions(self, request_id: str | None = None) -> Sequence[tables.StoredDecision]:
        """The stored decisions on a request, or on all, in their order."""
        table = tables.StoredDecision
        found = select(table).where(table.council_id == self.council_id)
        if request_id is not None:
            found = found.where(table.request_id == request_id)
        return self.session.exec(found.order_by(col(table.entry))).all()

    def next_number(self, year: int) -> int:
        """The next number of the year's references. Whoever counts holds the council's chain."""
        given = {"council": self.council_id, "year": year}
        return int(_COUNT.value(connection_of(self.session), given))

    def key(self, person_id: str, key: str) -> tables.IdempotencyKey | None:
        """What a command answered that was sent under this key."""
        found = _KEYS.read(self.session, council=self.council_id, is_person_id=person_id, is_key=key)
        return next(iter(found), None)

    def pending(
        self,
        statuses: Collection[str],
        *,
        stage: str | None = None,
        holder_post: str | None = None,
        limit: int,
        offset: int,
    ) -> Sequence[tuple[tables.AskedDocument, tables.AccessRequest]]:
        """One page of asked documents in these statuses with their requests: by due date, those undated last.

        Two walks along an index, so that a page costs the same however long the queue is.
        """
        dated = self._queue(statuses, stage, holder_post, dated=True)
        page = list(self.session.exec(dated.limit(limit).offset(offset)).all())
        if len(page) == limit:
            return page
        past = 0 if page or not offset else offset - self._count(statuses, stage, holder_post)
        undated = self._queue(statuses, stage, holder_post, dated=False)
        return [*page, *self.session.exec(undated.limit(limit - len(page)).offset(past)).all()]

    def _queue(self, statuses: Collection[str], stage: str | None, holder_post: str | None, *, dated: bool) -> Any:
        asked, request = tables.AskedDocument, tables.AccessRequest
        due = col(asked.due_at)
        found = select(asked, request).join(request, col(request.id) == col(asked.request_id))
        found = found.where(due.is_not(None) if dated else due.is_(None))
        found = found.where(*self._owed(statuses, stage, holder_post))
        return found.order_by(due, col(asked.id))

    def _owed(self, statuses: Collection[str], stage: str | None, holder_post: str | None) -> list[Any]:
        asked = tables.AskedDocument
        owed = [asked.council_id == self.council_id, tables.OWED, col(asked.status).in_(list(statuses))]
        owed += [asked.stage == stage] if stage is not None else []
        return owed + ([asked.holder_post_id == holder_post] if holder_post is not None else [])

    def _count(self, statuses: Collection[str], stage: str | None, holder_post: str | None) -> int:
        asked = tables.AskedDocument
        dated = select(func.count()).select_from(asked).where(col(asked.due_at).is_not(None))
        return int(self.session.exec(dated.where(*self._owed(statuses, stage, holder_post))).one())

    def count_pending(self, statuses: Collection[str], stage: str | None = None) -> int:
        """How many asked documents are in these statuses."""
        asked = tables.AskedDocument
        found = select(func.count()).select_from(asked).where(asked.council_id == self.council_id)
        found = found.where(col(asked.status).in_(list(statuses)))
        return int(self.session.exec(found.where(asked.stage == stage) if stage else found).one())

    def touching(
        self, withdrawn: str, documents: Collection[str], people: Collection[str], requests: Collection[str]
    ) -> list[str]:
        """The ids of requests, not in that status, about one of the documents, by one of the people, or named."""
        table = tables.AccessRequest
        theirs = self.session.exec(
            select(table.id).where(table.council_id == self.council_id, col(table.requester_id).in_(list(people)))
        ).all()
        asked, live = tables.AskedDocument, self._live(withdrawn)
        about = self.session.exec(live.where(col(asked.document_id).in_(list(documents)))).all()
        named = self.session.exec(live.where(col(asked.request_id).in_([*theirs, *requests]))).all()
        return list(dict.fromkeys([*about, *named]))

    def about(self, document_id: str) -> Sequence[tables.AskedDocument]:
        """Every time that a document of the register was asked for, the latest changed first."""
        asked = tables.AskedDocument
        found = select(asked).where(asked.council_id == self.council_id, asked.document_id == document_id)
        return self.session.exec(found.order_by(col(asked.changed_at).desc(), col(asked.id))).all()

    def every(self, withdrawn: str) -> list[str]:
        """The ids of every request with a matched document that is not in that status."""
        return list(dict.fromkeys(self.session.exec(self._live(withdrawn)).all()))

    def _live(self, withdrawn: str) -> Any:
        asked = tables.AskedDocument
        return select(asked.request_id).where(
            asked.council_id == self.council_id, asked.status != withdrawn, col(asked.document_id).is_not(None)
        )


def kinds_of(session: Session, council_id: str, things: Sequence[str]) -> dict[str, str]:
    """The kind of each of these things of the council."""
    found: dict[str, str] = {}
    table = tables.Thing
    for start in range(0, len(things), _PORTION):
        some = col(table.id).in_(things[start : start + _PORTION])
        found |= dict(session.exec(select(table.id, table.kind).where(table.council_id == council_id, some)).all())
    return found


def ever_said(session: Session, council_id: str, table: Any, thing: str, column: str) -> set[Any]:
    """Every value that a column has, or had, for a thing."""
    found = select(getattr(table, column)).where(table.council_id == council_id, table.thing_id == thing)
    return set(session.exec(found).all())
