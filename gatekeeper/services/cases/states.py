"""Where an asked document stands, as its row, the record and the table of who may do what each put it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any

from gatekeeper.core.lifecycle import Action, Ladder, Ruling, State, Status, may_follow
from gatekeeper.policy.permissions import Permissions
from gatekeeper.storage import tables

READINGS = frozenset({Action.READ_CASE, Action.OPEN_DOCUMENT, Action.READ_LOG})
"""Steps that only read: they are entered, and change nothing that another's form could have become stale by."""


@cache
def permissions() -> Permissions:
    """The shipped table of who may do what, loaded once."""
    return Permissions.load()


def state_of(asked: tables.AskedDocument) -> State:
    """Where an asked document stands, from its row."""
    ruling = Ruling(asked.ruling) if asked.ruling else None
    return State(asked.stage, asked.rung, Status(asked.status), ruling)


def keep_state(asked: tables.AskedDocument, state: State) -> None:
    """Write where it stands into its row."""
    asked.stage, asked.rung, asked.status = state.stage, state.rung, state.status.value
    asked.ruling = state.ruling.value if state.ruling else None


def state_data(state: State) -> dict[str, Any]:
    """A state as the record writes it."""
    return {
        "stage": state.stage,
        "rung": state.rung,
        "status": state.status.value,
        "ruling": state.ruling.value if state.ruling else None,
    }


@lru_cache(maxsize=4_096)
def possible(state: State, ladder: Ladder, consulted: frozenset[str]) -> frozenset[Action]:
    """What leads anywhere from where it stands on that ladder, whoever does it; the posts were heard at this rung."""
    return frozenset(may_follow(state, ladder, consulted=consulted))


def can_see(roles: Collection[str], state: State) -> bool:
    """Whether somebody with these roles may see the case at all."""
    return permissions().allowed(roles, state, Action.READ_CASE).allowed


def takes_part(roles: Collection[str], state: State) -> bool:
    """Whether somebody with these roles may do anything at all with it."""
    return any(permissions().allowed(roles, state, each).allowed for each in Action)
