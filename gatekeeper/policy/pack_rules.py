"""Checks the rows of a council's protocol: they may widen and shape, but never answer for statute or break the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

from gatekeeper.core.facts import Condition, Fact, Value, Vocabulary
from gatekeeper.core.pack import Pack
from gatekeeper.core.rules import Rule
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import Law
from gatekeeper.policy.loader import check_rules
from gatekeeper.policy.pack_checks import cited

AGAINST_HER = frozenset(
    {"need.rebutted", "need.specific_terms", "need.excluded", "block.local_release", "doubt.local_release"}
)
"""The questions whose *yes* is worse for the councillor."""

FOR_HER = frozenset({"need.holder", "need.factor", "group.confidence_ended", "right.local_release"})
"""The questions whose *yes* is better for her."""

_CAPACITIES = {"serving_councillor", "co_opted_member", "elected_mayor"}
_GIVEN = ("member.asks", "council_document", "held_by_council")
_PARTY = {"ground_offered", "opposition_spokesperson"}
_LOCAL_RIGHTS = {"right.local_release", "right.common_law"}


def check_pack_rules(pack: Pack, rules: tuple[Rule, ...], law: Law) -> None:
    """Refuse a row that no protocol may add, or that could be satisfied only by breaking the law.

    Raises PolicyError with the row's place, what is wrong and what to do.
    """
    paragraphs = cited(pack)
    for rule in rules:
        _check_row(pack, rule, paragraphs)
        _check_question(rule, law)
    check_rules((*law.rules, *rules), law.questions, law.vocabulary)
    answers = _Answers((*law.rules, *rules), law)
    for rule in rules:
        _check_grounds(rule, law.vocabulary)
        _check_release(rule)
        _check_effect(rule, law.vocabulary, answers)


def _check_row(pack: Pack, rule: Rule, paragraphs: frozenset[str]) -> None:
    if not rule.id.startswith(f"{pack.id}_"):
        raise PolicyError(rule.place, "its id does not say whose rule it is", f"begin it with {pack.id}_")
    if not any(_names(rule.source, paragraph) for paragraph in paragraphs):
        raise PolicyError(rule.place, f"its source {rule.source!r} names no paragraph that pack.toml cites",
                          "name the protocol and the paragraph, and give pack.toml the clause that says it")
    if rule.from_on < pack.from_on:
        raise PolicyError(rule.place, f"it begins on {rule.from_on}, before the protocol does on {pack.from_on}",
                          "correct `from`, or from_on in pack.toml")


def _names(source: str, paragraph: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(paragraph)}(?![\w(]|\.\d)", source) is not None


def _check_question(rule: Rule, law: Law) -> None:
    question = next((question for question in law.questions if question.name == rule.question), None)
    if question is not None and not question.packs_may_add:
        allowed = ", ".join(question.name for question in law.questions if question.packs_may_add)
        raise PolicyError(rule.place, f"a pack may not answer a statutory question ({rule.question}); the law rules",
                          f"delete the row, or answer one of {allowed}")
    if rule.effect == "deny":
        raise PolicyError(rule.place, f"a pack may not take back what another rule answers ({rule.question})",
                          "write what is left out of the protocol's own release as an allow row of block.local_release")


def _check_grounds(rule: Rule, vocabulary: Vocabulary) -> None:
    worse = rule.question in AGAINST_HER
    for condition in rule.when:
        if worse and condition.fact in _PARTY:
            raise PolicyError(rule.place, f"it rests on party advantage ({condition}), which is no lawful ground",
                              "delete the row (R v Sheffield City Council ex p Chadwick (1985) 84 LGR 563)")
        if worse and not condition.negated and _statutory(condition):
            raise PolicyError(rule.place, f"it counts a statutory right against her ({condition})",
                              "delete the condition: no protocol can make her position worse for having a right")
        if (worse or rule.question in FOR_HER) and _punishes(condition, vocabulary, worse):
            raise PolicyError(rule.place, f"a better justification would make her position worse ({condition})",
                              "turn the condition round, or delete it")


def _statutory(condition: Condition) -> bool:
    right = condition.fact.startswith("right.") and condition.fact not in _LOCAL_RIGHTS
    return right or condition.fact == "passage.entitled"


def _punishes(condition: Condition, vocabulary: Vocabulary, worse: bool) -> bool:
    justifies = condition.fact in vocabulary and vocabulary[condition.fact].justification
    return justifies and condition.negated is not worse


def _check_release(rule: Rule) -> None:
    if rule.question != "right.local_release":
        return
    named = {condition.fact for condition in rule.when if not condition.negated}
    missing = [fact for fact in _GIVEN if fact not in named]
    if missing or not named & _CAPACITIES:
        raise PolicyError(
            rule.place, f"it would open papers without asking for {missing[0] if missing else 'serving_councillor'}",
            f"add {' & '.join(_GIVEN)} and one of {', '.join(sorted(_CAPACITIES))}: a protocol opens the council's own "
            "documents to its own members",
        )


def _check_effect(rule: Rule, vocabulary: Vocabulary, answers: _Answers) -> None:
    asked = {condition.fact: not condition.negated for condition in rule.when if condition.fact not in vocabulary}
    worlds = list(_worlds(rule, vocabulary))
    if asked:
        _check_can_speak(rule, asked, answers.of(rule.from_on, worlds))
    if rule.question == "right.local_release":
        assumed = [{**world, **asked} for world in worlds]
        _check_lawful(rule, answers.of(rule.from_on, assumed, frozenset(asked)))


def _check_can_speak(rule: Rule, asked: dict[str, bool], answers: list[dict[str, bool | None]]) -> None:
    for question, expected in asked.items():
        if all(answer[question] is not expected and answer[question] is not None for answer in answers):
            why = f"it can never speak: its other conditions rule out what it asks of {question}"
            raise PolicyError(rule.place, why, "delete one of the two")


def _check_lawful(rule: Rule, answers: list[dict[str, bool | None]]) -> None:
    for question in ("right.local_release", "passage.entitled"):
        if all(answer[question] is False for answer in answers):
            raise PolicyError(
                rule.place, f"it could open a paper only by breaking the law: whenever it speaks, {question} is no",
                "delete the row: a protocol lifts no bar, and what needs a person's judgment is not opened by rule",
            )


def _worlds(rule: Rule, vocabulary: Vocabulary) -> Iterator[dict[str, Value]]:
    """Every way to satisfy the row's own findings, all else not known; a choice negated leaves its other values."""
    possible: dict[str, list[Value]] = {}
    for condition in rule.when:
        if condition.fact in vocabulary:
            left = possible.get(condition.fact, list(vocabulary[condition.fact].values()))
            possible[condition.fact] = [value for value in left if _satisfies(condition, value)]
    for values in product(*possible.values()):
        yield dict(zip(possible, values, strict=True))


def _satisfies(condition: Condition, value: Value) -> bool:
    holds = value is True if condition.value is None else value == condition.value
    return holds is not condition.negated


class _Answers:
    """Answers the questions of one day under the law and the pack's rows, compiled once for each way of asking."""

    def __init__(self, rules: tuple[Rule, ...], law: Law) -> None:
        self._rules = rules
        self._law = law
        self._compiled: dict[tuple[date, frozenset[str]], Compiled] = {}

    def of(
        self, on: date, worlds: list[dict[str, Value]], assumed: frozenset[str] = frozenset()
    ) -> list[dict[str, bool | None]]:
        """The answers in each world; the assumed questions are not asked but are findings of that world."""
        compiled = self._compiled.get((on, assumed)) or self._compile(on, assumed)
        return [compiled.values(compiled.encode(facts)) for facts in worlds]

    def _compile(self, on: date, assumed: frozenset[str]) -> Compiled:
        extra = tuple(Fact(name, "request", name, "computed", name) for name in sorted(assumed))
        compiled = self._compiled[on, assumed] = Compiled(
            Vocabulary((*self._law.vocabulary, *extra)),
            (question for question in self._law.questions if question.name not in assumed),
            (rule for rule in self._rules if rule.in_force(on) and rule.question not in assumed),
        )
        return compiled
