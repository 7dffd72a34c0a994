"""Where the councillor stands at common law: presumed, must justify, excluded by rule. A person determines."""

from __future__ import annotations

from gatekeeper.core.answers import Answers, Rulebook
from gatekeeper.core.decision.results import CommonLaw, Position, Spoke
from gatekeeper.core.decision.trace import spoke_itself
from gatekeeper.core.facts import Facts

_LADDER: tuple[tuple[Position, str], ...] = (
    ("unsettled", "need.unsettled"),
    ("excluded", "need.excluded"),
    ("strict", "need.strict"),
    ("presumed", "need.presumed"),
    ("need_shown", "need.shown"),
    ("must_justify_in_specific_terms", "need.specific_terms"),
    ("must_justify", "need.must_justify"),
)
"""The positions in the order in which they are tried, each with the question that must be answered yes."""

_TOLD = (
    "need.holder",
    "need.presumed",
    "need.must_justify",
    "need.specific_terms",
    "need.factor",
    "need.redact",
    "need.narrow",
    "need.less_suffices",
    "need.hear_first",
    "need.interest",
    "ground.unlawful",
    "condition.allowed",
    "condition.undertaking_refused",
    "data.casework_basis",
    "need.rebutted",
    "group.confidence_ended",
)
"""What is told of a position whichever it is."""

_FOR_HER = frozenset(
    {
        "need.holder",
        "need.presumed",
        "need.shown",
        "need.factor",
        "ground.unlawful",
        "group.confidence_ended",
        "data.casework_basis",
        "need.less_suffices",
        "condition.allowed",
    }
)
"""The questions whose yes is better for the councillor, or takes nothing from her."""

RANK: dict[str, int] = {
    "excluded": 0,
    "strict": 1,
    "unsettled": 1,
    "must_justify_in_specific_terms": 2,
    "must_justify": 3,
    "need_shown": 4,
    "presumed": 5,
}
"""How good a position is for the councillor: more justification must never lower it."""


def possible_positions(answers: Answers) -> tuple[Position, ...]:
    """Every position still possible, best-founded first; exactly one when it is settled."""
    possible: list[Position] = []
    for position, question in _LADDER:
        value = answers[question].value
        if value is not False:
            possible.append(position)
        if value is True:
            break
    return tuple(possible) or ("must_justify",)


def common_law(rulebook: Rulebook, answers: Answers, facts: Facts, determined_by: str, advised_by: str) -> CommonLaw:
    """The position on one passage with every rule that made it, the form and the conditions it allows."""
    possible = possible_positions(answers)
    questions = [question for position, question in _LADDER if position in possible]
    spoke: dict[str, Spoke] = {}
    for question in (*questions, *_TOLD):
        found = spoke_itself(question, rulebook, answers, helps=question in _FOR_HER)
        spoke.update({each.rule: each for each in found})
    needed = possible[0] in ("presumed", "need_shown")
    means = facts.get("sufficient_means") if needed else None
    return CommonLaw(
        position=possible[0] if len(possible) == 1 else "depends",
        could_be=possible,
        spoke=tuple(spoke.values()),
        determined_by=determined_by,
        advised_by=advised_by,
        adviser_needed=answers["adviser.engaged"].value,
        least_form="" if means is None else str(means).replace("_", " "),
        conditions_allowed=answers["condition.allowed"].value,
    )
