"""Times contestants turn by turn in one process, so that whatever else the machine is doing hits all of them alike."""

from __future__ import annotations

import gc
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns
from typing import Any

from bench.scale import SEED

Times = dict[int, list[int]]
"""What one contestant took: nanoseconds, one for each decision, by the index of the situation."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to decide. ``given`` holds its input for each situation, made before the clock runs.

    ``at_most`` bounds its decisions a round (for the slow); ``before`` runs ahead of each decision, off the clock.
    """

    name: str
    given: Sequence[Any]
    decide: Callable[[Any], object]
    at_most: int | None = None
    before: Callable[[int], object] | None = None


@dataclass(frozen=True, slots=True)
class Timings:
    """Each contestant's times, by its name."""

    times: dict[str, Times]

    def samples(self, name: str, only: Collection[int] | None = None) -> list[int]:
        """Every single time of one contestant, in nanoseconds, shortest first."""
        return sorted(ns for i, every in self.times[name].items() if only is None or i in only for ns in every)

    def median_us(self, name: str, only: Collection[int] | None = None) -> float:
        """The median decision, in microseconds."""
        return median(self.samples(name, only)) / 1000

    def p99_us(self, name: str) -> float:
        """The decision than which 99 in 100 are no slower, in microseconds."""
        samples = self.samples(name)
        return samples[-(len(samples) // 100) - 1] / 1000

    def ratio(self, name: str, against: str, only: Collection[int] | None = None) -> float:
        """How many times as long as another it takes for all the situations that both decided.

        Each situation counts with its median over the rounds, so that a turn the machine interrupted weighs nothing.
        """
        mine, other = self.times[name], self.times[against]
        common = [i for i in mine if i in other and (only is None or i in only)]
        return sum(median(mine[i]) for i in common) / sum(median(other[i]) for i in common)


def measure(contestants: Sequence[Contestant], rounds: Iterable[Sequence[int]]) -> Timings:
    """Let every contestant decide the situations of each round, in an order drawn afresh for every round."""
    rng = random.Random(SEED)
    times: dict[str, Times] = {contestant.name: defaultdict(list) for contestant in contestants}
    gc.collect()
    gc.freeze()
    try:
        for indexes in rounds:
            for contestant in rng.sample(contestants, len(contestants)):
                _turn(contestant, indexes[: contestant.at_most], times[contestant.name])
    finally:
        gc.unfreeze()
    return Timings(times)


def _turn(contestant: Contestant, indexes: Sequence[int], times: Times) -> None:
    given, decide, before = contestant.given, contestant.decide, contestant.before
    decide(given[indexes[-1]])
    for index in indexes:
        if before is not None:
            before(index)
        started = perf_counter_ns()
        decide(given[index])
        times[index].append(perf_counter_ns() - started)


def rounds_of(count: int, rounds: int, a_round: int) -> list[list[int]]:
    """Draw the situations of each round from ``count``, each at most once a round."""
    rng = random.Random(SEED)
    return [rng.sample(range(count), min(a_round, count)) for _ in range(rounds)]
