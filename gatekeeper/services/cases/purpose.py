"""What is stated or found of the need and purpose of a request: rows of the register, each under its entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, content

_OWN = ("council_id", "thing_id", "request_id")


def record_purpose(desk: Desk, request: tables.AccessRequest, stated: Mapping[str, Any]) -> None:
    """Record these findings on need and purpose beside those that stand. Nothing new: nothing is recorded."""
    if not stated:
        return
    standing = next(iter(desk.register.all(tables.Purpose, request_id=request.id)), None)
    says = {name: value for name, value in content(standing).items() if name not in _OWN} if standing else {}
    changes = Changes(desk.session, desk.tx.council_id)
    thing = changes.name("purpose", request.id)
    changes.put(tables.Purpose, thing, request_id=request.id, **{**says, **stated})
    apply_changes(desk.tx, changes, desk.actor, "request:purpose")
