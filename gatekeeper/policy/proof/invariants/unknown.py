"""Facts not yet known: they never grant, never bar and never refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gatekeeper.policy.proof.encode import any_of, both, no
from gatekeeper.policy.proof.invariant import Claim, Invariant
from gatekeeper.policy.proof.known import unsound
from gatekeeper.policy.proof.study import Study


def _certain_yes(names: Callable[[Study], Iterable[str]]) -> Callable[[Study], Claim]:
    def claim(study: Study) -> Claim:
        rails, world = study.rails, study.world
        return Claim(any_of(both(rails.true[name], no(world[name])) for name in names(study)), partial=True)

    return claim


def _rights(study: Study) -> list[str]:
    return [*(route.right for route in study.routes), "right.statutory", "passage.entitled"]


def _bars(study: Study) -> list[str]:
    return [name for name in study.questions if name.startswith("bar.")]


def _any_answer(study: Study) -> Claim:
    return Claim(any_of(unsound(study.rails, study.world, name) for name in study.questions), partial=True)


UNKNOWN = (
    Invariant(
        "unknown_never_grants",
        "What is open on facts not all known is open however the rest turn out",
        "docs/decisions 3 (an unknown fact never grants)",
        _certain_yes(_rights),
    ),
    Invariant(
        "unknown_never_bars",
        "What is barred on facts not all known is barred however the rest turn out",
        "docs/decisions 3; LGA 1972 s.100A(2)",
        _certain_yes(_bars),
    ),
    Invariant(
        "a_known_answer_is_sound",
        "Every answer given on facts not all known, yes or no, stands however the rest turn out",
        "docs/decisions 3 (three values are sound)",
        _any_answer,
    ),
)
