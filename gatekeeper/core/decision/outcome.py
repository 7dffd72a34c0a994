"""What a passage may come to, from the answers to the questions alone: every outcome that is still possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.answers import Answers
from gatekeeper.core.decision.results import Outcome
from gatekeeper.core.decision.status import possible_statuses
from gatekeeper.core.facts import Facts, Value
from gatekeeper.core.rules import Route

BESIDE: Final = "other_passage_withheld"
"""The fact that the document holds another passage that she may not see."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a passage stands: every outcome still possible, and the routes that are *not yet* open."""

    possible: tuple[Outcome, ...]
    later: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether it is certainly open to her."""
        return self.possible == ("entitled",)


def possible_outcomes(answers: Answers, routes: Sequence[Route]) -> tuple[Outcome, ...]:
    """Every outcome still possible, in the order of law; exactly one when it is settled."""
    possible: list[Outcome] = []
    steps: tuple[tuple[Outcome, str], ...] = (("refer", "refer.other_law"), ("barred", "bar.passage"))
    for outcome, question in steps:
        value = answers[question].value
        possible += [outcome] if value is not False else []
        if value is True:
            return tuple(dict.fromkeys(possible))
    entitled = answers["passage.entitled"].value
    possible += _open_or_inseparable(answers) if entitled is not False else []
    possible += _otherwise(answers, routes) if entitled is not True else []
    return tuple(dict.fromkeys(possible))


def _open_or_inseparable(answers: Answers) -> list[Outcome]:
    inseparable = answers["redact.inseparable"].value
    return ["refer"] if inseparable is True else (["entitled", "refer"] if inseparable is None else ["entitled"])


def _otherwise(answers: Answers, routes: Sequence[Route]) -> list[Outcome]:
    statuses = [possible_statuses(route, answers) for route in routes]
    if any(status == ("refer",) for status in statuses):
        return ["refer"]
    return ["refer", "not_entitled"] if any("refer" in status for status in statuses) else ["not_entitled"]


def standing_of(answers: Answers, routes: Sequence[Route]) -> Standing:
    """How a passage with these answers stands."""
    later = (route.name for route in routes if possible_statuses(route, answers) == ("not_yet",))
    return Standing(possible_outcomes(answers, routes), tuple(later))


def standings(passages: Sequence[Facts], stands: Callable[[Mapping[str, Value]], Standing]) -> tuple[Standing, ...]:
    """How the passages of one document stand, each seen beside the others."""
    first = [stands({**facts, BESIDE: False}) for facts in passages]
    return tuple(
        stands({**facts, BESIDE: True}) if beside_withheld(n, [each.possible for each in first]) else first[n]
        for n, facts in enumerate(passages)
    )


def beside_withheld(number: int, possible: Sequence[tuple[Outcome, ...]]) -> bool:
    """Whether a passage that may be open stands beside another that is not certainly open."""
    withheld = any(each != ("entitled",) for n, each in enumerate(possible) if n != number)
    return withheld and "entitled" in possible[number]
