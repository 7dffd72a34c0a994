"""Nobody is worse off for disputing, or for a case that is opened again: a passage gets no less than stands on it."""

from __future__ import annotations

import pytest

from gatekeeper.core.rulings import Proposal, Standing
from tests.core.rulings.proposing import BARRED, KEY, about, grant, part, refusal, stops, the_stop
from tests.core.rulings.test_bars import CLEARED, CONFIDENTIAL

PAPER = about("document_kind=other")
INSPECTED = Standing("granted", "inspection")


def _less(stands: Standing, proposal: Proposal) -> bool:
    return "less_than_stands" in stops(PAPER, proposal, standing={KEY: stands}, at_rung=1)


@pytest.mark.parametrize(
    "proposal", [refusal(), part("briefing"), grant(form="inspection", conditions=("no_copying",))]
)
def test_a_ruling_on_a_dispute_never_gives_less_than_stands(proposal: Proposal) -> None:
    assert _less(INSPECTED, proposal)
    assert "nobody is worse off" in the_stop("less_than_stands", PAPER, proposal, standing={KEY: INSPECTED}).why


def test_a_copy_is_not_taken_back_for_an_inspection_nor_a_reading_for_a_redacted_copy() -> None:
    assert _less(Standing("granted", "whole_copy"), grant(form="inspection"))
    assert _less(Standing("partly_granted", "inspection"), part("redacted_copy"))


@pytest.mark.parametrize(
    ("stands", "proposal"),
    [
        (INSPECTED, grant(form="inspection")),
        (INSPECTED, grant()),
        (Standing("partly_granted", "briefing"), grant()),
        (Standing("granted", "inspection", ("no_copying",)), grant(form="inspection", conditions=("no_copying",))),
        (Standing("refused"), refusal()),
    ],
)
def test_as_much_as_stands_or_more_may_be_given(stands: Standing, proposal: Proposal) -> None:
    assert not _less(stands, proposal)


def test_a_bar_that_has_appeared_takes_away_what_stood_but_not_one_that_was_cleared_by_what_stands() -> None:
    barred = about(*BARRED)
    assert stops(barred, CONFIDENTIAL, standing={KEY: INSPECTED}) == set()
    cleared = Standing("granted", "inspection", cleared=True)
    assert "less_than_stands" in stops(barred, CONFIDENTIAL, standing={KEY: cleared})
    assert "less_than_stands" not in stops(barred, grant(**CLEARED), standing={KEY: cleared})
