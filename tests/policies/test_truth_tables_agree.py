"""Stock Casbin and the compiled evaluator agree on the truth table of every single question, unknown facts included."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from math import prod

import pytest

from gatekeeper.core.facts import Fact, Value, Vocabulary
from gatekeeper.core.rules import Question, Rule
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.library import law
from gatekeeper.policy.oracle import Oracle
from gatekeeper.services.assess import packs

WHOLE_TABLE = 729
SAMPLE = 250
TRACES = ("speaking_for", "speaking_against", "silent_for", "silent_against")


def all_rules() -> dict[str, list[Rule]]:
    """Every rule of the law and of the packs, by question."""
    found: dict[str, list[Rule]] = {question.name: [] for question in law().questions}
    for rule in (*law().rules, *(rule for loaded in packs().values() for rule in loaded.rules)):
        found[rule.question].append(rule)
    return found


def own_vocabulary(rules: list[Rule]) -> Vocabulary:
    """The facts a question's rules name; an earlier question is a yes/no fact here."""
    names = dict.fromkeys(condition.fact for rule in rules for condition in rule.when)
    return Vocabulary(
        tuple(
            law().vocabulary[name] if name in law().vocabulary else Fact(name, "request", name, "computed", name)
            for name in names
        )
    )


def findings(vocabulary: Vocabulary) -> Iterator[dict[str, Value]]:
    """The whole truth table where it is small, else a fixed sample of it; not yet known is a value."""
    values = {fact.name: (*fact.values(), None) for fact in vocabulary}
    if prod(len(each) for each in values.values()) <= WHOLE_TABLE:
        yield from (dict(zip(values, row, strict=True)) for row in product(*values.values()))
        return
    choose = random.Random(1972)
    yield from ({name: choose.choice(each) for name, each in values.items()} for _ in range(SAMPLE))


@pytest.mark.slow
@pytest.mark.parametrize("question", law().questions, ids=lambda question: question.name)
def test_both_evaluators_agree_on_every_question_by_itself(question: Question) -> None:
    rules = all_rules()[question.name]
    vocabulary = own_vocabulary(rules)
    compiled = Compiled(vocabulary, [question], rules)
    oracle = Oracle(law().model, [question], rules)
    for facts in findings(vocabulary):
        fast, slow = compiled.answers(compiled.encode(facts))[question.name], oracle.answers(facts)[question.name]
        assert fast.value is slow.value, facts
        for kind in TRACES:
            assert set(getattr(fast, kind)) == set(getattr(slow, kind)), (kind, facts)
