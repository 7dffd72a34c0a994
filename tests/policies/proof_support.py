"""What the tests of the proofs share: the law of one day, small editions, and rules written in one line."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from gatekeeper.core.facts import Facts, Value, Vocabulary
from gatekeeper.core.rules import Effect, Rule
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.library import law
from gatekeeper.policy.loader import parse_when
from gatekeeper.policy.proof.study import Study, plain_case

DAY = date(2026, 6, 1)
PACK = "a_council"


def rule(rule_id: str, question: str, when: str, effect: Effect = "allow", origin: str = "england") -> Rule:
    """A rule written in one line."""
    return Rule(rule_id, question, parse_when(rule_id, when), effect, "a source", "A sentence.", DAY, None, origin)


@cache
def law_edition() -> Edition:
    """The law of the day, without any council's rules."""
    return law().edition(DAY)


@cache
def law_study() -> Study:
    """The law of the day under study; its formulas are made once for all tests of a module."""
    return Study(law_edition(), plain_case(law_edition().vocabulary))


def changed(add: Iterable[Rule] = (), drop: Iterable[str] = ()) -> Edition:
    """The law of the day with rules added and others dropped."""
    gone = set(drop)
    kept = [each for each in law_edition().rules if each.id not in gone]
    assert len(kept) == len(law_edition().rules) - len(gone), f"some of {gone} is no rule of law"
    return replace(law_edition(), rules=(*kept, *add))


def study_of(edition: Edition) -> Study:
    """An edition under study, told apart from the law."""
    return Study(edition, law_study().plain, like=law_study().world)


def any_facts(vocabulary: Vocabulary, chance: random.Random, *, unknown: bool = False) -> Facts:
    """Facts by chance: half of the yes/no facts yes; some not yet known, if wanted."""
    facts: dict[str, Value] = {}
    for fact in vocabulary:
        values: list[Value] = [*fact.values(), None] if unknown else [*fact.values()]
        facts[fact.name] = chance.choice(values)
    return facts


def near_facts(vocabulary: Vocabulary, chance: random.Random, plain: Facts) -> Facts:
    """The plain case with a handful of facts changed by chance, so that rules do speak."""
    facts = dict(plain)
    for fact in chance.sample(list(vocabulary), 14):
        facts[fact.name] = chance.choice(fact.values())
    return facts
