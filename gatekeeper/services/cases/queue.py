"""The queue: asked documents that are pending, by when they are due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.core.lifecycle import PENDING
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.types import Session

LONGEST_PAGE = 200
_FARTHEST = 10**9
_PENDING = [each.value for each in PENDING]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a queue. ``late`` is computed now; it is stored nowhere."""

    asked_id: str
    request_id: str
    reference: str
    stage: str
    rung: int
    status: str
    received_at: datetime
    due_at: datetime | None
    late: bool
    holder_post: str | None = None


def queue(  # noqa: PLR0913
    session: Session,
    council_id: str,
    now: datetime,
    *,
    stage: str | None = None,
    holder_post: str | None = None,
    statuses: Collection[str] = tuple(_PENDING),
    limit: int = 50,
    offset: int = 0,
) -> tuple[Waiting, ...]:
    """One page of what is pending at a stage, of one holder or of all: the earliest due first, the undated last.

    ``statuses``: only what stands so, of those in which an answer is owed.
    A page holds at most 200 lines, whatever the limit; below zero counts as zero.
    """
    size, start = max(0, min(limit, LONGEST_PAGE)), max(0, min(offset, _FARTHEST))
    page = Cases(session, council_id).pending(statuses, stage=stage, holder_post=holder_post, limit=size, offset=start)
    return tuple(_waiting(one, other, now) for one, other in page)


def waiting_count(session: Session, council_id: str, *, stage: str | None = None) -> int:
    """How many asked documents are pending."""
    return Cases(session, council_id).count_pending(_PENDING, stage)


def _waiting(asked: tables.AskedDocument, request: tables.AccessRequest, now: datetime) -> Waiting:
    return Waiting(
        asked.id,
        request.id,
        request.reference,
        asked.stage,
        asked.rung,
        asked.status,
        request.received_at,
        asked.due_at,
        asked.due_at is not None and asked.due_at < now,
        asked.holder_post_id,
    )
