"""One effect for one key: a command sent twice is carried out once, and answered alike both times."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.errors import CommandRefused, Conflict
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import Transaction

T = TypeVar("T")
LONGEST_KEY = 200


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


def answered_once(tx: Transaction, actor: Actor, once: Once, work: Callable[[], T]) -> T:
    """The answer kept under the key, or that of the work, which is then kept. Raises Conflict for another command."""
    person = actor.person or "system"
    adapter: TypeAdapter[T] = TypeAdapter(once.returns)
    kept = Cases(tx.session, tx.council_id).key(person, once.key)
    if kept is not None:
        if kept.command != once.command:
            raise Conflict("Take the key", "it was used for another command", "make a new key for each command")
        return adapter.validate_python(kept.answer["value"])
    answer = work()
    tx.session.add(
        tables.IdempotencyKey(
            council_id=tx.council_id,
            person_id=person,
            key=once.key,
            command=once.command,
            answer={"value": adapter.dump_python(answer, mode="json")},
            at=tx.now,
        )
    )
    return answer
