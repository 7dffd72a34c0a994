"""What the law lets pass but a reader of the record should see about the ruling on one passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from gatekeeper.core.rulings.checks.shape import advice_lacking, unprovided
from gatekeeper.core.rulings.findings import Flag
from gatekeeper.core.rulings.in_hand import FACT_OF, InHand, found_before
from gatekeeper.core.rulings.words import ENOUGH, FORMS, Form

FOR_HER: Final = frozenset({"presumed", "need_shown"})
MODES: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "copy": "whole_copy",
        "electronic_only": "inspection",
        "inspection": "inspection",
        "reading_room": "inspection",
        "briefing": "briefing",
        "redacted_copy": "redacted_copy",
        "facts_only": "facts_only",
        "summary": "facts_only",
    }
)
"""The form that each of a protocol's release modes amounts to."""


def against_advice(hand: InHand) -> Iterator[Flag]:
    """The ruling is not what an adviser recommends, or gives more, or less, than recommended."""
    for each in hand.setting.advice.get(hand.key, ()):
        ruling, form = hand.proposal.ruling, hand.proposal.form
        less = each.form is not None and form is not None and FORMS.index(form) < FORMS.index(each.form)
        if ruling != each.recommends:
            said = f"the advice was {_say(each.recommends)}, the ruling is {_say(ruling)}"
            yield Flag("against_advice", hand.key, f"Against advice: {said}.")
        elif each.form is not None and form != each.form and not less:
            yield Flag("against_advice", hand.key, f"Against advice on the form, which was {_say(each.form)}.")
        if less and each.form is not None:
            yield Flag("less_than_recommended", hand.key, f"A lesser form than was advised, {_say(each.form)}.")


def late(hand: InHand) -> Iterator[Flag]:
    """The time to answer has passed; at the very instant it has not."""
    due = hand.setting.due.get(hand.key)
    if due is not None and hand.setting.now > due:
        yield Flag("late", hand.key, f"Late: it was due at {due.isoformat()}.")


def departs(hand: InHand) -> Iterator[Flag]:
    """The ruling is not where the rules pointed, or not what the protocol gives, or grants where no need was found."""
    if hand.given and hand.result.outcome == "barred":
        yield Flag("departs_from_machine", hand.key, "It is barred by law, and the monitoring officer clears it.")
    if hand.given and hand.position == "excluded":
        yield Flag("departs_from_machine", hand.key, "A rule says it should be withheld, and it is given.")
    if hand.refused and hand.position in FOR_HER:
        yield Flag("departs_from_machine", hand.key, f"Her need is {_say(hand.position)}, and it is refused.")
    if not hand.given and hand.entitled_by_protocol:
        yield Flag("departs_from_protocol", hand.key, "The council's own rules open it to her, and it is not given.")
    if hand.refused and _needed(hand):
        yield Flag("withholds_what_is_needed", hand.key, "Access was found reasonably necessary, and it is refused.")
    found_none = hand.found("reasonably_necessary") is False and hand.result.common_law is not None
    if hand.given and found_none and hand.position not in FOR_HER:
        yield Flag("grants_without_need", hand.key, "It is given though access was not found reasonably necessary.")


def _needed(hand: InHand) -> bool:
    """Found necessary, and in specific terms where that is what it takes."""
    specific = hand.found("specific_terms") is not False
    return hand.result.common_law is not None and specific and hand.found("reasonably_necessary") is True


def amounts(hand: InHand) -> Iterator[Flag]:
    """More than she asked for, or more or less than the form found to suffice."""
    form, wants = hand.proposal.form, hand.setting.wants
    if form is None:
        return
    if wants is not None and form != wants and form in ENOUGH[wants]:
        yield Flag("grants_more_than_asked", hand.key, f"She asked for {_say(wants)} and gets {_say(form)}.")
    least: Form | None = hand.found("least_form_that_suffices") if hand.result.common_law else None
    if least is not None and FORMS.index(form) > FORMS.index(least):
        yield Flag("more_than_suffices", hand.key, f"The form found to suffice is {_say(least)}; she gets more.")
    if least is not None and FORMS.index(form) < FORMS.index(least):
        yield Flag("less_than_suffices", hand.key, f"The form found to suffice is {_say(least)}; she gets less.")


def unadvised(hand: InHand) -> Iterator[Flag]:
    """The rules call for advice and none was taken. (Where the protocol always has it taken, that is a stop.)"""
    common_law, pack = hand.result.common_law, hand.setting.pack
    always = pack is not None and any(each.engaged == "always" for each in pack.adviser)
    needed = common_law is not None and common_law.adviser_needed is True
    if needed and advice_lacking(hand) and not always and "strict" not in hand.possible_positions:
        yield Flag("advice_not_taken", hand.key, "The rules call for advice on this passage, and none is recorded.")


def outside_the_protocol(hand: InHand) -> Iterator[Flag]:
    """A condition or a form that the council's own protocol does not provide, and a ground outside the list."""
    for kind in unprovided(hand):
        yield Flag("condition_outside_protocol", hand.key, f"The protocol provides no condition {_say(kind)!r}.")
    pack, form = hand.setting.pack, hand.proposal.form
    modes = {MODES[each.mode] for each in pack.release_modes} if pack else set()
    if form is not None and modes and form not in modes and not hand.entitled:
        yield Flag("form_outside_protocol", hand.key, f"The protocol names no release by {_say(form)}.")
    if "another" in hand.proposal.grounds:
        yield Flag("another_ground", hand.key, "It rests on a ground outside the list; the reasons must carry it.")


def findings_differ(hand: InHand) -> Iterator[Flag]:
    """A finding of the officer contradicts what the machine was told: its result may be out of date."""
    for question in FACT_OF:
        own, told = getattr(hand.proposal.need, question), found_before(hand.result, question)
        own = bool(own.strip()) if question in ("duty", "why_now") and own is not None else own
        if own is not None and told is not None and own != told:
            said = f"The finding on {_say(question)} is not the one the machine was told; decide the case again first."
            yield Flag("findings_differ", hand.key, said)


def law_not_encoded(hand: InHand) -> Iterator[Flag]:
    """A council under a law that the machine does not know."""
    if not hand.given and any(each.question == "refer.other_law" for each in hand.result.reasons):
        said = "The law this council is under is not encoded: whether a statute opens it must be checked by hand."
        yield Flag("law_not_encoded", hand.key, said)


def _say(word: str) -> str:
    return word.replace("_", " ")
