"""In which post, or for which councillor, somebody acts: as she has chosen, and where she has not, as is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gatekeeper.services.identity import SignedIn
from gatekeeper.services.sessions import Choice

ASSISTANT: Final = "group_assistant"
"""The kind of post whose holder acts for councillors, and decides nothing."""


def acting(found: SignedIn, chosen: Choice | None) -> SignedIn:
    """The person as she acts. What she chose counts while the register still says so.

    Without a choice a councillor acts as herself, an officer in her first post, and an assistant of one councillor for
    her.
    """
    behalf = chosen.behalf_of if chosen else _only_councillor(found)
    behalf = behalf if behalf in found.acts_for else None
    held = [each.id for each in found.posts]
    own = held[0] if held and not behalf and not found.in_office else None
    post = chosen.post if chosen and chosen.post in held else own
    return replace(found, actor=replace(found.actor, post=post, behalf_of=behalf))


def _only_councillor(found: SignedIn) -> str | None:
    assists = not found.in_office and all(each.kind == ASSISTANT for each in found.posts)
    return found.acts_for[0] if assists and len(found.acts_for) == 1 else None
