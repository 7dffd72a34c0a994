"""One edition of the rules as formulas over complete facts: each fact true or false, each question answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gatekeeper.core.facts import Fact
from gatekeeper.core.rules import Rule
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import Formula, all_of, any_of, both, exactly_one, no, statement

Rows = Mapping[str, tuple[Rule, ...]]
"""The rules by the question they speak on, every question in the order in which it is asked."""

LAW_ORIGINS = ("england", "common_law")
NOTHING: Mapping[str, Formula] = MappingProxyType({})


def rows_by_question(edition: Edition) -> Rows:
    """Every question with its rules, in order."""
    rows: dict[str, list[Rule]] = {question.name: [] for question in edition.questions}
    for rule in edition.rules:
        rows[rule.question].append(rule)
    return {name: tuple(rules) for name, rules in rows.items()}


def law_alone(edition: Edition) -> Edition:
    """The same edition without any council's own rules."""
    rules = tuple(rule for rule in edition.rules if rule.origin in LAW_ORIGINS)
    return Edition(edition.model, edition.vocabulary, edition.questions, edition.routes, rules)


def atoms_of(fact: Fact) -> tuple[str, ...]:
    """The positive statements about a fact: its name, or ``name=value`` for each value of a choice."""
    return tuple(f"{fact.name}={choice}" for choice in fact.choices) or (fact.name,)


def fact_statements(facts: Iterable[Fact], mark: str = "") -> dict[str, Formula]:
    """A statement for each atom of the facts; ``mark`` sets a second state of the same facts apart."""
    return {atom: statement(f"{mark}{atom}") for fact in facts for atom in atoms_of(fact)}


def one_value_each(facts: Iterable[Fact], atoms: Mapping[str, Formula]) -> list[Formula]:
    """What is always so: a choice has exactly one of its values."""
    return [exactly_one([atoms[atom] for atom in atoms_of(fact)]) for fact in facts if fact.choices]


@dataclass(frozen=True)
class World:
    """Facts, rows, and what each question comes to, as formulas. ``world["fact=value"]`` or ``world["question"]``.

    ``applies`` is whether some allow row of the question holds, whatever speaks against it. ``awaited`` gives
    questions one more allow row, for what a council's protocol might add.
    """

    rules: Rows
    atoms: Mapping[str, Formula]
    rows: Mapping[str, Formula]
    applies: Mapping[str, Formula]
    awaited: Mapping[str, Formula]

    def __getitem__(self, atom: str) -> Formula:
        return self.atoms[atom]

    def but(self, facts: Mapping[str, Formula] = NOTHING, answers: Mapping[str, Formula] = NOTHING) -> World:
        """The world that differs in some facts (by atom) or answers (by question, whatever its rows say)."""
        return _derive(self, self.rules, facts, answers)

    def under(self, rules: Rows) -> World:
        """The same facts under other rules for the same questions."""
        return _derive(self, rules, NOTHING, NOTHING)


def encode(edition: Edition, awaited: Mapping[str, Formula] = NOTHING) -> World:
    """Encode an edition over complete facts: yes = some allow row holds and no deny row does."""
    blank = World({}, fact_statements(edition.vocabulary), {}, {}, awaited)
    return _derive(blank, rows_by_question(edition), NOTHING, NOTHING)


def _derive(like: World, rules: Rows, facts: Mapping[str, Formula], answers: Mapping[str, Formula]) -> World:
    atoms, rows, applies = {**like.atoms, **facts}, dict(like.rows), dict(like.applies)
    changed = set(facts)
    for question, listed in rules.items():
        if question in answers:
            atoms[question] = answers[question]
            changed.add(question)
        elif like.rules.get(question) != listed or _speaks_of(listed, changed):
            own = {rule.id: row_holds(rule, atoms) for rule in listed}
            rows.update(own)
            awaited = [like.awaited[question]] if question in like.awaited else []
            applies[question] = any_of([*awaited, *_of("allow", listed, own)])
            atoms[question] = both(applies[question], no(any_of(_of("deny", listed, own))))
            changed.add(question)
    return World(rules, atoms, rows, applies, like.awaited)


def _speaks_of(listed: tuple[Rule, ...], changed: set[str]) -> bool:
    return any(condition.atom in changed for rule in listed for condition in rule.when)


def _of(effect: str, listed: tuple[Rule, ...], rows: Mapping[str, Formula]) -> list[Formula]:
    return [rows[rule.id] for rule in listed if rule.effect == effect]


def row_holds(rule: Rule, atoms: Mapping[str, Formula]) -> Formula:
    """True where every condition of the row does."""
    return all_of(no(atoms[each.atom]) if each.negated else atoms[each.atom] for each in rule.when)
