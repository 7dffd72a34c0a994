"""The yardstick: the same rules written out as straight-line Python that knows only yes and no, and keeps no trace."""

from __future__ import annotations

from collections.abc import Callable

from gatekeeper.core.facts import Condition, Facts
from gatekeeper.core.rules import Rule
from gatekeeper.policy.edition import Edition

Plain = Callable[[Facts], dict[str, bool]]
"""Facts, every one of which must be named, to the answer to every question. What is not yet known reads as no."""


def generate(edition: Edition) -> Plain:
    """Make the function of one edition."""
    made: dict[str, Plain] = {}
    code = compile(source(edition), "<the rules as plain Python>", "exec")
    exec(code, made)  # noqa: S102  the yardstick must be code; its text is made of checked rules only
    return made["decide"]


def source(edition: Edition) -> str:
    """The function's text: each fact that a rule names is read once, each question answered once, in order."""
    questions = [question.name for question in edition.questions]
    named = {condition.fact for rule in edition.rules for condition in rule.when}
    facts = [fact.name for fact in edition.vocabulary if fact.name in named]
    answers = ", ".join(f"{name!r}: {_local(name)}" for name in questions)
    return "\n    ".join(
        [
            "def decide(facts):",
            *(f"{_local(name)} = facts[{name!r}]" for name in facts),
            *(f"{_local(name)} = {_answer(name, edition.rules)}" for name in questions),
            f"return {{{answers}}}\n",
        ]
    )


def _answer(question: str, rules: tuple[Rule, ...]) -> str:
    allows = _either([rule for rule in rules if rule.question == question and rule.effect == "allow"]) or "False"
    denies = _either([rule for rule in rules if rule.question == question and rule.effect == "deny"])
    return f"({allows}) and not ({denies})" if denies else allows


def _either(rules: list[Rule]) -> str:
    return " or ".join(" and ".join(_condition(condition) for condition in rule.when) for rule in rules)


def _condition(condition: Condition) -> str:
    name = _local(condition.fact)
    if condition.value is not None:
        return f"{name} {'!=' if condition.negated else '=='} {condition.value!r}"
    return f"not {name}" if condition.negated else name


def _local(name: str) -> str:
    return name.replace(".", "__")
