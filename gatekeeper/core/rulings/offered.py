"""What can be chosen for one passage: each ruling and ground, with the reason where the law forbids it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.decision.results import PassageResult
from gatekeeper.core.rulings.findings import Checked, Stop
from gatekeeper.core.rulings.grounds import GROUNDS, NOTHING_TO_GIVE, GroundCode, GroundLaw
from gatekeeper.core.rulings.proposal import Proposal
from gatekeeper.core.rulings.words import Form, Ruling

Check = Callable[[Proposal], Checked]
"""Checks one proposal, beside everything else that bears on its passage."""

_TRIED: Final[tuple[tuple[Ruling, Form | None], ...]] = (
    ("granted", "whole_copy"),
    ("partly_granted", "redacted_copy"),
    ("refused", None),
    ("not_held", None),
)
_RULING_STOPS: Final = frozenset(
    {
        *("barred", "may_be_barred", "bar_for_monitoring_officer", "refuses_a_right", "refuses_after_redaction"),
        *("not_held_but_open", "less_than_stands", "facts_not_known", "balance_not_confirmed"),
    }
)
"""Stops of a ruling that hold on whatever ground it is made. (A point left to another is settled on the form.)"""
_GROUND_STOPS: Final = frozenset(
    {
        *("irrelevant_ground", "ground_not_in_protocol", "ground_does_not_apply", "ground_unknown_to_statute"),
        *("improper_purpose_against_a_right", "exempt_without_paragraph"),
    }
)
_WAITING: Final = frozenset(
    {
        *("ground_without_finding", "narrowing_not_offered", "not_held_without_searches", "undertaking_not_asked"),
        *("improper_purpose_not_evidenced", "improper_purpose_not_dominant", "member_not_heard"),
    }
)
"""Stops of a ground that a finding, or an act, would take away."""


@dataclass(frozen=True, slots=True)
class OfferedRuling:
    """A ruling, and why the law stops it as things stand; no stop where nothing about the ruling itself does."""

    ruling: Ruling
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class OfferedGround:
    """A ground with its law. ``stops``: why it cannot stand here at all. ``waits``: what it still needs to stand."""

    law: GroundLaw
    stops: tuple[Stop, ...]
    waits: tuple[Stop, ...]

    @property
    def lawful(self) -> bool:
        """Whether it may be chosen."""
        return not self.stops


def rulings_offered(result: PassageResult, document: str, decided_as: str, check: Check) -> tuple[OfferedRuling, ...]:
    """Each ruling there is, with what stops it on this passage."""
    found = []
    for ruling, form in _TRIED:
        tried = Proposal(document=document, passage=result.passage, ruling=ruling, form=form, decided_as=decided_as)
        found.append(OfferedRuling(ruling, _of(check(tried), tried, _RULING_STOPS)))
    return tuple(found)


def grounds_offered(
    result: PassageResult, like: Proposal, check: Check, *, codes: tuple[GroundCode, ...] = tuple(GROUNDS)
) -> tuple[OfferedGround, ...]:
    """Each ground there is, with what keeps it from standing on this passage; ``like`` has what was found so far."""
    return tuple(_ground(result, like, check, code) for code in codes)


def claimed_paragraphs(result: PassageResult) -> tuple[int, ...]:
    """The paragraphs of Schedule 12A that are claimed for a passage."""
    facts = dict(result.facts)
    return tuple(number for number in range(1, 8) if facts.get(f"claimed_para_{number}") is True)


def _ground(result: PassageResult, like: Proposal, check: Check, code: GroundCode) -> OfferedGround:
    ruling: Ruling = "not_held" if code in NOTHING_TO_GIVE else "refused"
    tried = Proposal(
        document=like.document,
        passage=like.passage,
        ruling=ruling,
        grounds=(code,),
        need=like.need,
        decided_as=like.decided_as,
        paragraphs=claimed_paragraphs(result) if code == "exempt" else (),
    )
    checked = check(tried)
    return OfferedGround(GROUNDS[code], _of(checked, tried, _GROUND_STOPS), _of(checked, tried, _WAITING))


def _of(checked: Checked, tried: Proposal, codes: frozenset[str]) -> tuple[Stop, ...]:
    return tuple(_named(checked, tried, codes))


def _named(checked: Checked, tried: Proposal, codes: frozenset[str]) -> Iterator[Stop]:
    for each in checked.stops:
        if each.passage == tried.key and each.code in codes:
            yield each
