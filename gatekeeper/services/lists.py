"""Lists of cases as one person may see them: her own requests, and what waits for officers; nothing else is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.people import acts_for
from gatekeeper.services.cases.queue import LONGEST_PAGE, Waiting, queue
from gatekeeper.storage import tables

_MOST_LOOKED_AT: Final = 5 * LONGEST_PAGE


@dataclass(frozen=True, slots=True)
class AskedLine:
    """How one asked document stands."""

    asked_id: str
    stage: str
    rung: int
    status: str
    ruling: str | None


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request of a list, without any title."""

    request_id: str
    reference: str
    received_at: datetime
    documents: tuple[AskedLine, ...]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page of a queue. ``following``: where the next one starts, None at the end."""

    lines: tuple[Waiting, ...]
    following: int | None


def requests_of(desk: Desk, after: str | None, limit: int) -> tuple[RequestLine, ...]:
    """Her own requests, or, acting for a councillor, that councillor's: the latest first, those after one (an id)."""
    person = desk.actor.person
    whose = desk.actor.behalf_of or person
    if person is None or whose is None:
        return ()
    if whose != person and not acts_for(desk.register, person, whose, local_date(desk.tx.now)):
        return ()
    rows = list(desk.cases.requests(whose))
    start = next((n + 1 for n, row in enumerate(rows) if row.id == after), len(rows)) if after else 0
    lines = (_line(desk, row) for row in rows[start:])
    return tuple(each for each, _ in zip((line for line in lines if line.documents), range(limit), strict=False))


def _line(desk: Desk, request: tables.AccessRequest) -> RequestLine:
    seen = (each for each in desk.asked_of(request) if can_see(desk.roles(request, each), state_of(each)))
    documents = tuple(AskedLine(each.id, each.stage, each.rung, each.status, each.ruling) for each in seen)
    return RequestLine(request.id, request.reference, request.received_at, documents)


def waiting_for(desk: Desk, stages: Collection[str], start: int, limit: int) -> WaitingPage:
    """What is pending at these stages and the person at the desk may see: stage by stage, the earliest due first.

    ``start`` counts what was looked at before. At most a thousand lines are looked at for one page. There is a next
    page only where a line is known to be on it, or so many lines were looked at.
    """
    return seen_page(desk, _pending(desk, sorted(set(stages)), start), start, limit)


def seen_page(desk: Desk, pending: Iterable[Waiting], start: int, limit: int) -> WaitingPage:
    """A page of those of these lines that the person at the desk may see; ``start`` were looked at before them."""
    lines: list[Waiting] = []
    looked = full = start
    for line in pending:
        if looked - start == _MOST_LOOKED_AT:
            return WaitingPage(tuple(lines), full if len(lines) == limit else looked)
        looked += 1
        if not _sees(desk, line):
            continue
        if len(lines) == limit:
            return WaitingPage(tuple(lines), full)
        lines.append(line)
        full = looked
    return WaitingPage(tuple(lines), None)


def _pending(desk: Desk, stages: Collection[str], start: int) -> Iterator[Waiting]:
    for stage in stages:
        offset = 0
        while page := queue(desk.session, desk.tx.council_id, desk.tx.now, stage=stage, limit=200, offset=offset):
            skipped = min(start, len(page))
            start -= skipped
            offset += len(page)
            yield from page[skipped:]


def _sees(desk: Desk, line: Waiting) -> bool:
    asked = desk.cases.asked(line.asked_id)
    request = desk.cases.request(line.request_id)
    if asked is None or request is None:
        return False
    return can_see(desk.roles(request, asked), state_of(asked))
