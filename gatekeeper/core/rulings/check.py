"""Checks the rulings an officer proposes for a request: which of them the law stops, and what should be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from gatekeeper.core.decision.results import DocumentResult
from gatekeeper.core.pack import Pack
from gatekeeper.core.rulings.checks import DOCUMENT_CHECKS, DOCUMENT_FLAGS, FILE_FLAGS, PASSAGE_CHECKS, PASSAGE_FLAGS
from gatekeeper.core.rulings.findings import Checked, Flag, Stop
from gatekeeper.core.rulings.in_hand import InHand, Setting, Standing, Whole
from gatekeeper.core.rulings.proposal import Advice, Proposal
from gatekeeper.core.rulings.stops import stop
from gatekeeper.core.rulings.words import Form, Key


def check_rulings(  # noqa: PLR0913
    results: Sequence[DocumentResult],
    proposals: Sequence[Proposal],
    *,
    pack: Pack | None,
    advice: Sequence[Advice] = (),
    due: Mapping[Key, datetime] | None = None,
    now: datetime,
    at_rung: int = 0,
    wants: Form | None = None,
    searches_recorded: bool = False,
    statement_to_scrutiny: bool = False,
    standing: Mapping[Key, Standing] | None = None,
) -> Checked:
    """Check proposed rulings against the machine's results and the council's pack.

    ``due`` gives the instant by which each passage is to be answered; ``now`` and those instants are aware.
    ``at_rung`` is 0 at first determination, n on the n-th rung of the pack's ladder. ``wants`` is the form she asked
    for. ``searches_recorded``: the searches for what is not held are on the record. ``statement_to_scrutiny``: the
    written reasons for the scrutiny committee are. ``standing``: the rulings that stand, by passage.
    Raises ValueError for an instant without a time zone.
    """
    due = due or {}
    _guard([now, *due.values()])
    advised = {key: tuple(each for each in advice if each.passage == key) for key in {each.passage for each in advice}}
    setting = Setting(
        pack, advised, due, now, at_rung, wants, searches_recorded, statement_to_scrutiny, standing or {}
    )
    stray = tuple(_misplaced(results, proposals))
    wholes = [_whole(document, proposals, setting) for document in results]
    return Checked((*stray, *_stops(wholes)), _flags(wholes))


def _guard(instants: Sequence[datetime]) -> None:
    if any(instant.tzinfo is None for instant in instants):
        raise ValueError("an instant has no time zone, so it cannot be compared; give every instant with its zone")


def _misplaced(results: Sequence[DocumentResult], proposals: Sequence[Proposal]) -> list[Stop]:
    """Proposals for a passage that is not there, and passages ruled on more than once."""
    there = {(document.document, passage.passage) for document in results for passage in document.passages}
    keys = [proposal.key for proposal in proposals]
    unknown = [stop("unknown_passage", key, f"There is no passage {key[1]} of {key[0]}") for key in keys]
    twice = [stop("ruled_twice", key, f"Passage {key[1]} of {key[0]} is ruled on twice") for key in dict.fromkeys(keys)]
    return [each for each in unknown if each.passage not in there] + [
        each for each in twice if each.passage is not None and keys.count(each.passage) > 1
    ]


def _whole(document: DocumentResult, proposals: Sequence[Proposal], setting: Setting) -> Whole:
    passages = {passage.passage: passage for passage in document.passages}
    mine = [each for each in proposals if each.document == document.document and each.passage in passages]
    return Whole(document, tuple(InHand(each, passages[each.passage], setting) for each in mine), setting)


def _stops(wholes: Sequence[Whole]) -> tuple[Stop, ...]:
    found = [each for whole in wholes for hand in whole.proposals for check in PASSAGE_CHECKS for each in check(hand)]
    found += [each for whole in wholes for check in DOCUMENT_CHECKS for each in check(whole)]
    return tuple(dict.fromkeys(found))


def _flags(wholes: Sequence[Whole]) -> tuple[Flag, ...]:
    found = [each for whole in wholes for hand in whole.proposals for flag in PASSAGE_FLAGS for each in flag(hand)]
    found += [each for whole in wholes for flag in DOCUMENT_FLAGS for each in flag(whole)]
    found += [each for flag in FILE_FLAGS for each in flag(wholes)]
    return tuple(dict.fromkeys(found))
