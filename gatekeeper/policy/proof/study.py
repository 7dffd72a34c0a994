"""One edition under study: its formulas, made once, and the prover that all checks share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gatekeeper.core.facts import Facts, Vocabulary
from gatekeeper.core.rules import Route
from gatekeeper.locate import locate
from gatekeeper.policy.cases import load_bases
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import LIMIT_MS, Formula, Prover, statement
from gatekeeper.policy.proof.known import Rails, encode_known
from gatekeeper.policy.proof.world import LAW_ORIGINS, World, encode, law_alone, one_value_each, rows_by_question


def plain_case(vocabulary: Vocabulary) -> Facts:
    """The plain case that comes with the policies. Raises PolicyError if it does not fit the vocabulary."""
    return load_bases(locate("policies") / "bases.toml", vocabulary)["plain"]


@dataclass(frozen=True)
class Study:
    """What every check of one edition needs. ``plain`` is the case that witnesses are told apart from.

    ``like`` is another edition of the same facts, already in formulas; what is the same in both is not made again.
    """

    edition: Edition
    plain: Facts
    limit_ms: int = LIMIT_MS
    like: World | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.edition.vocabulary

    @property
    def routes(self) -> tuple[Route, ...]:
        return self.edition.routes

    @cached_property
    def questions(self) -> tuple[str, ...]:
        return tuple(question.name for question in self.edition.questions)

    @cached_property
    def compiled(self) -> Compiled:
        return Compiled(self.vocabulary, self.edition.questions, self.edition.rules)

    @cached_property
    def world(self) -> World:
        """The edition over complete facts."""
        return self.like.under(rows_by_question(self.edition)) if self.like else encode(self.edition)

    @cached_property
    def law(self) -> Edition:
        """The edition without the council's own rules."""
        return law_alone(self.edition)

    @cached_property
    def added(self) -> frozenset[str]:
        """The ids of the council's own rules."""
        return frozenset(rule.id for rule in self.edition.rules if rule.origin not in LAW_ORIGINS)

    @cached_property
    def law_world(self) -> World:
        """The same facts under the law alone."""
        return self.world.under(rows_by_question(self.law))

    @cached_property
    def rails(self) -> Rails:
        """The edition over facts that may not be known yet."""
        return encode_known(self.edition)

    @cached_property
    def prover(self) -> Prover:
        return Prover(one_value_each(self.vocabulary, self.world.atoms), self.limit_ms)

    @cached_property
    def awaited(self) -> dict[str, Formula]:
        """For each question that only packs answer, and none here does: the answer that some pack might give."""
        answered = {rule.question for rule in self.edition.rules if rule.effect == "allow"}
        return {
            question.name: statement(f"awaited:{question.name}")
            for question in self.edition.questions
            if question.packs_may_add and question.name not in answered
        }

    def upstream(self, questions: Iterable[str]) -> frozenset[str]:
        """These questions and all that their answers rest on."""
        found = set(questions)
        for question in reversed(self.questions):
            if question in found:
                found.update(c.fact for rule in self.world.rules[question] for c in rule.when)
        return frozenset(found & set(self.questions))

    def downstream(self, questions: Iterable[str]) -> frozenset[str]:
        """These questions and all whose answers rest on them."""
        found = set(questions)
        for question in self.questions:
            if any(c.fact in found for rule in self.world.rules[question] for c in rule.when):
                found.add(question)
        return frozenset(found)
