"""Stops grounds that cannot stand: irrelevant ones, those nobody has found, and those the provision does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.grounds import GROUNDS, NOTHING_TO_GIVE, GroundCode
from gatekeeper.core.rulings.grounds_found import MEMBER_BLOCKED, STANDS_ON, excluded_by_protocol
from gatekeeper.core.rulings.in_hand import InHand
from gatekeeper.core.rulings.stops import stop

STATUTORY_POSTS: Final = frozenset({"proper_officer", "executive", "combined_authority", "chief_finance_officer"})
"""The posts that answer a statutory right; the common law is for the one who determines need to know."""

PARAGRAPHS: Final = range(1, 8)
REGISTRABLE: Final = 3
"""The paragraph from which paragraph 8 takes out what must be registered (financial or business affairs)."""


def irrelevant_grounds(hand: InHand) -> Iterator[Stop]:
    """Party advantage and its like, alone or beside a good ground."""
    for code in hand.proposal.grounds:
        ground = GROUNDS[code]
        if not ground.lawful:
            beside = " beside other grounds" if len(set(hand.proposal.grounds)) > 1 else ""
            what = f"{_words(code)} is given as a ground on passage {hand.key[1]}{beside}"
            yield stop("irrelevant_ground", hand.key, what, ground.source)


def grounds_and_ruling(hand: InHand) -> Iterator[Stop]:
    """A refusal without a ground, a grant with one, and *not held* mixed up with refusal."""
    ruling, grounds = hand.proposal.ruling, set(hand.proposal.grounds)
    where = f"Passage {hand.key[1]}"
    if ruling == "granted" and grounds:
        yield stop("grounds_on_a_grant", hand.key, f"{where} is granted, and a ground for withholding it is given")
    if hand.withheld and grounds & NOTHING_TO_GIVE:
        yield stop(
            "not_held_is_no_refusal", hand.key, f"{where} is withheld on the ground that there is nothing to withhold"
        )
    if ruling == "not_held" and grounds - NOTHING_TO_GIVE:
        yield stop("not_held_on_other_grounds", hand.key, f"{where} is ruled not held on other grounds")
    if not grounds and (ruling in ("refused", "not_held") or _lesser_without_finding(hand)):
        yield stop("no_ground", hand.key, f"{where} is ruled {ruling.replace('_', ' ')} on no ground")


def _lesser_without_finding(hand: InHand) -> bool:
    """A partial grant needs no ground where the lesser form is found to meet her need in full."""
    return hand.proposal.ruling == "partly_granted" and hand.found("least_form_that_suffices") != hand.proposal.form


def not_held_without_searches(hand: InHand) -> Iterator[Stop]:
    """*Not held* or *cannot be found* without searches on the record."""
    searched = {"not_held", "cannot_be_found"} & set(hand.proposal.grounds)
    if hand.proposal.ruling == "not_held" and searched and not hand.setting.searches_recorded:
        yield stop("not_held_without_searches", hand.key, f"No searches for {hand.key[0]} are on the record")


def grounds_without_findings(hand: InHand) -> Iterator[Stop]:
    """A ground whose finding nobody has made, or that belongs to a protocol which does not have it."""
    for code in dict.fromkeys(hand.proposal.grounds):
        stands = STANDS_ON.get(code)
        if stands is None or stands(hand):
            continue
        local = GROUNDS[code].knows == "protocol"
        what = f"{_words(code)} is given as a ground on passage {hand.key[1]}"
        yield stop("ground_not_in_protocol" if local else "ground_without_finding", hand.key, what)


def grounds_the_provision_does_not_know(hand: InHand) -> Iterator[Stop]:
    """A ground of some provisions only, where none of them takes anything away."""
    for code in dict.fromkeys(hand.proposal.grounds):
        routes = GROUNDS[code].routes
        taking = [each for each in hand.result.routes if each.route in routes and each.status in MEMBER_BLOCKED]
        if routes and not taking and not excluded_by_protocol(hand):
            what = f"{_words(code)} is given as a ground on passage {hand.key[1]}, where no such provision applies"
            yield stop("ground_does_not_apply", hand.key, what, GROUNDS[code].source)


def grounds_unknown_to_statute(hand: InHand) -> Iterator[Stop]:
    """A statutory answer on grounds of the common law: by a statutory post, or where only statute is in question."""
    unknown = [code for code in hand.proposal.grounds if GROUNDS[code].lawful and not GROUNDS[code].against_statute]
    by_post = hand.proposal.decided_as in STATUTORY_POSTS - {_determiner(hand)}
    only_statute = hand.result.outcome == "not_entitled" and len(unknown) == len(hand.proposal.grounds)
    if hand.withheld and unknown and (by_post or only_statute):
        named = ", ".join(_words(code).lower() for code in unknown)
        yield stop("ground_unknown_to_statute", hand.key, f"Passage {hand.key[1]} is kept from her on: {named}")


def no_answer_to_need(hand: InHand) -> Iterator[Stop]:
    """A refusal on statutory grounds alone, though she may ask at common law."""
    grounds = hand.proposal.grounds
    asked = hand.position not in ("", "excluded") and bool(grounds) and not set(grounds) & NOTHING_TO_GIVE
    if hand.refused and asked and all(GROUNDS[code].against_statute for code in grounds):
        named = ", ".join(_words(code).lower() for code in grounds)
        yield stop("no_answer_to_need", hand.key, f"Passage {hand.key[1]} is refused on {named} alone")


def exempt_paragraphs(hand: InHand) -> Iterator[Stop]:
    """*Exempt* without a paragraph, within one that does not hold today, or on a balance not confirmed."""
    if "exempt" not in hand.proposal.grounds:
        return
    if not hand.proposal.paragraphs:
        yield stop("exempt_without_paragraph", hand.key, f"Passage {hand.key[1]} is said to be exempt")
    for number in hand.proposal.paragraphs:
        what = f"Passage {hand.key[1]} is said to be exempt within paragraph {number}"
        if not _exempt(hand, number):
            yield stop("not_exempt", hand.key, what)
        elif hand.fact(f"confirmed_para_{number}") is not True:
            yield stop("balance_not_confirmed", hand.key, f"{what}, on a balance not confirmed for this request")


def _exempt(hand: InHand, number: int) -> bool:
    """Whether the findings make it exempt within a paragraph, after paragraphs 8, 9 and 10."""
    claimed = number in PARAGRAPHS and hand.fact(f"claimed_para_{number}") is True
    maintained = hand.fact(f"balance_para_{number}") == "maintain"
    registered = number == REGISTRABLE and hand.fact("registered_information") is True
    return claimed and maintained and not registered and hand.fact("self_planning_application") is not True


def _determiner(hand: InHand) -> str:
    pack = hand.setting.pack
    return pack.determiner.post if pack and pack.determiner else ""


def _words(code: GroundCode) -> str:
    return code.replace("_", " ").capitalize()
