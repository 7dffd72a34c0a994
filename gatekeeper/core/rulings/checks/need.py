"""Stops a ruling on need to know without the findings it needs, or against a presumption nobody has displaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.grounds import GroundCode
from gatekeeper.core.rulings.in_hand import InHand
from gatekeeper.core.rulings.necessary import NEED, QUESTIONS, SPECIFIC, STOPS_THE_TEST, necessary
from gatekeeper.core.rulings.stops import stop
from gatekeeper.core.rulings.words import FORMS, Form

DISPLACES: Final[frozenset[GroundCode]] = frozenset({"improper_purpose", "matter_closed", "circulation_limited"})
"""What can displace the presumption of need (statement of law 5.2 (8)-(9))."""

BESIDE_NEED: Final[frozenset[GroundCode]] = frozenset(
    {"undertaking_refused", "disproportionate", "privileged_and_adverse", "roving_commission", "later_use_differs"}
)
"""Grounds that do not deny her need: they stand, with their own findings, though it is presumed."""

SHOWS_IDENTITIES: Final = frozenset({"whole_copy", "inspection"})


def improper_purpose(hand: InHand) -> Iterator[Stop]:
    """Improper purpose without evidence, without being dominant, or without hearing the councillor."""
    if "improper_purpose" not in hand.proposal.grounds:
        return
    what = f"Improper purpose is given as a ground on passage {hand.key[1]}"
    if hand.found("improper_purpose_evidenced") is not True:
        yield stop("improper_purpose_not_evidenced", hand.key, f"{what}, and no evidence is recorded")
    if hand.found("improper_purpose_dominant") is not True:
        yield stop("improper_purpose_not_dominant", hand.key, f"{what}, and it is not found to be the dominant one")
    if hand.found("member_heard") is not True:
        yield stop("member_not_heard", hand.key, f"{what}, and she was not heard on it")


def presumption(hand: InHand) -> Iterator[Stop]:
    """A refusal to a councillor whose need is presumed, without a finding and a ground that displace it."""
    grounds = set(hand.proposal.grounds)
    falls_short = hand.refused or (hand.proposal.ruling == "partly_granted" and gives_less_than_needed(hand))
    if not falls_short or "presumed" not in hand.possible_positions or grounds & BESIDE_NEED:
        return
    displaced = hand.proposal.need.presumption_displaced is True
    if not displaced or not grounds & DISPLACES:
        why = "no ground that can displace it is named" if displaced else "nobody has found it displaced"
        done = "refused" if hand.refused else "given in less than the form that suffices"
        what = f"Passage {hand.key[1]} is {done} though her need is, or may be, presumed, and {why}"
        yield stop("presumption_not_displaced", hand.key, what)


def gives_less_than_needed(hand: InHand) -> bool:
    """Whether the form gives less than the form found to meet her need in full."""
    form: Form | None = hand.proposal.form
    least: Form | None = hand.found("least_form_that_suffices")
    return form is not None and least is not None and FORMS.index(form) < FORMS.index(least)


def narrowing(hand: InHand) -> Iterator[Stop]:
    """A trawl, or too much work, as a ground before help to narrow was offered."""
    for code in ("roving_commission", "disproportionate"):
        if code in hand.proposal.grounds and hand.found("narrowing_offered") is not True:
            what = f"{code.replace('_', ' ').capitalize()} is given as a ground on passage {hand.key[1]}"
            yield stop("narrowing_not_offered", hand.key, f"{what} before help to narrow was offered")


def undertaking(hand: InHand) -> Iterator[Stop]:
    """A refused undertaking as a ground, where none was asked for or none could be."""
    if "undertaking_refused" not in hand.proposal.grounds:
        return
    allowed = hand.result.common_law is None or hand.result.common_law.conditions_allowed is not False
    if hand.proposal.need.undertaking_asked is not True or not allowed:
        what = f"A refused undertaking is given as a ground on passage {hand.key[1]}"
        yield stop("undertaking_not_asked", hand.key, f"{what}, and none {'was' if allowed else 'could be'} asked for")


def missing_findings(hand: InHand) -> Iterator[Stop]:
    """A finding that the law makes necessary, and that nobody has made."""
    if hand.proposal.ruling == "not_held" or set(hand.proposal.grounds) & STOPS_THE_TEST:
        return
    for name in _needed(hand):
        if hand.found(name) is None:
            what = f"On passage {hand.key[1]} this is not answered: {QUESTIONS[name].asks}"
            yield stop("finding_missing", hand.key, what, QUESTIONS[name].source)
    if hand.given and hand.result.common_law is not None and hand.found("least_form_that_suffices") is None:
        question = QUESTIONS["least_form_that_suffices"]
        what = f"On passage {hand.key[1]} this is not answered: {question.asks}"
        yield stop("finding_missing", hand.key, what, question.source)


def _needed(hand: InHand) -> tuple[str, ...]:
    """What must be found for this ruling: a displaced presumption leaves her to show a need; without any need it is
    not asked in which terms."""
    displaced = NEED if hand.proposal.need.presumption_displaced is True and hand.result.common_law else ()
    asked = dict.fromkeys((*necessary(hand.result), *displaced))
    unneeded = SPECIFIC if hand.refused and hand.found("reasonably_necessary") is False else ()
    return tuple(name for name in asked if name not in unneeded)


def need_in_specific_terms(hand: InHand) -> Iterator[Stop]:
    """Personal data, or a care file, given though the need for it was not found in specific terms."""
    if not hand.given or not _shows_identities(hand):
        return
    found = hand.found("reasonably_necessary") is True and hand.found("specific_terms") is True
    if "strict" in hand.possible_positions and not found:
        yield stop("strict_need_not_found", hand.key, f"Passage {hand.key[1]} is from a care file and would be given")
    elif "must_justify_in_specific_terms" in hand.possible_positions and not found:
        what = f"Passage {hand.key[1]} must be justified in specific terms and would be given as it stands"
        yield stop("specific_need_not_found", hand.key, what)


def identities(hand: InHand) -> Iterator[Stop]:
    """People named to her though her duty does not need their identities."""
    personal = hand.fact("third_party_personal_data") is True and hand.result.common_law is not None
    shown = hand.given and hand.proposal.form in SHOWS_IDENTITIES
    if personal and shown and hand.found("identities_needed") is False:
        form = str(hand.proposal.form).replace("_", " ")
        yield stop("identities_not_needed", hand.key, f"Passage {hand.key[1]} would be given by {form}, names and all")


def _shows_identities(hand: InHand) -> bool:
    """A care file in any form; other personal data in a form from which it is not taken out."""
    return "strict" in hand.possible_positions or hand.proposal.form in SHOWS_IDENTITIES
