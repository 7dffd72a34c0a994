"""The life of an asked document, from the asking to the last word, as pure moves; who may make them is elsewhere."""

from __future__ import annotations

from gatekeeper.core.lifecycle.errors import ImpossibleState, LifecycleError, MoveRefused
from gatekeeper.core.lifecycle.following import At, Situation, at, may_follow, reachable, situation, situations
from gatekeeper.core.lifecycle.given import Particulars
from gatekeeper.core.lifecycle.ladder import Ladder, Rung, ladder_of
from gatekeeper.core.lifecycle.moves import AFTER_WITHDRAWAL, move
from gatekeeper.core.lifecycle.state import START, State
from gatekeeper.core.lifecycle.words import BODIES, MATCHING, PENDING, STAGES, Action, OfficeAct, Ruling, Status

__all__ = [
    "AFTER_WITHDRAWAL",
    "BODIES",
    "MATCHING",
    "PENDING",
    "STAGES",
    "START",
    "Action",
    "At",
    "ImpossibleState",
    "Ladder",
    "LifecycleError",
    "MoveRefused",
    "OfficeAct",
    "Particulars",
    "Ruling",
    "Rung",
    "Situation",
    "State",
    "Status",
    "at",
    "ladder_of",
    "may_follow",
    "move",
    "reachable",
    "situation",
    "situations",
]
