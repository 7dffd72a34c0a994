"""Facts about the council, on the day that matters."""

from __future__ import annotations

from datetime import date

from gatekeeper.core.case import Council
from gatekeeper.core.derive.found import Found, FoundFacts, stated

_PLACE = "council"


def council_facts(council: Council, on: date) -> FoundFacts:
    """Jurisdiction, kind of council, and whether it has executive arrangements on that day."""
    return {
        **stated(council, "jurisdiction", "jurisdiction", _PLACE),
        **stated(council, "type", "council_type", _PLACE),
        **_executive_arrangements(council, on),
    }


def _executive_arrangements(council: Council, on: date) -> FoundFacts:
    if council.without_executive:
        return {"executive_arrangements": Found(False, f"{_PLACE}.type")}
    if council.governance is None:
        return {}
    for index, period in enumerate(council.governance):
        if period.covers(on):
            return {"executive_arrangements": Found(period.executive_arrangements, f"{_PLACE}.governance[{index}]")}
    return {"executive_arrangements": Found(None, f"{_PLACE}.governance")}
