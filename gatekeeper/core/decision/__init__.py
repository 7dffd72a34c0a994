"""The decision: every route on every passage, assembled into the widest lawful disclosure, with every reason."""

from __future__ import annotations

from gatekeeper.core.decision.assemble import Matter, Subject, decide
from gatekeeper.core.decision.results import (
    Ask,
    Change,
    Decision,
    DocumentResult,
    Outcome,
    PassageResult,
    Position,
    RouteResult,
    Spoke,
    Status,
    Task,
    Unmet,
)

__all__ = [
    "Ask",
    "Change",
    "Decision",
    "DocumentResult",
    "Matter",
    "Outcome",
    "PassageResult",
    "Position",
    "RouteResult",
    "Spoke",
    "Status",
    "Subject",
    "Task",
    "Unmet",
    "decide",
]
