"""What the law says must never happen, as a claim the prover can refute with a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gatekeeper.core.facts import Facts
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import Formula, Model, all_of
from gatekeeper.policy.proof.standing import standing_of
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.witness import (
    Witness,
    confirm,
    confirm_known,
    differences,
    facts_in,
    known_in,
    known_like_base,
    like_base,
    little_changed,
)
from gatekeeper.policy.proof.world import World


@dataclass(frozen=True)
class Claim:
    """What must be impossible. ``other`` is a second state of the facts, or the same facts under ``other_edition``.

    ``always`` is what is so of the second state, in which the answers to ``freed`` may be anything. ``partial``: the
    first state is of facts not all known yet, and the second is a completion of them.
    """

    breach: Formula
    other: World | None = None
    other_edition: Edition | None = None
    always: tuple[Formula, ...] = ()
    freed: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True)
class Invariant:
    """One thing the law forbids: an English name, its source, and how it reads in formulas.

    ``packs_only``: it speaks of a council's own rules, so that it is not asked of the law alone.
    """

    id: str
    name: str
    source: str
    claim: Callable[[Study], Claim]
    packs_only: bool = False


@dataclass(frozen=True, slots=True)
class InvariantResult:
    """``holds`` True (proved for all facts), False (``witness`` breaks it) or None (not settled in time)."""

    invariant: Invariant
    holds: bool | None
    witness: Witness | None = None

    def as_text(self) -> str:
        """One or two lines."""
        words = {True: "holds", False: "BROKEN", None: "NOT SETTLED in time"}[self.holds]
        text = f"{words}: {self.invariant.name} ({self.invariant.source})"
        return f"{text}\n    case: {self.witness.as_text()}" if self.witness else text


def prove(study: Study, invariant: Invariant) -> InvariantResult:
    """Prove the invariant for all facts, or find the case nearest the plain one that breaks it.

    Raises Misread if the compiled evaluator does not bear the case out.
    """
    claim = invariant.claim(study)
    goal = all_of([*_always(study, claim), claim.breach])
    possible = study.prover.possible(goal)
    if possible is not True:
        return InvariantResult(invariant, None if possible is None else True)
    model = study.prover.nearest(goal, _wishes(study, claim))
    return InvariantResult(invariant, False, None if model is None else _witness(study, claim, model))


def _always(study: Study, claim: Claim) -> tuple[Formula, ...]:
    if not claim.partial:
        return claim.always
    rails = study.rails
    return (*claim.always, *rails.always, *rails.completed_by(study.world, study.vocabulary))


def _wishes(study: Study, claim: Claim) -> list[Formula]:
    vocabulary, plain = study.vocabulary, study.plain
    wishes = like_base(vocabulary, plain, study.world.atoms)
    if claim.partial:
        wishes += known_like_base(vocabulary, plain, study.rails)
    if claim.other is not None:
        wishes += little_changed(vocabulary, study.world, claim.other)
    return wishes


def _witness(study: Study, claim: Claim, model: Model) -> Witness:
    facts = facts_in(model, study.vocabulary, study.world)
    confirm(study.compiled, facts, model, study.world, study.questions)
    answers = study.compiled.answers(study.compiled.encode(facts))
    comes_to = [f"comes to {standing_of(answers, study.routes).as_text()}"]
    speaking = (rule for each in answers.values() for rule in (*each.speaking_for, *each.speaking_against))
    spoke = tuple(rule for rule in speaking if rule in study.added)
    shown: Facts = facts
    changed: tuple[str, ...] = ()
    if claim.partial:
        shown = known_in(model, study.vocabulary, study.rails)
        confirm_known(study.compiled, shown, model, study.rails, study.questions)
        changed = differences(facts, shown)
    elif claim.other is not None:
        changed, then = _second(study, claim, claim.other, model, facts)
        comes_to.append(then)
    return Witness(shown, differences(shown, study.plain), changed, tuple(comes_to), spoke)


def _second(study: Study, claim: Claim, other: World, model: Model, first: Facts) -> tuple[tuple[str, ...], str]:
    edition = claim.other_edition or study.edition
    compiled = Compiled(edition.vocabulary, edition.questions, edition.rules)
    facts = facts_in(model, study.vocabulary, other)
    loose = study.downstream(claim.freed)
    confirm(compiled, facts, model, other, [name for name in study.questions if name not in loose])
    standing = standing_of(compiled.answers(compiled.encode(facts)), study.routes).as_text()
    return differences(facts, first), f"{'under the law alone' if claim.other_edition else 'then'} {standing}"
