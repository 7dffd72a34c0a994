"""The published page of who may do what, for every ladder that is shipped."""

from __future__ import annotations

from gatekeeper.core.lifecycle import Ladder, ladder_of
from gatekeeper.policy.permission_table import published_table
from gatekeeper.policy.permissions import Permissions
from gatekeeper.services.assess import packs


def workflow_text() -> str:
    """The page as text: the moves of a council without a ladder and of every pack, and who may make them."""
    shipped = [ladder_of(loaded.pack) for _, loaded in sorted(packs().items())]
    return published_table(Permissions.load(), [Ladder(), *shipped])
