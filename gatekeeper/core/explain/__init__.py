"""The decision in words that a councillor and a court can read."""

from __future__ import annotations

from gatekeeper.core.explain.compare import side_by_side
from gatekeeper.core.explain.protocols import protocols_apart
from gatekeeper.core.explain.text import explain

__all__ = ["explain", "protocols_apart", "side_by_side"]
