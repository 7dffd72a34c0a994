"""Worked cases beside the rules: an English name, given findings, the expected answer and the rules that speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gatekeeper.core.answers import Answer, Rulebook
from gatekeeper.core.facts import Facts, Value, Vocabulary
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.loader import parse_when
from gatekeeper.policy.vocabulary import read_toml

ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "not_known": None}
_FIELDS = {"name", "question", "base", "given", "not_known", "answer", "rules", "outside", "on"}


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One worked case of one question. ``rules`` must all speak; none of ``outside`` may (each is just missed).

    ``on`` is the day whose rules it is about, where that matters; None for a case that holds on any day. ``base`` is
    the starting point; ``stated`` are the facts that the case itself states of its own beside it.
    """

    name: str
    question: str
    facts: Facts
    answer: bool | None
    rules: tuple[str, ...]
    outside: tuple[str, ...]
    place: str
    on: date | None = None
    base: str = "plain"
    stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A worked case that the rules do not bear out, and how."""

    case: RuleCase
    why: str


def load_bases(path: Path, vocabulary: Vocabulary) -> dict[str, Facts]:
    """Read the starting points. Raises PolicyError if one states a fact that does not exist."""
    bases: dict[str, Facts] = {}
    for name, entry in read_toml(path).items():
        usual: Value = False if entry["every_fact"] == "no" else None
        facts: dict[str, Value] = {f.name: None if f.choices else usual for f in vocabulary}
        facts.update(given_facts(f"{path.name}: {name}", entry["stated"], vocabulary))
        bases[name] = facts
    return bases


def given_facts(place: str, given: Iterable[str], vocabulary: Vocabulary) -> dict[str, Value]:
    """Read findings written as in a rule: ``a``, ``!b``, ``c=value``. Raises PolicyError for an unknown one."""
    facts: dict[str, Value] = {}
    for text in given:
        (condition,) = parse_when(place, text)
        fact = vocabulary[condition.fact]
        value: Value = condition.value if condition.value is not None else not condition.negated
        if not fact.accepts(value) or (condition.negated and fact.choices):
            raise PolicyError(
                place, f"{text!r} is no finding", f"{fact.name} takes {', '.join(fact.choices) or 'yes or no'}"
            )
        facts[condition.fact] = value
    return facts


def load_cases(folder: Path, bases: Mapping[str, Facts], vocabulary: Vocabulary) -> tuple[RuleCase, ...]:
    """Read every case file of a folder. Raises PolicyError for an unclear case or two of one name."""
    cases: list[RuleCase] = []
    for path in sorted(folder.glob("*.toml")):
        cases += [_case(path, entry, bases, vocabulary) for entry in read_toml(path).get("case", [])]
    names = [case.name for case in cases]
    for case in cases:
        if names.count(case.name) > 1:
            raise PolicyError(case.place, "another case has the same name", "name what differs")
    return tuple(cases)


def _case(path: Path, entry: Mapping[str, Any], bases: Mapping[str, Facts], vocabulary: Vocabulary) -> RuleCase:
    place = f"{path.parent.parent.name}/cases/{path.name}: {entry.get('name')!r}"
    if set(entry) - _FIELDS or not {"name", "question", "answer"} <= set(entry):
        raise PolicyError(place, "its fields are not clear", f"use {', '.join(sorted(_FIELDS))}")
    if entry["answer"] not in ANSWERS or entry.get("base", "plain") not in bases:
        raise PolicyError(place, "answer or base is unknown", f"use {', '.join(ANSWERS)}; {', '.join(bases)}")
    base = entry.get("base", "plain")
    stated = given_facts(place, entry.get("given", ()), vocabulary)
    stated.update({vocabulary[name].name: None for name in entry.get("not_known", ())})
    facts = {**bases[base], **stated}
    return RuleCase(
        name=entry["name"],
        question=entry["question"],
        facts=facts,
        answer=ANSWERS[entry["answer"]],
        rules=tuple(entry.get("rules", ())),
        outside=tuple(entry.get("outside", ())),
        place=place,
        on=_day(place, entry.get("on")),
        base=base,
        stated=tuple(stated),
    )


def _day(place: str, value: object) -> date | None:
    if value is not None and type(value) is not date:
        raise PolicyError(place, "`on` is not a day", "write it as on = 2026-11-23")
    return value if type(value) is date else None


def run_case(case: RuleCase, answers: Mapping[str, Answer]) -> Failure | None:
    """Compare one case with the answers to its facts; None if the rules bear it out."""
    answer = answers[case.question]
    if answer.value is not case.answer:
        return Failure(case, f"expected {_word(case.answer)}, the rules say {_word(answer.value)}")
    spoke = {rule for each in answers.values() for rule in (*each.speaking_for, *each.speaking_against)}
    missing = [rule for rule in case.rules if rule not in spoke]
    if missing:
        return Failure(case, f"{missing[0]} did not speak")
    present = [rule for rule in case.outside if rule in spoke]
    return Failure(case, f"{present[0]} spoke, but the case should lie just outside it") if present else None


def run_cases(cases: Iterable[RuleCase], rulebook: Rulebook) -> list[Failure]:
    """Run every case for the record (both evaluators) and return those that fail."""
    failures = (run_case(case, rulebook.answer(case.facts)) for case in cases)
    return [failure for failure in failures if failure is not None]


def uncovered(rule_ids: Iterable[str], cases: Iterable[RuleCase]) -> tuple[list[str], list[str]]:
    """The rules that no case is inside of, and the rules that no case lies just outside of."""
    cases = tuple(cases)
    inside = {rule for case in cases for rule in case.rules}
    outside = {rule for case in cases for rule in case.outside}
    ids = list(rule_ids)
    return [rule for rule in ids if rule not in inside], [rule for rule in ids if rule not in outside]


def _word(value: bool | None) -> str:
    return next(word for word, meaning in ANSWERS.items() if meaning is value)
