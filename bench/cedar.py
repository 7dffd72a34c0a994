"""Cedar's contestant: one question put in one call, every question it rests on written out inside the policies."""

from __future__ import annotations

from functools import cache

from cedarpy import Entities, PolicySet, is_authorized

from gatekeeper.core.facts import Condition, Facts
from gatekeeper.core.rules import Rule
from gatekeeper.policy.rulebook import EditionRulebook

QUESTION = "passage.entitled"
Context = dict[str, bool | str]


class Inlined:
    """One question as Cedar policies, parsed once. Cedar knows yes and no only: what is not known reads as no."""

    def __init__(self, rulebook: EditionRulebook, question: str = QUESTION) -> None:
        self.text = policies(rulebook, question)
        self._reads = rulebook.cone(question)
        self._choices = {fact.name for fact in rulebook.vocabulary if fact.choices}
        self._policies = PolicySet.from_str(self.text)
        self._entities = Entities.from_json_str("[]")

    def context(self, facts: Facts) -> Context:
        """The findings the policies read, and no other, so that the call carries nothing needless."""
        return {name: facts[name] or ("" if name in self._choices else False) for name in sorted(self._reads)}

    def permits(self, context: Context) -> bool:
        """Ask Cedar. Raises RuntimeError if it could not evaluate a policy."""
        request = {
            "principal": 'Councillor::"asking"',
            "action": 'Action::"inspect"',
            "resource": 'Passage::"asked"',
            "context": context,
        }
        result = is_authorized(request, self._policies, self._entities)
        if result.diagnostics.errors:
            raise RuntimeError(f"Cedar could not evaluate the policies: {result.diagnostics.errors[0]}")
        return result.allowed


def policies(rulebook: EditionRulebook, question: str) -> str:
    """The policies' text: a permit for each rule for, a forbid for each rule against."""

    @cache
    def answer(name: str) -> str:
        allows = either([rule for rule in rulebook.rules_on(name) if rule.effect == "allow"])
        denies = either([rule for rule in rulebook.rules_on(name) if rule.effect == "deny"])
        return f"({allows} && !{denies})" if denies != "false" else allows

    def either(rules: list[Rule]) -> str:
        return f"({' || '.join(f'({every(rule)})' for rule in rules)})" if rules else "false"

    def every(rule: Rule) -> str:
        return " && ".join(one(condition) for condition in rule.when)

    def one(condition: Condition) -> str:
        if condition.value is not None:
            return f'context.{condition.fact} {"!=" if condition.negated else "=="} "{condition.value}"'
        said = answer(condition.fact) if condition.fact in asked else f"context.{condition.fact}"
        return f"!{said}" if condition.negated else said

    asked = {each.name for each in rulebook.questions}
    effects = {"allow": "permit", "deny": "forbid"}
    return "\n".join(
        f'@id("{rule.id}")\n{effects[rule.effect]} (principal, action, resource) when {{ {every(rule)} }};'
        for rule in rulebook.rules_on(question)
    )
