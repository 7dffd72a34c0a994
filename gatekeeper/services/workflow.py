"""The published page of who may do what, for every ladder that is shipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gatekeeper.core.lifecycle import Ladder, ladder_of
from gatekeeper.policy.permission_loader import ROLES
from gatekeeper.policy.permission_table import published_table
from gatekeeper.policy.permissions import Permissions
from gatekeeper.services.assess import packs

_ROLE: Final = {
    "requester": "the councillor who asked",
    "assistant": "her authorised assistant",
    "former_requester": "somebody who asked and is in office no more",
    "decider": "the one whose decision it is",
    "officer": "an officer who prepares it",
    "adviser": "the one who advises",
    "interpreter": "the one who says what the protocol means",
    "arbiter": "the one who rules on the dispute",
    "body_member": "a member of the body that rules",
    "consultee": "somebody who must be consulted",
    "clerk": "the clerk of the body",
    "foi_officer": "the FOI officer",
    "auditor": "the auditor",
    "administrator": "an administrator of the system",
    "system": "the program itself",
}


@dataclass(frozen=True, slots=True)
class Permitted:
    """A rule of who may do what, in words. ``absolute``: it forbids, whatever any other rule allows."""

    sentence: str
    who: str
    source: str
    absolute: bool


def permitted() -> tuple[Permitted, ...]:
    """Every rule of who may do what, in its written order."""
    rows = Permissions.load().rows
    return tuple(Permitted(each.sentence, _who(each.roles), each.source, each.effect == "deny") for each in rows)


def _who(roles: tuple[str, ...]) -> str:
    if roles == ROLES:
        return "anybody"
    return ", ".join(_ROLE.get(each, f"the {each.replace('_', ' ')}") for each in roles)


def workflow_text() -> str:
    """The page as text: the moves of a council without a ladder and of every pack, and who may make them."""
    shipped = [ladder_of(loaded.pack) for _, loaded in sorted(packs().items())]
    return published_table(Permissions.load(), [Ladder(), *shipped])
