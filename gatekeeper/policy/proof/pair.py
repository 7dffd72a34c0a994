"""Two editions over the same facts, and the cases that tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gatekeeper.core.answers import Answers
from gatekeeper.core.facts import Facts, Vocabulary
from gatekeeper.core.rules import Rule
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import Formula, Prover
from gatekeeper.policy.proof.standing import Standing, outcomes, standing_of, standings
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.witness import Witness, confirm, differences, facts_in, like_base
from gatekeeper.policy.proof.world import World


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its answers under each of the two editions."""

    witness: Witness
    answers: tuple[Answers, Answers]


class Pair:
    """Two editions that speak of the same facts and questions. Raises ValueError if they do not."""

    def __init__(self, one: Edition, other: Edition, plain: Facts, limit_ms: int) -> None:
        _refuse_unlike(one, other)
        first = Study(one, plain, limit_ms)
        self._studies = (first, Study(other, plain, limit_ms, like=first.world))
        self._rules = tuple({rule.id: rule for rule in edition.rules} for edition in (one, other))

    @property
    def prover(self) -> Prover:
        return self._studies[0].prover

    @property
    def worlds(self) -> tuple[World, World]:
        """The same facts under the one and the other."""
        return self._studies[0].world, self._studies[1].world

    @cached_property
    def standings(self) -> tuple[Mapping[Standing, Formula], Mapping[Standing, Formula]]:
        one, other = (standings(w, s.routes) for w, s in zip(self.worlds, self._studies, strict=True))
        return one, other

    @cached_property
    def outcomes(self) -> tuple[Mapping[str, Formula], Mapping[str, Formula]]:
        one, other = (outcomes(w, s.routes) for w, s in zip(self.worlds, self._studies, strict=True))
        return one, other

    @property
    def questions(self) -> dict[str, str]:
        """Every question and what it asks."""
        return {question.name: question.asks for question in self._studies[0].edition.questions}

    def rule(self, side: int, rule_id: str) -> Rule | None:
        """The rule of that id on one side (0 or 1)."""
        return self._rules[side].get(rule_id)

    @cached_property
    def own_rules(self) -> tuple[tuple[Rule, int], ...]:
        """Each rule that stands on one side only, or otherwise on the other, with its side (0 or 1)."""
        return tuple(
            (rule, side)
            for side in (0, 1)
            for rule in self._rules[side].values()
            if not _alike(rule, self._rules[1 - side].get(rule.id))
        )

    def case(self, goal: Formula) -> Case | None:
        """The case nearest the plain one in which the goal holds, borne out by both compiled evaluators."""
        first = self._studies[0]
        model = self.prover.nearest(goal, like_base(first.vocabulary, first.plain, self.worlds[0].atoms))
        if model is None:
            return None
        facts = facts_in(model, first.vocabulary, self.worlds[0])
        for study, world in zip(self._studies, self.worlds, strict=True):
            confirm(study.compiled, facts, model, world, study.questions)
        one, other = (study.compiled.answers(study.compiled.encode(facts)) for study in self._studies)
        comes_to = tuple(
            standing_of(answers, study.routes).as_text()
            for study, answers in zip(self._studies, (one, other), strict=True)
        )
        return Case(Witness(facts, differences(facts, first.plain), (), comes_to), (one, other))

    def causes(self, case: Case, question: str | None) -> Iterator[tuple[Rule, int]]:
        """The rules of one side only that speak on the case, on the question or on what it rests on."""
        for rule, side in self.own_rules:
            answer = case.answers[side][rule.question]
            within = question is None or rule.question in self._studies[side].upstream([question])
            if within and rule.id in (*answer.speaking_for, *answer.speaking_against):
                yield rule, side


def _alike(rule: Rule, other: Rule | None) -> bool:
    return other is not None and (rule.question, rule.effect, set(rule.when)) == (
        other.question, other.effect, set(other.when)
    )


def _refuse_unlike(one: Edition, other: Edition) -> None:
    if _choices(one.vocabulary) != _choices(other.vocabulary):
        raise ValueError("the two editions speak of different facts: compare editions of one vocabulary")
    if [question.name for question in one.questions] != [question.name for question in other.questions]:
        raise ValueError("the two editions ask different questions: compare editions of one list of questions")


def _choices(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.choices for fact in vocabulary}
