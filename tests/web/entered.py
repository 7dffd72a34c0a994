"""What was entered in a council's record since an entry, in words that are alike in two councils that are alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlmodel import select

from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import head, stored_entries
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Session
from tests.services.worlds import World

READ: Final = "request:read_case"
"""That a case was read: on the way to an act this is entered as often as somebody looks at the case."""
_TOLD: Final = ("kind", "person", "post", "behalf_of", "before", "after", "subjects", "edition", "form")
_ID: Final = re.compile(r"\b[0-9a-f]{32}\b")


def size(world: World) -> int:
    """How many entries the record has."""
    with reading(world.engine) as session:
        return head(session, world.council_id).size


def entered(world: World, since: int, *, with_readings: bool = False) -> list[dict[str, Any]]:
    """Each entry from that one on, with its words and the row of its act, in order; names stand in place of ids.

    Readings of a case are left out unless they are asked for. An entry that is referred to is named by its kind.
    """
    with reading(world.engine) as session:
        names = _names(session)
        stored = list(stored_entries(session, world.council_id, with_words=True))
        bodies = [json.loads(each.body) for each in stored]
        acts = {each.entry: each for each in session.exec(select(tables.Act))}
        told = [
            {name: body[name] for name in _TOLD}
            | {"refers_to": [bodies[number]["kind"] for number in body["refers_to"]]}
            | {"words": each.words.text if each.words else None, "act": _act(acts.get(body["number"]), bodies)}
            for each, body in zip(stored, bodies, strict=True)
            if body["number"] >= since and (with_readings or body["kind"] != READ)
        ]
    return [_named(each, names) for each in told]


def requests(world: World) -> list[dict[str, Any]]:
    """The requests with their asked documents as they stand, likewise; without the counter of the acts."""
    with reading(world.engine) as session:
        names = _names(session)
        rows = (*session.exec(select(tables.AccessRequest)), *session.exec(select(tables.AskedDocument)))
        return [_named(each.model_dump(mode="json", exclude={"version"}), names) for each in rows]


def _act(act: tables.Act | None, bodies: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    if act is None:
        return None
    told: dict[str, Any] = act.model_dump(mode="json", exclude={"id", "entry"})
    if "decision" in told["data"]:
        told["data"]["decision"] = bodies[told["data"]["decision"]]["kind"]
    return told


def _names(session: Session) -> Mapping[str, str]:
    """What to call each id: a thing by its kind and code, a request by its reference, what it asks by its place."""
    things = {each.id: f"{each.kind} {each.code}" for each in session.exec(select(tables.Thing))}
    requests = {each.id: f"request {each.reference}" for each in session.exec(select(tables.AccessRequest))}
    asked = {each.id: f"asked {each.position}" for each in session.exec(select(tables.AskedDocument))}
    return {**things, **requests, **asked}


def _named(told: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    text = json.dumps(told, ensure_ascii=False)
    for _ in range(2):  # a thing's code may hold the id of a request
        text = _ID.sub(lambda found: names.get(found[0], found[0]), text)
    named: dict[str, Any] = json.loads(_ID.sub("an id", text))
    named["subjects"] = sorted(named.get("subjects", ()))
    return named
