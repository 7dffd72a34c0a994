"""Stops one reason for a whole file, and withholding everything without an alternative considered for each passage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.core.decision.results import PassageResult
from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.in_hand import InHand, Whole
from gatekeeper.core.rulings.stops import stop

PLACES = frozenset({"passage", "passages", "page", "pages", "paragraph", "part", "section"})
NOT_CONTENT = frozenset({"other_passage_withheld", "separable"})


def one_reason_for_the_file(whole: Whole) -> Iterator[Stop]:
    """The same reasons on refused passages that hold different things."""
    refused = [hand for hand in whole.proposals if hand.refused]
    for hand in refused:
        others = [other for other in refused if other.key != hand.key and same_reason(hand, other)]
        different = [other.key[1] for other in others if holds(other.result) != holds(hand.result)]
        if different:
            named = ", ".join(dict.fromkeys(different))
            what = f"Passage {hand.key[1]} is refused for the same reason as {named}, which holds other things"
            yield stop("one_reason_for_the_file", hand.key, what)


def no_alternative(whole: Whole) -> Iterator[Stop]:
    """Everything withheld, and a passage for which nothing less was considered. (A bar leaves nothing to consider.)"""
    if not everything_withheld(whole):
        return
    for hand in whole.proposals:
        if hand.refused and hand.result.outcome != "barred" and not hand.proposal.alternatives_considered:
            what = f"All of {whole.result.title} is withheld, and no alternative was considered for {hand.key[1]}"
            yield stop("no_alternative_considered", hand.key, what)


def everything_withheld(whole: Whole) -> bool:
    """Whether she gets nothing of the document: every passage refused, or barred and not ruled on; one at least is
    refused."""
    rulings = {hand.key[1]: hand.proposal.ruling for hand in whole.proposals}
    withheld = [
        rulings.get(each.passage, "refused" if each.outcome == "barred" else "open") == "refused"
        for each in whole.result.passages
    ]
    return "refused" in rulings.values() and all(withheld)


def same_reason(one: InHand, other: InHand) -> bool:
    """Whether the reasons say the same once what only names the one passage or the other is left out."""
    names = frozenset(_words(" ".join((*one.key, *other.key))))
    return normalised(one.proposal.reasons, names) == normalised(other.proposal.reasons, names)


def normalised(reasons: str, names: frozenset[str]) -> tuple[str, ...]:
    """The words of the reasons without case, punctuation, numbers, places and those names."""
    return tuple(word for word in _words(reasons) if word not in PLACES | names)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def holds(result: PassageResult) -> frozenset[tuple[str, object]]:
    """What was found of a passage: two passages with the same findings hold, for the law, the same."""
    return frozenset((name, value) for name, value in result.facts if name not in NOT_CONTENT)
