"""Stops the release of what the law forbids, or may forbid, and a refusal that only the monitoring officer may make."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.in_hand import InHand
from gatekeeper.core.rulings.stops import stop

MONITORING_OFFICER = ("monitoring_officer", "deputy_monitoring_officer")


def releases_what_is_barred(hand: InHand) -> Iterator[Stop]:
    """A barred passage is given without the monitoring officer's own stated clearance."""
    if hand.given and hand.result.outcome == "barred" and not hand.cleared:
        cited = f" ({hand.result.prohibition})" if hand.result.prohibition else ""
        yield stop("barred", hand.key, f"Passage {hand.key[1]} is barred by law{cited} and would be given to her")


def releases_what_may_be_barred(hand: InHand) -> Iterator[Stop]:
    """A passage is given while facts not yet known may show that it is barred."""
    if hand.given and hand.result.outcome == "undetermined" and "barred" in hand.result.could_be:
        asked = " ".join(ask.question for ask in hand.result.asks) or "whether the law forbids it"
        what = f"Passage {hand.key[1]} may be barred by law; not yet known: {asked}"
        yield stop("may_be_barred", hand.key, what)


def refuses_beside_a_bar(hand: InHand) -> Iterator[Stop]:
    """A barred passage that some route still opens is refused by another than the monitoring officer."""
    barred = hand.result.outcome == "barred" and hand.opened
    if barred and not hand.given and hand.proposal.decided_as not in MONITORING_OFFICER:
        sources = " and ".join(dict.fromkeys(route.source for route in hand.opened))
        what = f"Passage {hand.key[1]} is barred, but the bar does not reach {sources}"
        yield stop("bar_for_monitoring_officer", hand.key, what)
