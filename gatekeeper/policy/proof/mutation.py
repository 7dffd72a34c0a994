"""Every way of spoiling one rule by a single slip: a condition dropped, turned round or misread, the effect flipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gatekeeper.core.facts import Condition, Vocabulary
from gatekeeper.core.rules import Rule


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule as it is, what is done to it in words, and what becomes of it (None: it is gone)."""

    rule: Rule
    change: str
    becomes: Rule | None

    @property
    def kind(self) -> str:
        """Which slip it is, without the names."""
        return self.change.split(":", maxsplit=1)[0]

    def put_into(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules with this one spoiled."""
        spoiled = (self.becomes if rule.id == self.rule.id else rule for rule in rules)
        return tuple(rule for rule in spoiled if rule is not None)


def mutants_of(rules: Iterable[Rule], vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Every mutant of these rules, in their order."""
    for rule in rules:
        yield Mutant(rule, "drop the rule", None)
        yield Mutant(rule, "flip the effect", replace(rule, effect="deny" if rule.effect == "allow" else "allow"))
        for place, condition in enumerate(rule.when):
            yield from _of_condition(rule, place, condition, vocabulary)


def _of_condition(rule: Rule, place: int, condition: Condition, vocabulary: Vocabulary) -> Iterator[Mutant]:
    before, after = rule.when[:place], rule.when[place + 1 :]
    yield Mutant(rule, f"drop: {condition}", replace(rule, when=(*before, *after)))
    turned = replace(condition, negated=not condition.negated)
    yield Mutant(rule, f"negate: {condition}", replace(rule, when=(*before, turned, *after)))
    choices = vocabulary[condition.fact].choices if condition.value is not None else ()
    for choice in choices:
        if choice != condition.value:
            misread = replace(condition, value=choice)
            yield Mutant(rule, f"misread: {condition} as {misread}", replace(rule, when=(*before, misread, *after)))
