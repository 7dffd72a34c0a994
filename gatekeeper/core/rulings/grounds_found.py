"""On which finding each ground stands: a ground without its finding is an opinion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from gatekeeper.core.decision.results import Spoke
from gatekeeper.core.rulings.grounds import GroundCode
from gatekeeper.core.rulings.in_hand import InHand

CONFIDENTIAL = ("government_terms", "enactment", "court_order")
MEMBER_BLOCKED = ("blocked", "barred", "refer", "undetermined")
PERSONAL = ("third_party_personal_data", "special_category_data", "criminal_offence_data", "child_or_care_file")


def excluded_by_protocol(hand: InHand) -> bool:
    """Whether a rule of the council's own protocol speaks for leaving the passage out."""
    common_law = hand.result.common_law.spoke if hand.result.common_law else ()
    local = [each for route in hand.result.routes if route.kind == "local" for each in route.spoke]
    return any(excludes_by_protocol(each) for each in (*common_law, *local))


def excludes_by_protocol(spoke: Spoke) -> bool:
    """Whether a rule leaves a passage out by a protocol, not by the common law."""
    named = spoke.question == "need.excluded" and not spoke.rule.startswith("cl_")
    return named or spoke.question == "block.local_release"


def _fact(*names: str) -> Callable[[InHand], bool]:
    return lambda hand: any(hand.fact(name) is True for name in names)


def _found(question: str, value: bool = True) -> Callable[[InHand], bool]:
    return lambda hand: hand.found(question) is value


def _protocol(name: str) -> Callable[[InHand], bool]:
    return lambda hand: hand.fact(name) is True and excluded_by_protocol(hand)


def _nothing_to_give(hand: InHand) -> bool:
    return hand.found("held") is False or hand.proposal.need.can_be_called_for is False


def _third_party(hand: InHand) -> bool:
    """Personal data is in it, and the need for it in specific terms has not been found."""
    return any(hand.fact(name) is True for name in PERSONAL) and (
        hand.found("specific_terms") is not True or hand.found("identities_needed") is False
    )


def _not_relevant(hand: InHand) -> bool:
    return any(route.route in ("reg17", "art10") and route.status == "blocked" for route in hand.result.routes)


def _privileged(hand: InHand) -> bool:
    return hand.fact("legally_privileged") is True and hand.found("requester_adverse") is True


STANDS_ON: Final[Mapping[GroundCode, Callable[[InHand], bool]]] = MappingProxyType(
    {
        "not_council_document": _found("council_document", False),
        "not_held": _nothing_to_give,
        "confidential_information": lambda hand: hand.fact("confidential_basis") in CONFIDENTIAL,
        "adviser_advice": _fact("adviser_advice"),
        "not_relevant_to_scrutiny": _not_relevant,
        "no_need_shown": _found("reasonably_necessary", False),
        "roving_commission": _found("identified", False),
        "curiosity_only": _found("curiosity_only"),
        "other_groups_papers": _fact("other_groups_internal_papers", "other_groups_officer_work"),
        "third_party_personal_data": _third_party,
        "privileged_and_adverse": _privileged,
        "disproportionate": _found("disproportionate"),
        "undertaking_refused": _found("undertaking_refused"),
        "later_use_differs": _found("later_use_differs"),
        "casework": _protocol("casework_about_individual"),
        "covert_research": _protocol("covert_research"),
        "disciplinary_detail": _protocol("disciplinary_hearing_detail"),
        "matter_closed": _found("matter_closed"),
        "circulation_limited": _found("circulation_limited"),
    }
)
"""For each ground that stands on a finding, whether the record holds it. *Exempt* and *improper purpose* have checks of
their own; the grounds that are never lawful, *another* and the like stand on none."""
