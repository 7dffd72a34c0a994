"""Finds requests, asked documents, acts, answers and determinations in the tables; every question names the council."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from gatekeeper.storage import tables

_PORTION = 500


@dataclass(frozen=True, slots=True)
class Cases:
    """The requests of one council."""

    session: Session
    council_id: str

    def request(self, request_id: str) -> tables.AccessRequest | None:
        """A request, its row locked until the transaction ends."""
        table = tables.AccessRequest
        found = select(table).where(table.council_id == self.council_id, table.id == request_id)
        return self.session.exec(found.with_for_update()).first()

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
        table = tables.AskedDocument
        found = select(table).where(table.council_id == self.council_id, table.id == asked_id)
        return self.session.exec(found.execution_options(populate_existing=True)).first()

    def asked_of(self, request_id: str) -> list[tables.AskedDocument]:
        """Every asked document of a request, in order."""
        table = tables.AskedDocument
        found = select(table).where(table.council_id == self.council_id, table.request_id == request_id)
        return list(self.session.exec(found.order_by(col(table.position))).all())

    def acts(
        self,
        request_id: str,
        actions: Collection[str] = (),
        asked_id: str | None = None,
        *,
        without: Collection[str] = (),
    ) -> list[tables.Act]:
        """The acts on a request, of these kinds or of all, but for those of some, in their order."""
        table = tables.Act
        found = select(table).where(table.council_id == self.council_id, table.request_id == request_id)
        if actions:
            found = found.where(col(table.action).in_(list(actions)))
        if without:
            found = found.where(col(table.action).not_in(list(without)))
        if asked_id is not None:
            found = found.where(table.asked_id == asked_id)
        return list(self.session.exec(found.order_by(col(table.entry))).all())

    def answers(self, asked_id: str) -> dict[str, tables.Answer]:
        """The current answer on each passage of an asked document, by the passage's ref."""
        table = tables.Answer
        found = select(table).where(
            table.council_id == self.council_id, table.asked_id == asked_id, col(table.replaced_at).is_(None)
        )
        return {each.passage: each for each in self.session.exec(found).all()}

    def live_determinations(self, asked_id: str) -> Sequence[tables.Determination]:
        """The determinations that stand on an asked document, by passage."""
        table = tables.Determination
        found = select(table).where(
            table.council_id == self.council_id, table.asked_id == asked_id, col(table.replaced_at).is_(None)
        )
        return self.session.exec(found.order_by(col(table.passage))).all()

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

    def counter(self, year: int) -> tables.ReferenceCounter:
        """The counter of references of a year, added where there is none yet."""
        found = self.session.get(tables.ReferenceCounter, (self.council_id, year))
        if found is None:
            found = tables.ReferenceCounter(council_id=self.council_id, year=year)
            self.session.add(found)
        return found

    def key(self, person_id: str, key: str) -> tables.IdempotencyKey | None:
        """What a command answered that was sent under this key."""
        return self.session.get(tables.IdempotencyKey, (self.council_id, person_id, key))

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
