"""Stops a ruling that contradicts itself or lacks a part: form, conditions, reasons, authority, advice."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.in_hand import FEW_WORDS, InHand
from gatekeeper.core.rulings.stops import stop
from gatekeeper.core.rulings.words import ENOUGH

ADVISERS = ("monitoring_officer", "deputy_monitoring_officer")


def forms(hand: InHand) -> Iterator[Stop]:
    """A grant without a form, a refusal with one, and a form that is not what the ruling says."""
    form, where = hand.proposal.form, f"Passage {hand.key[1]}"
    ruling = hand.proposal.ruling.replace("_", " ")
    if hand.given and form is None:
        yield stop("form_missing", hand.key, f"{where} is {ruling}, in no form")
    elif not hand.given and form is not None:
        yield stop("form_on_a_refusal", hand.key, f"{where} is ruled {ruling}, and a form is given")
    elif hand.given and gives_all(hand) != (hand.proposal.ruling == "granted"):
        yield stop("form_does_not_fit", hand.key, f"{where} is {ruling}, by {str(form).replace('_', ' ')}")


def gives_all(hand: InHand) -> bool:
    """Whether the form gives all of the passage as she asked for it; a copy of the document with *the rest* taken out
    gives all of a passage that is open after redaction."""
    form = hand.proposal.form
    return form in ENOUGH[hand.setting.wants] or (form == "redacted_copy" and hand.result.after_redaction)


def reasons(hand: InHand) -> Iterator[Stop]:
    """No reasons, or a few words, where something is withheld or a rule is departed from."""
    departs = hand.given and (hand.position in ("excluded", "strict") or hand.result.outcome == "barred")
    if hand.proposal.ruling == "granted" and not departs:
        return
    if not hand.reasoned:
        what = f"The reasons on passage {hand.key[1]} have fewer than {FEW_WORDS} words"
        yield stop("reasons_missing", hand.key, what)


def conditions(hand: InHand) -> Iterator[Stop]:
    """A condition where none may be set, without reasons, or against the form. (On a right: see the rights.)"""
    kinds = hand.proposal.conditions
    if not kinds:
        return
    named = f"On passage {hand.key[1]} a condition is set ({', '.join(kinds).replace('_', ' ')})"
    if not hand.given:
        yield stop("condition_on_a_refusal", hand.key, named)
    if hand.given and hand.result.common_law is not None and hand.result.common_law.conditions_allowed is False:
        yield stop("condition_not_allowed", hand.key, named)
    if unprovided(hand) and not hand.reasoned:
        yield stop("condition_without_reasons", hand.key, f"{named} that the protocol does not provide")
    if "inspection_only" in kinds and hand.proposal.form in ("whole_copy", "redacted_copy"):
        yield stop("condition_contradicts_form", hand.key, f"{named}, and a copy is given")


def unprovided(hand: InHand) -> tuple[str, ...]:
    """The kinds of condition that the council's own protocol does not provide, where it provides any."""
    provided = {each.kind for each in hand.setting.pack.conditions} if hand.setting.pack else set()
    return tuple(kind for kind in hand.proposal.conditions if provided and kind not in provided)


def rung(hand: InHand) -> Iterator[Stop]:
    """A ruling on a rung that the ladder does not have, or without the authority that the rung must cite."""
    at, pack = hand.setting.at_rung, hand.setting.pack
    ladder = pack.ladder if pack else ()
    if at == 0:
        return
    if not 0 < at <= len(ladder):
        yield stop("no_such_rung", hand.key, f"Passage {hand.key[1]} is ruled on at rung {at} of {len(ladder)}")
    elif ladder[at - 1].must_cite_authority and not any(case.strip() for case in hand.proposal.authority):
        source = f"{pack.council} protocol {ladder[at - 1].cite}" if pack else ""
        what = f"{ladder[at - 1].title} rules on passage {hand.key[1]} and cites no authority"
        yield stop("authority_missing", hand.key, f"{what[0].upper()}{what[1:]}", source)


def advice(hand: InHand) -> Iterator[Stop]:
    """No advice where the protocol has it always taken, or on a child's, adoption, care or health file."""
    if not advice_lacking(hand):
        return
    pack = hand.setting.pack
    always = [each for each in pack.adviser if each.engaged == "always"] if pack else []
    what = f"No advice was taken on passage {hand.key[1]}"
    if always and pack:
        yield stop("advice_missing", hand.key, what, f"{pack.council} protocol {always[0].cite}")
    elif "strict" in hand.possible_positions:
        yield stop("advice_missing", hand.key, what, "Statement of law R47")


def advice_lacking(hand: InHand) -> bool:
    """Whether the common law is asked, nobody advised on the passage, and the decider is no adviser herself."""
    first = hand.setting.at_rung == 0 and hand.proposal.decided_as not in ADVISERS
    return first and hand.result.common_law is not None and hand.key not in hand.setting.advice
