"""Whether any worked case notices that a rule has been spoiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.core.facts import Facts, Vocabulary
from gatekeeper.core.rules import Rule
from gatekeeper.policy.cases import Failure, RuleCase, run_case
from gatekeeper.policy.compiled import Compiled, Vector
from gatekeeper.policy.proof.mutation import Mutant
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.world import atoms_of

_OUT, _PERHAPS, _SPEAKS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A case with what its unspoiled answers make known, as bits, and the questions that can fail it."""

    case: RuleCase
    vector: Vector
    true: int
    false: int
    heeds: frozenset[str]


class Killer:
    """Runs mutants against worked cases. A case is run again only where the spoiled row comes out differently."""

    def __init__(self, study: Study, cases: Iterable[RuleCase]) -> None:
        self._study = study
        self._bits = _number(study.vocabulary, study.questions)
        self._question_of = {rule.id: rule.question for rule in study.edition.rules}
        self._upstream: dict[str, frozenset[str]] = {}
        self.failing: list[Failure] = []
        self._prepared = [self._prepare(case) for case in cases]
        self._mentions: dict[str, list[_Prepared]] = {}
        for prepared in self._prepared:
            for rule_id in (*prepared.case.rules, *prepared.case.outside):
                self._mentions.setdefault(rule_id, []).append(prepared)

    def _prepare(self, case: RuleCase) -> _Prepared:
        compiled = self._study.compiled
        vector = compiled.encode(case.facts)
        answers = compiled.answers(vector)
        failure = run_case(case, answers)
        if failure is not None:
            self.failing.append(failure)
        true, false = _known(case.facts, self._study.vocabulary, self._bits)
        for name, answer in answers.items():
            true |= self._bits[name] if answer.value is True else 0
            false |= self._bits[name] if answer.value is False else 0
        listed = {self._question_of[rule] for rule in (*case.rules, *case.outside) if rule in self._question_of}
        return _Prepared(case, vector, true, false, self._heeds({case.question, *listed}))

    def _heeds(self, questions: Iterable[str]) -> frozenset[str]:
        for question in questions:
            if question not in self._upstream:
                self._upstream[question] = self._study.upstream([question])
        return frozenset().union(*(self._upstream[question] for question in questions))

    def kills(self, mutant: Mutant) -> RuleCase | None:
        """A case that fails with the rule spoiled, or None if it survives them all."""
        named = self._mentions.get(mutant.rule.id, ())
        for prepared in named:
            if self._noticed_by_name(mutant, prepared):
                return prepared.case
        return self._run_again(mutant, (*named, *self._prepared))

    def _noticed_by_name(self, mutant: Mutant, prepared: _Prepared) -> bool:
        """A rule that the case says speaks is silent, or one that it says is silent speaks: no need to run it."""
        speaks = mutant.becomes is not None and self._state(mutant.becomes, prepared) == _SPEAKS
        return mutant.rule.id in (prepared.case.outside if speaks else prepared.case.rules)

    def _run_again(self, mutant: Mutant, prepared: Iterable[_Prepared]) -> RuleCase | None:
        spoiled: Compiled | None = None
        for each in prepared:
            if mutant.rule.question not in each.heeds or not self._comes_out_otherwise(mutant, each):
                continue
            if spoiled is None:
                edition = self._study.edition
                spoiled = Compiled(edition.vocabulary, edition.questions, mutant.put_into(edition.rules))
            failure = run_case(each.case, spoiled.answers(each.vector))
            if failure is not None:
                return failure.case
        return None

    def _comes_out_otherwise(self, mutant: Mutant, prepared: _Prepared) -> bool:
        before = self._state(mutant.rule, prepared)
        if mutant.becomes is None or mutant.becomes.effect != mutant.rule.effect:
            return before != _OUT
        return before != self._state(mutant.becomes, prepared)

    def _state(self, rule: Rule, prepared: _Prepared) -> int:
        state = _SPEAKS
        for condition in rule.when:
            bit = self._bits[condition.atom]
            holds, fails = (prepared.false, prepared.true) if condition.negated else (prepared.true, prepared.false)
            if fails & bit:
                return _OUT
            if not holds & bit:
                state = _PERHAPS
        return state


def _number(vocabulary: Vocabulary, questions: Iterable[str]) -> Mapping[str, int]:
    atoms = [*(atom for fact in vocabulary for atom in atoms_of(fact)), *questions]
    return {atom: 1 << place for place, atom in enumerate(atoms)}


def _known(facts: Facts, vocabulary: Vocabulary, bits: Mapping[str, int]) -> tuple[int, int]:
    true = false = 0
    for fact in vocabulary:
        value = facts.get(fact.name)
        for atom in atoms_of(fact) if value is not None else ():
            holds = value is True or atom == f"{fact.name}={value}"
            true |= bits[atom] if holds else 0
            false |= 0 if holds else bits[atom]
    return true, false
