"""Everything that can be given with a command."""

from __future__ import annotations

from gatekeeper.client.commands.asked_documents import (
    Advising,
    Asks,
    Claim,
    Classifying,
    Confirmation,
    ExecutiveAnswer,
    Found,
    Matching,
    Narrowing,
    NeedFound,
    NotHeld,
    PassageRelevance,
    PassageRuling,
    Recommendation,
    Rulings,
    Said,
    Search,
    Stated,
)
from gatekeeper.client.commands.asked_documents_2 import (
    Consulting,
    Disputing,
    HandingOver,
    Interest,
    Leaving,
    Resolution,
    Transferring,
)
from gatekeeper.client.commands.explanations import ToAssess
from gatekeeper.client.commands.register import Sheets
from gatekeeper.client.commands.requests import Asking

__all__ = [
    "Advising",
    "Asking",
    "Asks",
    "Claim",
    "Classifying",
    "Confirmation",
    "Consulting",
    "Disputing",
    "ExecutiveAnswer",
    "Found",
    "HandingOver",
    "Interest",
    "Leaving",
    "Matching",
    "Narrowing",
    "NeedFound",
    "NotHeld",
    "PassageRelevance",
    "PassageRuling",
    "Recommendation",
    "Resolution",
    "Rulings",
    "Said",
    "Search",
    "Sheets",
    "Stated",
    "ToAssess",
    "Transferring",
]
