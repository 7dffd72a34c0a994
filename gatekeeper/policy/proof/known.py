"""One edition of the rules over facts that may not be known yet: what is certainly yes, and what is certainly no.

Each statement has two rails, *known true* and *known false*; neither means not yet known. The formulas mirror the two
matchers of the model: an allow row counts when it certainly holds, a deny row as soon as it might.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gatekeeper.core.facts import Fact, Vocabulary
from gatekeeper.core.rules import Rule
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import Formula, all_of, any_of, at_most_one, both, either, no, statement
from gatekeeper.policy.proof.world import Rows, World, atoms_of, rows_by_question

Rail = dict[str, Formula]


@dataclass(frozen=True)
class Rails:
    """Certainly true and certainly false, by atom and question; ``applies`` for the allow rows alone."""

    true: Rail
    false: Rail
    applies_true: Rail
    applies_false: Rail
    always: tuple[Formula, ...]

    def completed_by(self, world: World, vocabulary: Vocabulary) -> list[Formula]:
        """What links these findings to a complete case: whatever is known is so in it."""
        atoms = [atom for fact in vocabulary for atom in atoms_of(fact)]
        return [
            either(no(known), truth)
            for atom in atoms
            for known, truth in ((self.true[atom], world[atom]), (self.false[atom], no(world[atom])))
        ]


def encode_known(edition: Edition) -> Rails:
    """Encode an edition over partial facts."""
    rails = Rails({}, {}, {}, {}, tuple(_always(edition.vocabulary)))
    for fact in edition.vocabulary:
        _add_fact(rails, fact)
    add_questions(rails, rows_by_question(edition))
    return rails


def _always(vocabulary: Vocabulary) -> list[Formula]:
    return [at_most_one([_known(atom) for atom in _exclusive(fact)]) for fact in vocabulary]


def _exclusive(fact: Fact) -> tuple[str, ...]:
    return atoms_of(fact) if fact.choices else (fact.name, f"!{fact.name}")


def _known(atom: str) -> Formula:
    return statement(f"known:{atom}")


def _add_fact(rails: Rails, fact: Fact) -> None:
    for atom in atoms_of(fact):
        rails.true[atom] = _known(atom)
        others = [_known(other) for other in _exclusive(fact) if other != atom]
        rails.false[atom] = any_of(others)


def add_questions(rails: Rails, rules: Rows) -> None:
    """Answer the questions, in order, from what is known so far."""
    for question, listed in rules.items():
        allow = [rule for rule in listed if rule.effect == "allow"]
        deny = [rule for rule in listed if rule.effect == "deny"]
        rails.applies_true[question] = any_of(certain(rule, rails) for rule in allow)
        rails.applies_false[question] = all_of(excluded(rule, rails) for rule in allow)
        rails.true[question] = all_of([rails.applies_true[question], *(excluded(rule, rails) for rule in deny)])
        rails.false[question] = any_of([rails.applies_false[question], *(certain(rule, rails) for rule in deny)])


def certain(rule: Rule, rails: Rails) -> Formula:
    """True where every condition of the row is known to hold."""
    return all_of(rails.false[c.atom] if c.negated else rails.true[c.atom] for c in rule.when)


def excluded(rule: Rule, rails: Rails) -> Formula:
    """True where some condition of the row is known to fail."""
    return any_of(rails.true[c.atom] if c.negated else rails.false[c.atom] for c in rule.when)


def answer_rails(rails: Rails, listed: tuple[Rule, ...]) -> Mapping[str, Formula]:
    """What one question comes to under these rows: yes and no, and the same for its allow rows alone."""
    single = Rails(dict(rails.true), dict(rails.false), {}, {}, ())
    add_questions(single, {"asked": listed})
    return {
        "yes": single.true["asked"],
        "no": single.false["asked"],
        "applies": single.applies_true["asked"],
        "applies_not": single.applies_false["asked"],
    }


def everything_known(vocabulary: Vocabulary) -> Formula:
    """True where no fact is left unknown."""
    return all_of(any_of(_known(atom) for atom in _exclusive(fact)) for fact in vocabulary)


def unsound(rails: Rails, world: World, question: str) -> Formula:
    """A known answer that a completion of the same facts contradicts."""
    return either(both(rails.true[question], no(world[question])), both(rails.false[question], world[question]))
