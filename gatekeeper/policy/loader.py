"""The strict loader: reads written rules, questions and routes, and refuses whatever is unclear, naming the place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from gatekeeper.core.facts import Condition, Vocabulary
from gatekeeper.core.rules import Question, Route, Rule
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.vocabulary import read_toml

_RULE_FIELDS = {"id", "question", "when", "effect", "source", "sentence", "from", "to", "law"}
_QUESTION_FIELDS = {"name", "asks", "packs_may_add", "may_be_empty"}
_CONDITION = re.compile(r"(?P<no>!?)(?P<fact>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?)(?:=(?P<value>[a-z0-9_]+))?")
_ID = re.compile(r"[a-z][a-z0-9_]{2,99}")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_when(place: str, when: object) -> tuple[Condition, ...]:
    """Read ``a & !b & c=value``. Raises PolicyError for anything else, alternatives and brackets included."""
    if not isinstance(when, str) or not when.strip():
        raise PolicyError(place, "`when` is empty", "name at least one fact; an unconditional rule is never right")
    conditions: list[Condition] = []
    for part in when.split("&"):
        match = _CONDITION.fullmatch(part.strip())
        if match is None:
            raise PolicyError(
                place, f"cannot read the condition {part.strip()!r}", "write facts joined by &, ! for not"
            )
        conditions.append(Condition(match["fact"], match["value"], match["no"] == "!"))
    _refuse_contradiction(place, conditions)
    return tuple(conditions)


def _refuse_contradiction(place: str, conditions: list[Condition]) -> None:
    written = [str(condition) for condition in conditions]
    for condition in conditions:
        if written.count(str(condition)) > 1:
            raise PolicyError(place, f"{condition} is written twice", "write it once")
        if f"!{condition.atom}" in written and condition.atom in written:
            raise PolicyError(place, f"{condition.atom} is asked and negated", "delete one of the two")
    positive = [c.fact for c in conditions if c.value and not c.negated]
    for fact in positive:
        if positive.count(fact) > 1:
            raise PolicyError(place, f"{fact} cannot have two values at once", "write two rules instead")


def load_rules(folder: Path, origin: str, only: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Read every rule file of one folder, in the order of the file names. ``only`` names files, if given."""
    if not folder.is_dir():
        raise PolicyError(folder.name, "the folder is missing", "restore it from the release")
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.toml")):
        if not only or path.name in only:
            rules += load_rule_file(path, origin)
    return tuple(rules)


def load_rule_file(path: Path, origin: str) -> list[Rule]:
    """Read the rules of one file. Raises PolicyError on the first unclear row, with file, line and what to do."""
    data = read_toml(path)
    entries = data.get("rule", [])
    stray = set(data) - {"rule"}
    if stray:
        raise PolicyError(path.name, f"unknown table {sorted(stray)[0]!r}", "a rule file holds [[rule]] entries only")
    if not entries:
        raise PolicyError(path.name, "it holds no rule", "write [[rule]] entries or delete the file")
    text = path.read_text(encoding="utf-8")
    return [_rule(path, text, entry, origin) for entry in entries]


def _line_of(text: str, entry_id: object) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("id") and f'"{entry_id}"' in line:
            return number
    return 0


def _rule(path: Path, text: str, entry: dict[str, Any], origin: str) -> Rule:
    rule_id = entry.get("id")
    place = f"{path.parent.name}/{path.name}:{_line_of(text, rule_id)}: rule {rule_id!r}"
    _check_fields(place, entry)
    if not isinstance(rule_id, str) or not _ID.fullmatch(rule_id):
        raise PolicyError(
            place, "the id is not usable", "use lower-case letters, digits and _: <instrument>_<provision>"
        )
    if entry["effect"] not in ("allow", "deny"):
        raise PolicyError(place, f"effect {entry['effect']!r} is unknown", 'write "allow" or "deny"')
    from_on, to_on = _dates(place, entry)
    return Rule(
        id=rule_id,
        question=entry["question"],
        when=parse_when(place, entry["when"]),
        effect=entry["effect"],
        source=entry["source"],
        sentence=entry["sentence"],
        from_on=from_on,
        to_on=to_on,
        origin=origin,
        law_rules=tuple(entry.get("law", ())),
        place=place,
    )


def _check_fields(place: str, entry: dict[str, Any]) -> None:
    unknown = set(entry) - _RULE_FIELDS
    if unknown:
        raise PolicyError(place, f"unknown field {sorted(unknown)[0]!r}", f"use only {', '.join(sorted(_RULE_FIELDS))}")
    for field in ("id", "question", "when", "effect", "source", "sentence"):
        value = entry.get(field)
        if not isinstance(value, str) or not value.strip():
            raise PolicyError(place, f"{field} is missing or empty", f"every rule needs its {field}")
    if any(ord(c) < 32 for c in entry["sentence"] + entry["source"]):
        raise PolicyError(place, "source or sentence holds a control character", "write plain text on one line")


def _dates(place: str, entry: dict[str, Any]) -> tuple[date, date | None]:
    from_on, to_on = entry.get("from"), entry.get("to")
    if type(from_on) is not date:
        raise PolicyError(
            place, "`from` is missing or not a day", "write the day it came into force: from = 2006-03-01"
        )
    if to_on is not None and type(to_on) is not date:
        raise PolicyError(place, "`to` is not a day", "write the last day it is in force: to = 2026-03-31")
    for day in (from_on, to_on):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise PolicyError(place, f"{day} is not a plausible day", f"use a year from {FIRST_YEAR} to {LAST_YEAR}")
    if to_on is not None and to_on < from_on:
        raise PolicyError(place, "it ends before it begins, so it is in force nowhere", "correct `from` or `to`")
    return from_on, to_on


def load_questions(path: Path) -> tuple[Question, ...]:
    """Read the questions in the order in which they are asked."""
    questions: list[Question] = []
    for entry in read_toml(path).get("question", []):
        place = f"{path.name}: question {entry.get('name')!r}"
        if set(entry) - _QUESTION_FIELDS or not entry.get("name") or not entry.get("asks"):
            raise PolicyError(place, "its fields are not clear", f"use only {', '.join(sorted(_QUESTION_FIELDS))}")
        questions.append(Question(**entry))
    names = [question.name for question in questions]
    for name in names:
        if names.count(name) > 1:
            raise PolicyError(f"{path.name}: question {name!r}", "it is written twice", "delete one of the two")
    return tuple(questions)


def load_routes(path: Path, questions: tuple[Question, ...]) -> tuple[Route, ...]:
    """Read the routes in the order in which they are shown. Raises PolicyError if one names no existing question."""
    names = {question.name for question in questions}
    routes: list[Route] = []
    for entry in read_toml(path).get("route", []):
        place = f"{path.name}: route {entry.get('name')!r}"
        try:
            route = Route(**entry)
        except TypeError as error:
            raise PolicyError(place, f"its fields are not clear ({error})", "follow the other routes") from error
        for name in (route.right, route.bar, route.block, route.doubt, route.later):
            if name is not None and name not in names:
                raise PolicyError(place, f"there is no question {name!r}", "name one of questions.toml")
        routes.append(route)
    return tuple(routes)


def check_rules(rules: tuple[Rule, ...], questions: tuple[Question, ...], vocabulary: Vocabulary) -> None:
    """Refuse doubles, unknown questions and facts, later questions used early, and questions without a rule."""
    order = {question.name: index for index, question in enumerate(questions)}
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise PolicyError(rule.place, f"the id is also used at {seen[rule.id].place}", "give each rule its own id")
        seen[rule.id] = rule
        if rule.question not in order:
            raise PolicyError(rule.place, f"there is no question {rule.question!r}", "name one of questions.toml")
        for condition in rule.when:
            _check_condition(rule, condition, order, vocabulary)
    asked = {rule.question for rule in rules if rule.effect == "allow"}
    for question in questions:
        if question.name not in asked and not (question.may_be_empty or question.packs_may_add):
            raise PolicyError(f"question {question.name!r}", "no rule answers it yes", "restore its rules")


def _check_condition(rule: Rule, condition: Condition, order: dict[str, int], vocabulary: Vocabulary) -> None:
    if condition.fact in order:
        if condition.value is not None:
            raise PolicyError(rule.place, f"{condition.fact} is a question and has no values", "drop the value")
        if order[condition.fact] >= order[rule.question]:
            raise PolicyError(
                rule.place, f"{condition.fact} is asked later than {rule.question}", "reorder the questions"
            )
        return
    if condition.fact not in vocabulary:
        raise PolicyError(
            rule.place, f"there is no fact {condition.fact!r}", "`gatekeeper facts` prints those there are"
        )
    choices = vocabulary[condition.fact].choices
    if bool(choices) != (condition.value is not None):
        why = "needs a value" if choices else "is a yes/no fact and takes no value"
        raise PolicyError(
            rule.place, f"{condition.fact} {why}", f"write {condition.fact}{'=' + choices[0] if choices else ''}"
        )
    if choices and condition.value not in choices:
        raise PolicyError(
            rule.place, f"{condition.fact} cannot be {condition.value!r}", f"use one of {', '.join(choices)}"
        )
