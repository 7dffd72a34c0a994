"""One effect for one key: a command sent twice is carried out once, and answered alike both times."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.errors import CommandRefused, Conflict
from gatekeeper.storage import tables
from gatekeeper.storage.adding import add_rows
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import Transaction

LONGEST_KEY = 200
_LONGEST_NAME = 32


@dataclass(frozen=True, slots=True)
class Once:
    """A caller's key for a command. ``command`` is a digest of what was asked; ``returns`` the answer's type."""

    key: str
    command: str
    returns: Any


def once(key: str, name: str, *given: BaseModel | str | None, returns: Any) -> Once:
    """The key of a command by its name and all that is given with it. Raises CommandRefused for a key of no use."""
    if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise CommandRefused(
            "Take the key", f"it has not 1 to {LONGEST_KEY} visible characters", "make a new random one"
        )
    said = [each.model_dump(mode="json") if isinstance(each, BaseModel) else each for each in given]
    digest = hashlib.sha256(json.dumps([name, said], sort_keys=True).encode()).hexdigest()
    return Once(key, digest, returns)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a command answered, and the request (id) on which it did something, if on any."""

    answer: Any
    request: str | None


def kept_answer(tx: Transaction, actor: Actor, once: Once) -> Kept | None:
    """What is kept under the key, None where it was not used yet. Raises Conflict for another command."""
    kept = Cases(tx.session, tx.council_id).key(_whose(actor), once.key)
    if kept is None:
        return None
    if kept.command != once.command:
        raise Conflict("Take the key", "it was used for another command", "make a new key for each command")
    answer = _adapter(once.returns).validate_python(kept.answer["value"])
    return Kept(answer, kept.answer.get("request"))


def keep_answer(tx: Transaction, actor: Actor, once: Once, answer: object, request: str | None) -> None:
    """Keep the answer under the key, with the request on which something was done."""
    value = _adapter(once.returns).dump_python(answer, mode="json")
    kept: dict[str, Any] = {"council_id": tx.council_id, "person_id": _whose(actor), "key": once.key}
    kept |= {"command": once.command, "answer": {"value": value, "request": request}, "at": tx.now}
    add_rows(tx.session, tables.IdempotencyKey, kept)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Reads and writes one type of answer. To make one takes far longer than to use it."""
    return TypeAdapter(kind)


def _whose(actor: Actor) -> str:
    if actor.program is not None:
        return hashlib.sha256(f"program {actor.program}".encode()).hexdigest()[:_LONGEST_NAME]
    return actor.person or "system"
