"""How a decision is made: the routes in the order in which they are tried, and who may take which step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.rules import Route
from gatekeeper.policy.library import law

CLOCKS: Final[Mapping[str, str]] = {
    "at_once": "at once, at all reasonable hours",
    "part_va_public": "from five clear days before the meeting, or when it is convened",
    "executive_public": "from five clear days before the meeting, or when it is convened",
    "reg16_1": "from five clear days before the meeting, or when it is convened",
    "reg16_3": "when the meeting ends or the decision is made, and within 24 hours",
    "reg17": "as soon as reasonably practicable, and within 10 clear days of the request",
    "art10": "as soon as reasonably practicable, and within 10 clear days of the request",
    "s100f": "at all reasonable hours, until the business is transacted",
    "six_years_meeting": "for six years from the meeting",
    "four_years_meeting": "for four years from the meeting",
    "six_years_ward_decision": "for six years from the decision",
    "six_years_decision": "for six years from the decision",
    "four_years_decision": "for four years from the decision",
    "openness": "six years for a decision’s record, four for its background papers",
    "audit_window": "for 30 working days, at the audit of the accounts",
    "local": "by the council’s own target, where it has one",
    "foia": "within 20 working days",
    "eir": "within 20 working days",
}
"""When each clock of a route runs."""
KINDS: Final[Mapping[str, str]] = {
    "public": "Open to everyone",
    "member": "For members of the council",
    "local": "By the council’s own protocol",
    "common_law": "At common law",
}
"""To whom each kind of route belongs, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route to a document in words. ``decided``: a person must always determine it."""

    title: str
    kind: str
    source: str
    owner: str
    form: str
    charge: str
    when: str
    decided: bool


def ways() -> tuple[Way, ...]:
    """Every route, in the order in which they are tried."""
    return tuple(_way(each) for each in law().routes)


def _way(route: Route) -> Way:
    owner = f"the {route.owner.replace('_', ' ')}"
    when = CLOCKS[route.clock]
    return Way(route.title, route.kind, route.source, owner, route.form, route.charge, when, route.refers_always)
