"""Pairs each ground of a ruling with the rule of the record that supports it, for the letter and the record."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gatekeeper.core.decision.results import PassageResult, Spoke
from gatekeeper.core.rulings.grounds import GROUNDS, Ground, GroundCode
from gatekeeper.core.rulings.grounds_found import excludes_by_protocol
from gatekeeper.core.rulings.proposal import Proposal

SUPPORTED_BY: Final[Mapping[GroundCode, tuple[str, ...]]] = MappingProxyType(
    {
        "exempt": (
            "lga_1972_s100f_2_hard",
            "lga_1972_s100f_2a_live",
            "si_2012_2089_reg16_2_hard",
            "si_2012_2089_reg16_2a_live",
            "si_2012_2089_reg17_3a_exempt",
            "si_2017_68_art10_3_exempt",
        ),
        "confidential_information": (
            "bar_passage_government_terms",
            "bar_passage_enactment",
            "bar_passage_court_order",
        ),
        "adviser_advice": ("si_2012_2089_reg16_7", "si_2012_2089_reg17_3b", "si_2017_68_art10_3_adviser"),
        "not_relevant_to_scrutiny": (
            "si_2012_2089_reg17_3a_exempt",
            "si_2012_2089_reg17_3a_confidential",
            "si_2017_68_art10_3_exempt",
            "si_2017_68_art10_3_confidential",
        ),
        "roving_commission": ("cl_excluded_trawl",),
        "curiosity_only": ("cl_excluded_curiosity",),
        "improper_purpose": ("cl_excluded_improper", "cl_rebutted_improper"),
        "other_groups_papers": ("cl_excluded_group_papers", "cl_excluded_group_work"),
        "privileged_and_adverse": ("cl_excluded_adverse",),
        "later_use_differs": ("cl_excluded_later_use",),
        "matter_closed": ("cl_rebutted_closed",),
        "circulation_limited": ("cl_rebutted_limited",),
        "undertaking_refused": ("cl_undertaking_refused",),
        "disproportionate": ("cl_disproportionate",),
        "third_party_personal_data": ("cl_specific_personal", "cl_specific_special", "cl_specific_criminal"),
        "no_need_shown": ("cl_must_justify", "cl_must_justify_rebutted"),
    }
)
"""The rules of law that speak of the same thing as a ground, best first. A protocol's ground stands on its own rule."""


def relied_on(proposal: Proposal, result: PassageResult) -> tuple[Ground, ...]:
    """Each ground of a proposal with the id of a rule that spoke on this passage and supports it, None where none."""
    spoke = {each.rule: each for each in _spoke(result)}
    return tuple(Ground(code, _rule(code, spoke)) for code in proposal.grounds)


def _rule(code: GroundCode, spoke: Mapping[str, Spoke]) -> str | None:
    if GROUNDS[code].knows == "protocol":
        return next((rule for rule, each in spoke.items() if excludes_by_protocol(each)), None)
    return next((rule for rule in SUPPORTED_BY.get(code, ()) if rule in spoke), None)


def _spoke(result: PassageResult) -> tuple[Spoke, ...]:
    common_law = result.common_law.spoke if result.common_law else ()
    return (*result.reasons, *common_law, *(each for route in result.routes for each in route.spoke))
