"""Business that stands on no agenda: decisions that one person takes, and items that wait for a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.register_reading import ShownDocument
from gatekeeper.services.register_shown import told_at
from gatekeeper.services.registering.who import require_keeper
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True)
class Loose:
    """A decision (with its kind and day), or an item without a meeting (with its body), and its documents."""

    id: str
    title: str
    who: str
    type: str
    at: datetime | date | None
    documents: tuple[ShownDocument, ...]


@dataclass(frozen=True, slots=True)
class LooseBusiness:
    """All of it: decisions, the latest entered first, and items that stand on no agenda yet."""

    decisions: tuple[Loose, ...]
    items: tuple[Loose, ...]


def loose(desk: Desk) -> LooseBusiness:
    """Business that stands on no agenda, for whoever keeps the register. Raises Forbidden."""
    require_keeper(desk)
    decisions = [_decision(desk, each) for each in reversed(desk.register.all(tables.SoleDecision))]
    items = [_item(desk, each) for each in reversed(desk.register.all(tables.Item, meeting_id=None))]
    return LooseBusiness(tuple(decisions), tuple(items))


def _decision(desk: Desk, row: tables.SoleDecision) -> Loose:
    links = desk.register.all(tables.Link, decision_id=row.thing_id)
    at = row.decided_at or row.decided_on
    return Loose(row.thing_id, row.title or "", row.decider, row.type, at, _documents(desk, links))


def _item(desk: Desk, row: tables.Item) -> Loose:
    links = desk.register.all(tables.Link, item_id=row.thing_id)
    body = desk.register.one(tables.Body, row.body_id)
    return Loose(row.thing_id, row.title or "", body.name if body else "", "", None, _documents(desk, links))


def _documents(desk: Desk, links: Iterable[tables.Link]) -> tuple[ShownDocument, ...]:
    told = told_at(desk)
    found = (told(each.document_id) for each in links)
    return tuple(each for each in found if each is not None)
