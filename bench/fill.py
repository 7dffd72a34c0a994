"""Fills a measured council with cases by the thousand: rows as the service leaves them, added in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any

from bench.bare import BareAudit, BareRequest, BareTables
from bench.scale import SEED
from bench.service_world import NOW, World, clock
from gatekeeper.core.lifecycle import Action, Ruling, Status
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import Transaction, run

SHARES: Mapping[tuple[str, str, str | None], int] = {
    ("director", Status.DETERMINED.value, Ruling.GRANTED.value): 40,
    ("director", Status.DETERMINED.value, Ruling.REFUSED.value): 12,
    ("proper_officer", Status.DETERMINED.value, Ruling.GRANTED.value): 22,
    ("director", Status.WITHDRAWN.value, None): 6,
    ("director", Status.OPEN.value, None): 12,
    ("monitoring_officer", Status.OPEN.value, None): 3,
    ("director", Status.AWAITING_ADVICE.value, None): 3,
    ("director", Status.AWAITING_COUNCILLOR.value, None): 2,
}
"""Where cases stand (stage, status, ruling), and how many in a hundred stand there."""

RECORDED = 1_000
"""For how many of them the act that filed them is entered in the record, through the record's own door."""

_PORTION = 5_000
_FIRST_ENTRY = 1_000_000_000
"""The number of the entry that an act beyond those is said to have: no true record comes so far in a measurement."""

Rows = dict[Any, list[dict[str, Any]]]


def fill(world: World, bare: BareTables, cases: int) -> None:
    """Add that many cases of the last two years, and as many bare rows, always the same but for their ids."""
    made = _cases(world, bare, random.Random(SEED))
    for start in range(0, cases, _PORTION):
        portion = list(islice(made, min(_PORTION, cases - start)))
        run(world.engine, world.council_id, lambda tx, some=portion, at=start: _add(tx, some, at), clock=clock)  # type: ignore[misc]


def _add(tx: Transaction, portion: list[Rows], start: int) -> None:
    for number, rows in enumerate(portion, start):
        if number < RECORDED:
            (request,), (act, *_) = rows[tables.AccessRequest], rows[tables.Act]
            subjects = (f"request:{request['id']}", f"asked:{act['asked_id']}")
            who = f"person:{request['requester_id']}"
            act["entry"] = tx.enter("request:submit", subjects, person=who, post=None)
    for table in portion[0]:
        tx.session.connection().execute(table.__table__.insert(), [row for rows in portion for row in rows[table]])


def _cases(world: World, bare: BareTables, rng: random.Random) -> Iterator[Rows]:
    kinds, shares = list(SHARES), list(SHARES.values())
    papers = [paper for sort in world.papers.values() for paper in sort]
    entries = count(_FIRST_ENTRY)
    for number in count(1):
        person, paper = str(rng.choice(world.councillors).person), rng.choice(papers)
        (kind,), received_at = rng.choices(kinds, shares), NOW - timedelta(minutes=rng.randrange(1, 1_000_000))
        due_at = None if rng.random() < 0.1 else received_at + timedelta(days=28)
        request, asked = f"{rng.getrandbits(128):032x}", f"{rng.getrandbits(128):032x}"
        about = {"council_id": world.council_id, "request_id": request}
        yield {
            tables.Thing: [_thing(world, request, f"MR-2020-{number:06d}")],
            tables.AccessRequest: [_request(world, request, number, person, received_at)],
            tables.AskedDocument: [
                {**about, "id": asked, "document_id": paper} | _stands(world, kind, due_at, received_at)
            ],
            tables.Act: [{**about, "asked_id": asked} | each for each in _acts(kind[1], person, received_at, entries)],
            BareRequest: [bare.columns(person, paper, request, due_at or NOW)],
            BareAudit: [{**about, "person_id": person, "action": "submit", "at": received_at}],
        }


def _thing(world: World, request: str, reference: str) -> dict[str, Any]:
    return {"id": request, "council_id": world.council_id, "kind": "request", "code": reference}


def _request(world: World, request: str, number: int, person: str, received_at: datetime) -> dict[str, Any]:
    reference = f"MR-2020-{number:06d}"
    named = {"id": request, "council_id": world.council_id, "reference": reference, "title": reference}
    said = {"written": True, "document_identified": True, "kind": "document", "assistant_block": False}
    return {**named, **said, "requester_id": person, "received_at": received_at, "version": 2}


def _stands(
    world: World, kind: tuple[str, str, str | None], due_at: datetime | None, at: datetime
) -> dict[str, Any]:
    stage, status, ruling = kind
    holder = {"holder_post_id": world.director.post, "position": 0, "rung": 0}
    return {**holder, "stage": stage, "status": status, "ruling": ruling, "due_at": due_at, "changed_at": at}


def _acts(status: str, person: str, at: datetime, entries: Iterator[int]) -> list[dict[str, Any]]:
    done = [Action.SUBMIT, Action.MATCH, *([Action.DETERMINE] if status == Status.DETERMINED.value else [])]
    plain = {"person_id": person, "at": at, "rung": 0, "shared": True, "data": {}}
    return [{**plain, "action": each.value, "entry": next(entries)} for each in done]
