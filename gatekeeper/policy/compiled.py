"""The fast evaluator: the same model and rows as Casbin's, answered with two integers and a few comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import getitem

from gatekeeper.core.answers import Answer
from gatekeeper.core.facts import Fact, FactError, Facts, Value, Vocabulary
from gatekeeper.core.rules import Question, Rule

Vector = tuple[int, int]
"""Findings as two bit sets over the atoms: those known true, and those known false one place higher."""

_SPELLINGS = 256
"""How many ways of naming the facts, in which order, are kept: a caller names the same ones again and again."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One rule as bits: all that must be known for it to hold, and whatever, once known, makes it fail.

    ``surely`` and ``perhaps`` are the answer to its question when no other rule is left and this one, on what is
    known, certainly holds or may yet hold: ready-made, because that is how most questions end.
    """

    id: str
    needs: int
    fails: int
    allows: bool
    surely: Answer
    perhaps: Answer


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question: what its answer yes, and its answer no, add to what is known."""

    name: str
    yes: int
    no: int
    rows: tuple[_Row, ...]


class Compiled:
    """Answers every question, in order, from one fact vector. Immutable after construction; safe in threads.

    Every atom has two bits side by side, one for known true and one for known false, so that what is known is one
    number and a rule is tried in two steps: does anything known make it fail, and is all known that it needs?
    """

    def __init__(self, vocabulary: Vocabulary, questions: Iterable[Question], rules: Iterable[Rule]) -> None:
        self._vocabulary = vocabulary
        questions = tuple(questions)
        self._bits = self._number(vocabulary, questions)
        self._every_true = sum(self._bits.values())
        by_question: dict[str, list[_Row]] = {question.name: [] for question in questions}
        for rule in rules:
            by_question[rule.question].append(self._row(rule))
        self._asked = tuple(
            _Asked(name, self._bits[name], _false(self._bits[name]), tuple(rows)) for name, rows in by_question.items()
        )
        self._encodings = {fact.name: self._encoding(fact) for fact in vocabulary}
        self._spelled = lru_cache(maxsize=_SPELLINGS)(self._spell)

    @staticmethod
    def _number(vocabulary: Vocabulary, questions: tuple[Question, ...]) -> dict[str, int]:
        atoms: list[str] = []
        for fact in vocabulary:
            atoms += [f"{fact.name}={choice}" for choice in fact.choices] or [fact.name]
        atoms += [question.name for question in questions]
        return {atom: 1 << 2 * index for index, atom in enumerate(atoms)}

    def _row(self, rule: Rule) -> _Row:
        positive = negative = 0
        for condition in rule.when:
            if condition.negated:
                negative |= self._bits[condition.atom]
            else:
                positive |= self._bits[condition.atom]
        needs, fails, said = positive | _false(negative), negative | _false(positive), (rule.id,)
        if rule.effect == "allow":
            return _Row(rule.id, needs, fails, True, _weigh(said, (), (), ()), _weigh((), (), said, ()))
        return _Row(rule.id, needs, fails, False, _weigh((), said, (), ()), _weigh((), (), (), said))

    def _encoding(self, fact: Fact) -> dict[Value, int]:
        bits = {choice: self._bits[f"{fact.name}={choice}"] for choice in fact.choices}
        if not bits:
            return {None: 0, True: self._bits[fact.name], False: _false(self._bits[fact.name])}
        every = sum(bits.values())
        return {None: 0, **{choice: bit | _false(every - bit) for choice, bit in bits.items()}}

    def _spell(self, names: tuple[str, ...]) -> tuple[dict[Value, int], ...]:
        return tuple(self._encodings[name] for name in names)

    def encode(self, facts: Facts) -> Vector:
        """Turn findings into a vector. Raises FactError for a name or value outside the vocabulary."""
        try:
            known = sum(map(getitem, self._spelled(tuple(facts)), facts.values()))
        except (KeyError, TypeError):
            self._vocabulary.check(facts)
            raise FactError("a finding has a value of the wrong kind") from None
        true = known & self._every_true
        return true, known ^ true

    def values(self, vector: Vector, only: frozenset[str] | None = None) -> dict[str, bool | None]:
        """Answer the questions (all, or those of ``only``, which must be closed under dependence) without a trace."""
        known = vector[0] | vector[1]
        values: dict[str, bool | None] = {}
        for asked in self._asked:
            if only is not None and asked.name not in only:
                continue
            value = values[asked.name] = _value(asked.rows, known)
            if value is not None:
                known |= asked.yes if value else asked.no
        return values

    def answers(self, vector: Vector) -> dict[str, Answer]:
        """Answer every question with its trace."""
        known = vector[0] | vector[1]
        answers: dict[str, Answer] = {}
        for asked in self._asked:
            answer = answers[asked.name] = _answer(asked.rows, known)
            if answer.value is not None:
                known |= asked.yes if answer.value else asked.no
        return answers


def _false(true: int) -> int:
    return true << 1


def _value(rows: tuple[_Row, ...], known: int) -> bool | None:
    sure_for = maybe_for = maybe_against = False
    for row in rows:
        if known & row.fails:
            continue
        sure = known & row.needs == row.needs
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


def _answer(rows: tuple[_Row, ...], known: int) -> Answer:
    left: list[_Row] = []
    for row in rows:
        if not known & row.fails:
            left.append(row)
    if not left:
        return _NO
    if len(left) > 1:
        return _of_several(left, known)
    (row,) = left
    return row.surely if known & row.needs == row.needs else row.perhaps


def _of_several(left: list[_Row], known: int) -> Answer:
    speaking_for: tuple[str, ...] = ()
    speaking_against = silent_for = silent_against = speaking_for
    for row in left:
        if known & row.needs == row.needs:
            if row.allows:
                speaking_for += (row.id,)
            else:
                speaking_against += (row.id,)
        elif row.allows:
            silent_for += (row.id,)
        else:
            silent_against += (row.id,)
    return _weigh(speaking_for, speaking_against, silent_for, silent_against)


def _weigh(
    speaking_for: tuple[str, ...],
    speaking_against: tuple[str, ...],
    silent_for: tuple[str, ...],
    silent_against: tuple[str, ...],
) -> Answer:
    value: bool | None = None
    if speaking_against or not (speaking_for or silent_for):
        value = False
    elif speaking_for and not silent_against:
        value = True
    return Answer(value, speaking_for, speaking_against, silent_for, silent_against)


def as_values(answers: Mapping[str, Answer]) -> dict[str, bool | None]:
    """The bare values of a set of answers."""
    return {name: answer.value for name, answer in answers.items()}
