"""When an answer is due: every deadline that a decision names, how it was worked out, and whether it has passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gatekeeper.core.deadlines import ENGLAND, Calendars
from gatekeeper.core.deadlines import local_target as count_working_days
from gatekeeper.core.decision import DocumentResult
from gatekeeper.core.lifecycle import Action, Ladder
from gatekeeper.services.cases.council import calendars_of
from gatekeeper.services.cases.desk import Desk
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: what is due, who owes it, the last instant, and how it was worked out in words."""

    what: str
    owner: str
    at: datetime
    in_words: str
    how: str
    source: str

    def passed(self, now: datetime) -> bool:
        """Whether it is late now. This is never stored."""
        return now > self.at


def dues(result: DocumentResult) -> tuple[Due, ...]:
    """Every deadline of a decision on one document, the earliest first, each once."""
    found = {(each.what, each.at): each for passage in result.passages for each in _of_passage(passage)}
    return tuple(sorted(found.values(), key=lambda due: due.at))


def due_at(result: DocumentResult) -> datetime | None:
    """The earliest of them, None where the law and the protocol set none."""
    every = dues(result)
    return every[0].at if every else None


def rung_due(ladder: Ladder, rung: int, disputed_at: datetime, calendars: Calendars) -> Due | None:
    """When a ruling is due at a rung of the ladder, None where the protocol sets no time."""
    if not 0 < rung <= len(ladder.rungs):
        return None
    step = ladder.rungs[rung - 1]
    if step.within_working_days is None:
        return None
    deadline = count_working_days(disputed_at, step.within_working_days, calendars[ENGLAND])
    return Due(
        "the ruling on the dispute", step.title, deadline.binds_at, deadline.in_words(), deadline.how(), "the protocol"
    )


def rung_deadline(desk: Desk, asked: tables.AskedDocument) -> Due | None:
    """When the ruling at the present rung is due and how that was worked out, None where the protocol sets no time."""
    if asked.rung == 0:
        return None
    opened = desk.acts(asked.request_id, Action.DISPUTE.value, Action.APPEAL.value, asked_id=asked.id)
    at = opened[-1].at if opened else desk.tx.now
    return rung_due(desk.ladder_of(asked), asked.rung, at, calendars_of(desk.register))


def answer_due(desk: Desk, asked: tables.AskedDocument, result: DocumentResult) -> datetime | None:
    """When the answer that is owed now is due: the first determination's, or on the ladder the ruling's."""
    if not asked.rung:
        return due_at(result)
    due = rung_deadline(desk, asked)
    return due.at if due else None


def _of_passage(passage: Any) -> Iterator[Due]:
    for route in passage.routes:
        if route.status in ("open", "refer", "undetermined"):
            yield from _clocks(f"the answer under {route.title.lower()}", route.owner, route.source, route.clocks)
    for task in passage.tasks:
        yield from _clocks(task.what, task.owner, "", task.clocks)
    for task in passage.fallback:
        yield from _clocks(task.what, task.owner, "", task.clocks)


def _clocks(what: str, owner: str, source: str, clocks: Iterable[dict[str, Any]]) -> Iterator[Due]:
    for clock in clocks:
        if clock.get("kind") == "latest":
            at = datetime.fromisoformat(clock["binds_at"])
            yield Due(what, owner, at, clock["in_words"], clock["how"], source or clock["citation"])
