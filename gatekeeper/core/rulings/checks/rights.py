"""Stops a ruling that takes from her what a statute gives: by refusal, by a lesser form, by a condition, too early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gatekeeper.core.decision.passage import STATEMENT
from gatekeeper.core.decision.results import RouteResult
from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.in_hand import STATUTORY, InHand
from gatekeeper.core.rulings.stops import stop
from gatekeeper.core.rulings.words import ENOUGH

COPIED_BY_HERSELF: Final = frozenset({"s228", "s228_minutes", "s26"})
"""The routes that let her copy for herself: laying the paper out for inspection gives all that they owe."""

_OWNERS_OF_DOUBT = {"proper_officer": ("proper_officer", "monitoring_officer", "deputy_monitoring_officer")}


def refuses_a_right(hand: InHand) -> Iterator[Stop]:
    """A passage that a statute opens is refused, or said not to be held."""
    if not hand.entitled or hand.given:
        return
    if hand.proposal.ruling == "not_held":
        yield stop("not_held_but_open", hand.key, f"Passage {hand.key[1]} is ruled not held, and it is open to her")
    elif hand.result.after_redaction:
        what = f"Passage {hand.key[1]} is refused, and it can be shown once the rest is taken out"
        yield stop("refuses_after_redaction", hand.key, what)
    else:
        sources = _sources(hand.opened)
        yield stop("refuses_a_right", hand.key, f"Passage {hand.key[1]} is refused, and {sources} opens it", sources)


def gives_a_lesser_form(hand: InHand) -> Iterator[Stop]:
    """A passage that a statute opens is given in a lesser form than the statute owes."""
    if not hand.entitled or not hand.given or _owed(hand):
        return
    sources = _sources(hand.opened)
    given = (hand.proposal.form or "no form").replace("_", " ")
    what = f"Passage {hand.key[1]} is {hand.proposal.ruling.replace('_', ' ')} ({given}), and {sources} gives more"
    yield stop("lesser_form_than_the_right", hand.key, what)


def _owed(hand: InHand) -> bool:
    """Whether the form gives all that the open routes owe, or all she asked for. (A missing form has its own stop.)"""
    form = hand.proposal.form
    if hand.proposal.ruling == "partly_granted":
        return False
    if form in (None, "whole_copy") or (form == "redacted_copy" and hand.result.after_redaction):
        return True
    if hand.setting.wants is not None and form in ENOUGH[hand.setting.wants]:
        return True
    return form == "inspection" and all(route.route in COPIED_BY_HERSELF for route in hand.opened)


def conditions_on_a_right(hand: InHand) -> Iterator[Stop]:
    """A condition is set on what a statute opens."""
    if hand.entitled and hand.given and hand.proposal.conditions:
        kinds = ", ".join(hand.proposal.conditions).replace("_", " ")
        what = f"Passage {hand.key[1]} is given on condition ({kinds}), and {_sources(hand.opened)} opens it"
        yield stop("condition_on_a_right", hand.key, what)


def improper_purpose_against_a_right(hand: InHand) -> Iterator[Stop]:
    """A motive is held against a statutory right."""
    if hand.entitled and "improper_purpose" in hand.proposal.grounds:
        what = f"Improper purpose is held against {_sources(hand.opened)} on passage {hand.key[1]}"
        yield stop("improper_purpose_against_a_right", hand.key, what)


def facts_not_known(hand: InHand) -> Iterator[Stop]:
    """Something is kept from her, or made conditional, while a statute may turn out to open it."""
    possible = hand.result.could_be
    if "entitled" not in possible or hand.result.outcome != "undetermined":
        return
    if hand.withheld or (hand.given and hand.proposal.conditions):
        what = f"Passage {hand.key[1]} may be open to her; not yet known: {_asked(hand)}"
        yield stop("facts_not_known", hand.key, what)


def point_not_settled(hand: InHand) -> Iterator[Stop]:
    """Something is kept from her while a point under a statute is another's to decide."""
    if not hand.withheld or hand.result.outcome not in ("refer", "undetermined"):
        return
    doubtful = [route for route in hand.result.routes if route.kind in STATUTORY and _doubtful(route, hand)]
    for route in doubtful:
        if route.route not in hand.proposal.settled_doubts and not _decides(hand.proposal.decided_as, route):
            owner = route.owner.replace("_", " ")
            what = f"On passage {hand.key[1]} a point under {route.source} is for the {owner} to decide"
            yield stop("point_not_settled", hand.key, what, route.source)


def _doubtful(route: RouteResult, hand: InHand) -> bool:
    """A route that refers; or one that opens a passage which cannot be shown apart from what is withheld."""
    return route.status == "refer" or (hand.result.outcome == "refer" and route.status == "open")


def _decides(post: str, route: RouteResult) -> bool:
    return post in _OWNERS_OF_DOUBT.get(route.owner, (route.owner,))


def balance_not_confirmed(hand: InHand) -> Iterator[Stop]:
    """Something is withheld on a public-interest balance that was not confirmed for this request."""
    if not hand.withheld:
        return
    routes = [route for route in hand.result.routes if route.provisional and route.kind in STATUTORY]
    if routes:
        what = f"Passage {hand.key[1]} is kept back under {_sources(tuple(routes))} on a balance not yet confirmed"
        yield stop("balance_not_confirmed", hand.key, what)


def reasons_to_scrutiny(hand: InHand) -> Iterator[Stop]:
    """A scrutiny member is refused, and her committee has no written reasons."""
    owed = [task for task in hand.result.tasks if task.what == STATEMENT]
    if hand.withheld and owed and not hand.setting.statement_to_scrutiny:
        sources = "; ".join(dict.fromkeys(rule.source for task in owed for rule in task.rules))
        what = f"Passage {hand.key[1]} is withheld from a scrutiny member without written reasons to her committee"
        yield stop("reasons_not_given_to_scrutiny", hand.key, what, sources)


def _sources(routes: tuple[RouteResult, ...]) -> str:
    return " and ".join(dict.fromkeys(route.source for route in routes))


def _asked(hand: InHand) -> str:
    return " ".join(ask.question for ask in hand.result.asks) or "the facts the machine asks for"
