"""Stops a ruling that gives less than stands: nobody is worse off for disputing, or for a case opened again."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.in_hand import InHand, Standing
from gatekeeper.core.rulings.proposal import Proposal
from gatekeeper.core.rulings.stops import stop
from gatekeeper.core.rulings.words import ENOUGH

_WORTH = {"not_held": 0, "refused": 0, "partly_granted": 1, "granted": 2}


def less_than_stands(hand: InHand) -> Iterator[Stop]:
    """A passage would get less than the ruling that stands on it gives, and no bar has appeared since."""
    stands = hand.setting.standing.get(hand.key)
    if stands is None or (_may_be_barred(hand) and not stands.cleared):
        return
    less = gives_less(hand.proposal, stands)
    if less:
        yield stop("less_than_stands", hand.key, f"Passage {hand.key[1]} would {less}")


def gives_less(proposal: Proposal, stands: Standing) -> str:
    """In what a proposal gives less than a ruling that stands, as the rest of a sentence; empty where in nothing."""
    now, before = _WORTH[proposal.ruling], _WORTH[stands.ruling]
    if now < before:
        return f"be {_say(proposal.ruling)}, and {_say(stands.ruling)} is what stands"
    if now > before or not before:
        return ""
    if proposal.form and stands.form and proposal.form not in ENOUGH[stands.form]:
        return f"be given as {_say(proposal.form)}, and {_say(stands.form)} is what stands"
    added = [each for each in proposal.conditions if each not in stands.conditions]
    return f"be put under a further condition ({', '.join(map(_say, added))})" if added else ""


def _may_be_barred(hand: InHand) -> bool:
    return hand.result.outcome == "barred" or "barred" in hand.result.could_be


def _say(word: str) -> str:
    return word.replace("_", " ")
