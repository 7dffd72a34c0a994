"""What a reader should see about the rulings on a whole document, and on a request that names several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gatekeeper.core.rulings.checks.reasons import everything_withheld, holds, same_reason
from gatekeeper.core.rulings.findings import Flag
from gatekeeper.core.rulings.in_hand import Whole


def withholds_everything(whole: Whole) -> Iterator[Flag]:
    """She gets nothing of the document."""
    if everything_withheld(whole):
        yield Flag("withholds_everything", None, f"Everything of {whole.result.title} is withheld.")


def same_reason_within(whole: Whole) -> Iterator[Flag]:
    """One reason for passages that hold the same. (Where they differ, that is a stop.)"""
    refused = [hand for hand in whole.proposals if hand.refused]
    for hand in refused:
        others = [other for other in refused if other.key != hand.key and same_reason(hand, other)]
        if others and all(holds(other.result) == holds(hand.result) for other in others):
            yield Flag("same_reason_everywhere", hand.key, "It is refused for the same reason as another passage.")


def passages_left_out(whole: Whole) -> Iterator[Flag]:
    """Some passages are ruled on; others, which the machine does not settle, are not."""
    ruled = {hand.key[1] for hand in whole.proposals}
    for each in whole.result.passages if ruled else ():
        if each.passage not in ruled and each.outcome not in ("entitled", "barred"):
            said = f"Passage {each.passage} is not ruled on."
            yield Flag("passage_left_out", (whole.result.document, each.passage), said)


def same_reason_across(wholes: Sequence[Whole]) -> Iterator[Flag]:
    """The same reason on passages of different documents."""
    refused = [hand for whole in wholes for hand in whole.proposals if hand.refused]
    for hand in refused:
        if any(other.key[0] != hand.key[0] and same_reason(hand, other) for other in refused):
            yield Flag("same_reason_everywhere", hand.key, "It is refused for the same reason as another document.")
