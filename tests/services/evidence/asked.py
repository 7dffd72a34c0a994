"""What the tests of the evidence ask of a filed request: its evidence, its stored decisions, and its replay."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from gatekeeper.services.cases.submit import Submitted
from gatekeeper.services.evidence import Evidence, evidence_for
from gatekeeper.services.records import replay
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.record_reading import edition, words_of
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.services.worlds import World


def evidence(world: World, filed: Submitted, known_at: datetime | None = None) -> Evidence:
    """The evidence of a request now, or as it was known at an instant."""
    with reading(world.engine) as session:
        cases = Cases(session, world.council_id)
        request = session.get_one(tables.AccessRequest, filed.request_id)
        documents = tuple(str(each.document_id) for each in cases.asked_of(filed.request_id))
        return evidence_for(Register(session, world.council_id, known_at), request, documents, world.now)


def stored(world: World, filed: Submitted) -> list[dict[str, Any]]:
    """The stored decisions on a request, each as a record with the text of its edition."""
    with reading(world.engine) as session:
        rows = Cases(session, world.council_id).decisions(filed.request_id)
        words = words_of(session, world.council_id, [row.entry for row in rows])
        records = [json.loads(words[row.entry].text) for row in rows]
        for each in records:
            each["edition"]["canonical"] = edition(session, each["edition"]["digest"])
    return records


def replays(world: World, filed: Submitted) -> list[bool]:
    """Whether each stored decision on a request comes out identical when it is decided again."""
    return [replay(each).identical for each in stored(world, filed)]


def outcomes(world: World, filed: Submitted) -> dict[str, str]:
    """The current outcome of each passage that was asked for."""
    with reading(world.engine) as session:
        found = [Cases(session, world.council_id).answers(each) for each in filed.asked]
    return {passage: row.outcome for each in found for passage, row in each.items()}
