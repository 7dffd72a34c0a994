"""Facts from particulars: dates, seats, links and findings of a case file become the facts that rules speak of."""

from __future__ import annotations

from gatekeeper.core.derive.assemble import PassageFacts, between, derive
from gatekeeper.core.derive.silence import SILENCE_IS_NO_FINDING, Silence

__all__ = ["SILENCE_IS_NO_FINDING", "PassageFacts", "Silence", "between", "derive"]
