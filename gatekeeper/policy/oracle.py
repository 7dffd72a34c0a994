"""Stock Casbin, one small enforcer a question: the oracle with which every decision of record must agree."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from casbin import Enforcer
from casbin.core_enforcer import EnforceContext
from casbin.effect import Effector
from casbin.persist import Adapter

from gatekeeper.core.answers import Answer
from gatekeeper.core.facts import Condition, Facts
from gatekeeper.core.rules import Question, Rule
from gatekeeper.policy.loader import parse_when

_PARSING = threading.Lock()


class _Rows(Adapter):  # type: ignore[misc]
    """Feeds checked rows to Casbin, field by field: Casbin itself reads no file that a person wrote."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules

    def load_policy(self, model: Any) -> None:
        model.model["p"]["p"].policy = [[rule.id, rule.question, rule.written, rule.effect] for rule in self._rules]


class _EveryRule(Effector):  # type: ignore[misc]
    """Allow-and-deny that never stops early, so that every rule that speaks is heard."""

    def intermediate_effect(self, effects: set[int]) -> int:
        del effects
        return int(Effector.INDETERMINATE)

    def final_effect(self, effects: set[int]) -> int:
        allowed = Effector.ALLOW in effects and Effector.DENY not in effects
        return int(Effector.ALLOW if allowed else Effector.DENY)


class _Asking:
    """The facts of one enforcement, and the ids of the rules that fired in it."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        self.fired: list[str] = []

    def state(self, condition: Condition) -> bool | None:
        value = self._facts.get(condition.fact)
        if value is None:
            return None
        holds = value == condition.value if condition.value is not None else value is True
        return holds != condition.negated


@cache
def _conditions(when: str) -> tuple[Condition, ...]:
    return parse_when("casbin row", when)


def _known(asking: _Asking, when: str) -> bool:
    return all(asking.state(condition) is True for condition in _conditions(when))


def _might(asking: _Asking, when: str) -> bool:
    return all(asking.state(condition) is not False for condition in _conditions(when))


def _fired(asking: _Asking, rule_id: str) -> bool:
    asking.fired.append(rule_id)
    return True


class Oracle:
    """Answers every question with stock pycasbin, through its public API. Enforcers are never changed once made.

    Parsing a matcher from several threads fails now and then on Python 3.11, so each call holds one lock.
    """

    def __init__(self, model_text: str, questions: Iterable[Question], rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        self._allows = {rule.id: rule.effect == "allow" for rule in rules}
        self._enforcers = {
            question.name: _enforcer(model_text, tuple(r for r in rules if r.question == question.name))
            for question in questions
        }
        self._second = EnforceContext("r", "p", "e", "m2")

    def answers(self, facts: Facts) -> dict[str, Answer]:
        """Answer the questions in order; each answer is a fact of the later questions."""
        known: dict[str, Any] = dict(facts)
        answers: dict[str, Answer] = {}
        with _PARSING:
            for name, enforcer in self._enforcers.items():
                answers[name] = self._ask(enforcer, name, known)
                known[name] = answers[name].value
        return answers

    def _ask(self, enforcer: Enforcer | None, name: str, known: Mapping[str, Any]) -> Answer:
        if enforcer is None:
            return Answer(False)
        certain, possible = _Asking(known), _Asking(known)
        holds = enforcer.enforce(name, certain)
        could = enforcer.enforce(self._second, name, possible)
        return self._read(bool(holds), bool(could), certain.fired, possible.fired)

    def _read(self, holds: bool, could: bool, certain: list[str], possible: list[str]) -> Answer:
        spoke_for = tuple(rule for rule in certain if self._allows[rule])
        against = tuple(rule for rule in possible if not self._allows[rule])
        silent_for = tuple(rule for rule in possible if self._allows[rule] and rule not in spoke_for)
        silent_against = tuple(rule for rule in certain if not self._allows[rule] and rule not in against)
        value = True if holds else (None if could else False)
        return Answer(value, spoke_for, against, silent_for, silent_against)


def _enforcer(model_text: str, rules: tuple[Rule, ...]) -> Enforcer | None:
    if not rules:
        return None
    enforcer = Enforcer(Enforcer.new_model(text=model_text), _Rows(rules))
    enforcer.set_effector(_EveryRule())
    enforcer.add_function("known", _known)
    enforcer.add_function("might", _might)
    enforcer.add_function("fired", _fired)
    return enforcer
