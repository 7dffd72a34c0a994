"""What serving people over a network needs of the database: whether it answers, and its faults by their names."""

from __future__ import annotations

from typing import Final

from gatekeeper.storage.councils import councils
from gatekeeper.storage.faults import FAULTS
from gatekeeper.storage.locks import StorageBusy
from gatekeeper.storage.transaction import Clock, reading, utc_now
from gatekeeper.storage.types import Engine
from gatekeeper.storage.watching import DatabaseWatch

__all__ = ["AWAY", "Clock", "DatabaseWatch", "Engine", "answers", "utc_now"]

AWAY: Final = (StorageBusy, *FAULTS)
"""What is raised where the database cannot be reached, refuses, or is too busy: nothing was stored."""


def answers(engine: Engine) -> bool:
    """Whether the database answers a question about its tables now."""
    try:
        with reading(engine) as session:
            councils(session)
    except AWAY:
        return False
    return True
