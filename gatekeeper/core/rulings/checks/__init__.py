"""Every check of a proposed ruling, in the order in which a monitoring officer would ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from gatekeeper.core.rulings.checks import bars, flags, grounds, need, reasons, rights, shape, standing, whole_flags
from gatekeeper.core.rulings.findings import Flag, Stop
from gatekeeper.core.rulings.in_hand import InHand, Whole

PASSAGE_CHECKS: Final[tuple[Callable[[InHand], Iterator[Stop]], ...]] = (
    bars.releases_what_is_barred,
    bars.releases_what_may_be_barred,
    bars.refuses_beside_a_bar,
    rights.refuses_a_right,
    standing.less_than_stands,
    rights.gives_a_lesser_form,
    rights.conditions_on_a_right,
    rights.improper_purpose_against_a_right,
    rights.facts_not_known,
    rights.point_not_settled,
    rights.balance_not_confirmed,
    rights.reasons_to_scrutiny,
    grounds.irrelevant_grounds,
    grounds.grounds_and_ruling,
    grounds.not_held_without_searches,
    grounds.grounds_without_findings,
    grounds.grounds_the_provision_does_not_know,
    grounds.grounds_unknown_to_statute,
    grounds.no_answer_to_need,
    grounds.exempt_paragraphs,
    need.improper_purpose,
    need.presumption,
    need.narrowing,
    need.undertaking,
    need.missing_findings,
    need.need_in_specific_terms,
    need.identities,
    shape.forms,
    shape.reasons,
    shape.conditions,
    shape.rung,
    shape.advice,
)

DOCUMENT_CHECKS: Final[tuple[Callable[[Whole], Iterator[Stop]], ...]] = (
    reasons.one_reason_for_the_file,
    reasons.no_alternative,
)

PASSAGE_FLAGS: Final[tuple[Callable[[InHand], Iterator[Flag]], ...]] = (
    flags.against_advice,
    flags.late,
    flags.departs,
    flags.amounts,
    flags.unadvised,
    flags.outside_the_protocol,
    flags.findings_differ,
    flags.law_not_encoded,
)

DOCUMENT_FLAGS: Final[tuple[Callable[[Whole], Iterator[Flag]], ...]] = (
    whole_flags.withholds_everything,
    whole_flags.same_reason_within,
    whole_flags.passages_left_out,
)

FILE_FLAGS: Final[tuple[Callable[[Sequence[Whole]], Iterator[Flag]], ...]] = (whole_flags.same_reason_across,)
