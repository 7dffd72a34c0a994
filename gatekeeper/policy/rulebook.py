"""The rulebook of one edition: answers for the record only what two independent evaluators agree on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar, cast

from gatekeeper.core.answers import Answer, Answers
from gatekeeper.core.facts import Facts, Vocabulary
from gatekeeper.core.rules import Question, Route, Rule
from gatekeeper.policy.compiled import Compiled, Vector
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.oracle import Oracle

T = TypeVar("T")
_NOTHING: Final = object()


class Disagreement(RuntimeError):
    """The compiled evaluator and stock Casbin differ on one fact vector. Nothing is issued on it."""


class EditionRulebook:
    """Answers legal questions under one immutable edition; safe to share between threads.

    An answer of record is asked of the compiled evaluator and of stock Casbin, compared rule by rule, and
    remembered for that fact vector. ``remember`` bounds how many vectors are kept, ``recall`` how many results.
    """

    def __init__(self, edition: Edition, remember: int = 10_000, recall: int = 2_000) -> None:
        self.edition = edition
        self.compiled = Compiled(edition.vocabulary, edition.questions, edition.rules)
        self.oracle = Oracle(edition.model, edition.questions, edition.rules)
        self._rules = {rule.id: rule for rule in edition.rules}
        self._by_question = {
            question.name: tuple(rule for rule in edition.rules if rule.question == question.name)
            for question in edition.questions
        }
        self._sides: dict[str, dict[str, bool]] = {}
        self._memory: dict[Vector, Answers] = {}
        self._remember = remember
        self._recalled: dict[Hashable, Any] = {}
        self._recall = recall
        self._writing = threading.Lock()

    @property
    def digest(self) -> str:
        return self.edition.digest

    @property
    def vocabulary(self) -> Vocabulary:
        return self.edition.vocabulary

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.edition.questions

    @property
    def routes(self) -> tuple[Route, ...]:
        return self.edition.routes

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id. Raises KeyError if this edition has none."""
        return self._rules[rule_id]

    def rules_on(self, question: str) -> tuple[Rule, ...]:
        """The rules that may speak on a question, in their written order."""
        return self._by_question[question]

    def sides(self, question: str) -> Mapping[str, bool]:
        """The question and every one it rests on; True where a yes helps it to yes, False where it hinders."""
        if question not in self._sides:
            self._sides[question] = self._argue(question)
        return self._sides[question]

    def _argue(self, question: str) -> dict[str, bool]:
        found = {question: True}
        waiting = [question]
        for name in waiting:
            for rule in self._by_question[name]:
                for condition in rule.when:
                    if condition.fact in self._by_question and condition.fact not in found:
                        found[condition.fact] = found[name] is ((rule.effect == "allow") is not condition.negated)
                        waiting.append(condition.fact)
        return found

    def answer(self, facts: Facts) -> Answers:
        """Answer every question for the record. Raises Disagreement if evaluators differ, FactError on bad facts."""
        vector = self.compiled.encode(facts)
        known = self._memory.get(vector)
        return known if known is not None else self._agreed(vector, facts)

    def _agreed(self, vector: Vector, facts: Facts) -> Answers:
        fast = self.compiled.answers(vector)
        slow = self.oracle.answers(facts)
        for name, answer in fast.items():
            if not _same(answer, slow[name]):
                raise Disagreement(f"{name}: compiled says {answer.value}, stock Casbin says {slow[name].value}")
        with self._writing:
            if len(self._memory) >= self._remember:
                self._memory.clear()
            self._memory[vector] = fast
        return fast

    def recall(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of the work, done once for each key. Work that fails leaves nothing behind."""
        known = self._recalled.get(key, _NOTHING)
        if known is not _NOTHING:
            return cast("T", known)
        result = work()
        with self._writing:
            if len(self._recalled) >= self._recall:
                self._recalled = {}
            self._recalled[key] = result
        return result

    def explore(self, facts: Facts, questions: frozenset[str]) -> Mapping[str, bool | None]:
        """Answer some questions and all they rest on, without trace and not for the record."""
        return self.compiled.values(self.compiled.encode(facts), self._closure(questions))

    def _closure(self, questions: frozenset[str]) -> frozenset[str]:
        if questions not in self._closures:
            self._closures[questions] = questions.union(*(self._reaches[name][0] for name in questions))
        return self._closures[questions]

    @cached_property
    def _closures(self) -> dict[frozenset[str], frozenset[str]]:
        return {}

    def cone(self, question: str) -> frozenset[str]:
        """Every fact on which the answer to the question may depend."""
        return self._reaches[question][1]

    @cached_property
    def _reaches(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        reached: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        for question in self.edition.questions:
            named = {c.fact for rule in self.edition.rules if rule.question == question.name for c in rule.when}
            earlier = frozenset(named & set(reached))
            questions = earlier.union(*(reached[name][0] for name in earlier))
            facts = frozenset(named - earlier).union(*(reached[name][1] for name in earlier))
            reached[question.name] = (questions, facts)
        return reached


def _same(one: Answer, other: Answer) -> bool:
    return one.value is other.value and all(
        set(getattr(one, field)) == set(getattr(other, field))
        for field in ("speaking_for", "speaking_against", "silent_for", "silent_against")
    )
