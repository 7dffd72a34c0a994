"""The situations that are measured: worked cases, and the same with a finding changed or findings not yet known."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.scale import SEED
from gatekeeper.core.facts import Facts, Value, Vocabulary
from gatekeeper.policy.cases import load_bases, load_cases

FIRST_SUPPLIERS = frozenset({"register", "councillor"})
MOST_UNKNOWN = 12


@dataclass(frozen=True, slots=True)
class Situation:
    """One set of findings, every fact named in the vocabulary's order, and how it was come by."""

    kind: str
    facts: Facts

    @property
    def complete(self) -> bool:
        """Whether every finding is known."""
        return None not in self.facts.values()


def worked_facts(policies: Path, vocabulary: Vocabulary) -> tuple[Facts, ...]:
    """The findings of every worked case of the law and of the councils, in the order of the files."""
    bases = load_bases(policies / "bases.toml", vocabulary)
    folders = sorted(path for path in policies.rglob("cases") if path.is_dir())
    return tuple(case.facts for folder in folders for case in load_cases(folder, bases, vocabulary))


def situations(worked: Sequence[Facts], vocabulary: Vocabulary, of_each: int) -> tuple[Situation, ...]:
    """As many different situations of each kind, always the same ones. There must be worked cases enough."""
    rng = random.Random(SEED)
    kinds: dict[str, Callable[[Facts], dict[str, Value]]] = {
        "as written": dict,
        "one finding changed": lambda facts: _changed(facts, vocabulary, rng),
        "some not yet known": lambda facts: _unknown(facts, rng),
        "first contact": lambda facts: _first_contact(facts, vocabulary),
    }
    return tuple(
        Situation(kind, facts)
        for kind, make in kinds.items()
        for facts in islice(_different(make, rng.sample(worked, len(worked))), of_each)
    )


def _different(make: Callable[[Facts], dict[str, Value]], worked: Sequence[Facts]) -> Iterator[Facts]:
    seen: set[tuple[Value, ...]] = set()
    for facts in map(make, worked):
        if tuple(facts.values()) not in seen:
            seen.add(tuple(facts.values()))
            yield facts


def _changed(facts: Facts, vocabulary: Vocabulary, rng: random.Random) -> dict[str, Value]:
    name = rng.choice(list(facts))
    others = [value for value in vocabulary[name].values() if value is not facts[name]]
    return {**facts, name: rng.choice(others)}


def _unknown(facts: Facts, rng: random.Random) -> dict[str, Value]:
    return {**facts, **dict.fromkeys(rng.sample(list(facts), rng.randint(1, MOST_UNKNOWN)))}


def _first_contact(facts: Facts, vocabulary: Vocabulary) -> dict[str, Value]:
    known = {fact.name for fact in vocabulary if fact.supplier in FIRST_SUPPLIERS}
    return {name: value if name in known else None for name, value in facts.items()}
