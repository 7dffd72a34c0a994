"""A worked case found by the prover: facts written as a clerk would, only where they differ from the plain case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.core.facts import Fact, Facts, Value, Vocabulary
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.proof.encode import Formula, Model, differ, identical, no
from gatekeeper.policy.proof.known import Rails
from gatekeeper.policy.proof.world import World, atoms_of


class Misread(RuntimeError):
    """The prover and the compiled evaluator answer one case differently: no proof of this edition can be trusted."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A case. ``differs`` are its findings that the plain case has not; ``changed`` those of the second state that
    the first has not, where two states are compared. ``comes_to`` says what the passage comes to in each state;
    ``spoke`` are the council's own rules that speak on it.
    """

    facts: Facts
    differs: tuple[str, ...]
    changed: tuple[str, ...] = ()
    comes_to: tuple[str, ...] = ()
    spoke: tuple[str, ...] = ()

    def as_text(self) -> str:
        """The case in one line."""
        text = f"the plain case, but {'; '.join(self.differs)}" if self.differs else "the plain case"
        text += f" — and then {'; '.join(self.changed)}" if self.changed else ""
        text += f" [{'; '.join(self.comes_to)}]" if self.comes_to else ""
        return f"{text} (rules of the council that speak: {', '.join(self.spoke)})" if self.spoke else text


def facts_in(model: Model, vocabulary: Vocabulary, world: World) -> dict[str, Value]:
    """The complete facts of one state of a model."""
    return {fact.name: _value(model, fact, world.atoms) for fact in vocabulary}


def _value(model: Model, fact: Fact, atoms: Mapping[str, Formula]) -> Value:
    if not fact.choices:
        return model.holds(atoms[fact.name])
    return next((choice for choice in fact.choices if model.holds(atoms[f"{fact.name}={choice}"])), None)


def known_in(model: Model, vocabulary: Vocabulary, rails: Rails) -> dict[str, Value]:
    """The partial facts of a model: what is not yet known is None."""
    facts = {fact.name: _value(model, fact, rails.true) for fact in vocabulary}
    for fact in vocabulary:
        if not fact.choices and facts[fact.name] is False and not model.holds(rails.false[fact.name]):
            facts[fact.name] = None
    return facts


def written(fact: str, value: Value) -> str:
    """A finding in the words of a rule."""
    if value is None:
        return f"{fact} not yet known"
    if isinstance(value, bool):
        return fact if value else f"!{fact}"
    return f"{fact}={value}"


def differences(facts: Facts, base: Facts) -> tuple[str, ...]:
    """The findings of ``facts`` that are not those of ``base``."""
    return tuple(written(name, value) for name, value in facts.items() if value != base.get(name))


def like_base(vocabulary: Vocabulary, base: Facts, atoms: Mapping[str, Formula]) -> list[Formula]:
    """Wishes: each fact as it is in the base, where the base states it."""
    wishes: list[Formula] = []
    for fact in vocabulary:
        value = base.get(fact.name)
        if isinstance(value, bool):
            wishes.append(atoms[fact.name] if value else no(atoms[fact.name]))
        elif value is not None:
            wishes.append(atoms[f"{fact.name}={value}"])
    return wishes


def known_like_base(vocabulary: Vocabulary, base: Facts, rails: Rails) -> list[Formula]:
    """Wishes: each fact known, and as it is in the base."""
    wishes: list[Formula] = []
    for fact in vocabulary:
        value = base.get(fact.name)
        if value is not None:
            atom = fact.name if isinstance(value, bool) else f"{fact.name}={value}"
            wishes.append(rails.false[atom] if value is False else rails.true[atom])
    return wishes


def little_changed(vocabulary: Vocabulary, one: World, other: World) -> list[Formula]:
    """Wishes: each fact the same in both states."""
    atoms = (atom for fact in vocabulary for atom in atoms_of(fact))
    return [no(differ(one[atom], other[atom])) for atom in atoms if not identical(one[atom], other[atom])]


def confirm(compiled: Compiled, facts: Facts, model: Model, world: World, questions: Iterable[str]) -> None:
    """Raise Misread unless the compiled evaluator answers these facts exactly as the prover does."""
    values = compiled.values(compiled.encode(facts))
    for question in questions:
        if model.holds(world[question]) is not values[question]:
            raise Misread(f"{question}: the prover and the evaluator differ on {differences(facts, {})}")


def confirm_known(compiled: Compiled, facts: Facts, model: Model, rails: Rails, questions: Iterable[str]) -> None:
    """Raise Misread unless the compiled evaluator answers these partial facts exactly as the prover does."""
    values = compiled.values(compiled.encode(facts))
    for question in questions:
        rail = (model.holds(rails.true[question]), model.holds(rails.false[question]))
        if rail != (values[question] is True, values[question] is False):
            raise Misread(f"{question}: the prover and the evaluator differ on {differences(facts, {})}")

