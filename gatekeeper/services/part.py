"""Whether somebody has any part in an asked document: whoever has none is told nothing of it, whatever she sends."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.errors import NotThere

_PARTS: Final = tuple(action for action in Action if action is not Action.READ_LOG)
"""Every step but reading the log: whoever may only do that has no part in the case itself."""


def require_part(desk: Desk, asked_id: str) -> None:
    """Raises NotThere unless the person at the desk may do something with it as it stands.

    Asked before anything that is sent is looked at, so that no refusal of what was sent tells that the case exists.
    """
    if not has_part(desk, asked_id):
        raise NotThere


def has_part(desk: Desk, asked_id: str) -> bool:
    """Whether the person at the desk may do something with it as it stands. To ask is no attempt of hers.

    Raises NotThere where there is no such asked document.
    """
    request, asked = desk.asked(asked_id)
    roles, state = desk.roles(request, asked), state_of(asked)
    return any(permissions().allowed(roles, state, action).allowed for action in _PARTS)


def reference_of(desk: Desk, asked_id: str) -> str:
    """The reference of the case of an asked document; empty for whoever has no part in it. Raises NotThere."""
    request, _ = desk.asked(asked_id)
    return request.reference if has_part(desk, asked_id) else ""
