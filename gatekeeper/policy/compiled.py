"""The fast evaluator: the same model and rows as Casbin's, answered with two integers and a few comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.core.answers import Answer
from gatekeeper.core.facts import FactError, Facts, Vocabulary
from gatekeeper.core.rules import Question, Rule

Vector = tuple[int, int]
"""Findings as two bit sets over the atoms: those known true, those known false."""


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    positive: int
    negative: int
    allows: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    bit: int
    rows: tuple[_Row, ...]


class Compiled:
    """Answers every question, in order, from one fact vector. Immutable after construction; safe in threads."""

    def __init__(self, vocabulary: Vocabulary, questions: Iterable[Question], rules: Iterable[Rule]) -> None:
        self._vocabulary = vocabulary
        questions = tuple(questions)
        self._bits = self._number(vocabulary, questions)
        by_question: dict[str, list[_Row]] = {question.name: [] for question in questions}
        for rule in rules:
            by_question[rule.question].append(self._row(rule))
        self._asked = tuple(
            _Asked(question.name, self._bits[question.name], tuple(by_question[question.name])) for question in questions
        )
        self._encoding = self._encodings()

    @staticmethod
    def _number(vocabulary: Vocabulary, questions: tuple[Question, ...]) -> dict[str, int]:
        atoms: list[str] = []
        for fact in vocabulary:
            atoms += [f"{fact.name}={choice}" for choice in fact.choices] or [fact.name]
        atoms += [question.name for question in questions]
        return {atom: 1 << index for index, atom in enumerate(atoms)}

    def _row(self, rule: Rule) -> _Row:
        positive = negative = 0
        for condition in rule.when:
            if condition.negated:
                negative |= self._bits[condition.atom]
            else:
                positive |= self._bits[condition.atom]
        return _Row(rule.id, positive, negative, rule.effect == "allow")

    def _encodings(self) -> dict[tuple[str, object], Vector]:
        table: dict[tuple[str, object], Vector] = {}
        for fact in self._vocabulary:
            table[fact.name, None] = (0, 0)
            if not fact.choices:
                table[fact.name, True] = (self._bits[fact.name], 0)
                table[fact.name, False] = (0, self._bits[fact.name])
                continue
            every = sum(self._bits[f"{fact.name}={choice}"] for choice in fact.choices)
            for choice in fact.choices:
                bit = self._bits[f"{fact.name}={choice}"]
                table[fact.name, choice] = (bit, every - bit)
        return table

    def encode(self, facts: Facts) -> Vector:
        """Turn findings into a vector. Raises FactError for a name or value outside the vocabulary."""
        true = false = 0
        encoding = self._encoding
        try:
            for item in facts.items():
                yes, no = encoding[item]
                true |= yes
                false |= no
        except (KeyError, TypeError):
            self._vocabulary.check(facts)
            raise FactError("a finding has a value of the wrong kind") from None
        return true, false

    def values(self, vector: Vector, only: frozenset[str] | None = None) -> dict[str, bool | None]:
        """Answer the questions (all, or those of ``only``, which must be closed under dependence) without a trace."""
        true, false = vector
        values: dict[str, bool | None] = {}
        for asked in self._asked:
            if only is not None and asked.name not in only:
                continue
            value = values[asked.name] = _value(asked.rows, true, false)
            if value is True:
                true |= asked.bit
            elif value is False:
                false |= asked.bit
        return values

    def answers(self, vector: Vector) -> dict[str, Answer]:
        """Answer every question with its trace."""
        true, false = vector
        answers: dict[str, Answer] = {}
        for asked in self._asked:
            answer = answers[asked.name] = _answer(asked.rows, true, false)
            if answer.value is True:
                true |= asked.bit
            elif answer.value is False:
                false |= asked.bit
        return answers


def _value(rows: tuple[_Row, ...], true: int, false: int) -> bool | None:
    sure_for = maybe_for = maybe_against = False
    for row in rows:
        positive, negative = row.positive, row.negative
        if false & positive or true & negative:
            continue
        sure = true & positive == positive and false & negative == negative
        if row.allows:
            maybe_for = True
            sure_for = sure_for or sure
        elif sure:
            return False
        else:
            maybe_against = True
    if sure_for and not maybe_against:
        return True
    return None if maybe_for else False


_NO = Answer(False)


def _answer(rows: tuple[_Row, ...], true: int, false: int) -> Answer:
    speaking: list[tuple[str, bool]] = []
    silent: list[tuple[str, bool]] = []
    for row in rows:
        positive, negative = row.positive, row.negative
        if false & positive or true & negative:
            continue
        if true & positive == positive and false & negative == negative:
            speaking.append((row.id, row.allows))
        else:
            silent.append((row.id, row.allows))
    if not speaking and not silent:
        return _NO
    return _assemble(speaking, silent)


def _assemble(speaking: list[tuple[str, bool]], silent: list[tuple[str, bool]]) -> Answer:
    spoke_for = tuple(rule for rule, allows in speaking if allows)
    against = tuple(rule for rule, allows in speaking if not allows)
    silent_for = tuple(rule for rule, allows in silent if allows)
    silent_against = tuple(rule for rule, allows in silent if not allows)
    value: bool | None = None
    if against or not (spoke_for or silent_for):
        value = False
    elif spoke_for and not silent_against:
        value = True
    return Answer(value, spoke_for, against, silent_for, silent_against)


def as_values(answers: Mapping[str, Answer]) -> dict[str, bool | None]:
    """The bare values of a set of answers."""
    return {name: answer.value for name, answer in answers.items()}
