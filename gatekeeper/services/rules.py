"""The written rules as a person asks about them: the vocabulary, one rule explained, every check, every worked case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gatekeeper.core.clocks import CLOCK_NAMES
from gatekeeper.core.facts import SUBJECTS, Condition, Vocabulary
from gatekeeper.core.rules import Rule
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars
from gatekeeper.policy.cases import RuleCase, load_bases, load_cases, run_cases, uncovered
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import LAW_FOLDERS, Law, law, rulebook
from gatekeeper.services.assess import edition_of, packs
from gatekeeper.services.worked import case_files, run_case_file


class UnknownRule(ValueError):
    """No rule, of the law or of a pack, has that id. The message offers near ones."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking the rules found: counts to show, and problems, each with place and remedy."""

    counts: Mapping[str, int]
    problems: tuple[str, ...]


def vocabulary_text(vocabulary: Vocabulary) -> str:
    """Every fact with its question, values, supplier and citation, by subject."""
    lines: list[str] = []
    for subject in SUBJECTS:
        facts = [fact for fact in vocabulary if fact.subject == subject]
        lines += [subject.upper(), ""]
        for fact in facts:
            values = " | ".join(fact.choices) if fact.choices else "yes | no"
            marks = " (justification)" if fact.justification else ""
            lines += [
                f"  {fact.name}: {values} | not yet known{marks}",
                f"    {fact.asks}",
                f"    supplied by: {fact.supplier.replace('_', ' ')}; source: {fact.cite}",
                "",
            ]
    return "\n".join(lines)


def vocabulary_data(vocabulary: Vocabulary) -> list[dict[str, object]]:
    """The vocabulary as JSON's types."""
    return [
        {
            "name": f.name,
            "subject": f.subject,
            "asks": f.asks,
            "values": list(f.values()),
            "supplier": f.supplier,
            "cite": f.cite,
            "changes": f.changes,
            "justification": f.justification,
        }
        for f in vocabulary
    ]


def all_rules() -> dict[str, Rule]:
    """Every rule of the law and of every pack, by id."""
    found = {rule.id: rule for rule in law().rules}
    for loaded in packs().values():
        found.update({rule.id: rule for rule in loaded.rules})
    return found


def law_cases(written: Law) -> tuple[RuleCase, ...]:
    """The worked cases beside the law's own rules."""
    folder = locate("policies")
    bases = load_bases(folder / "bases.toml", written.vocabulary)
    return tuple(
        case for name in LAW_FOLDERS for case in load_cases(folder / name / "cases", bases, written.vocabulary)
    )


def every_case() -> dict[str, tuple[RuleCase, ...]]:
    """The worked cases of the law (under the name *law*) and of each pack."""
    return {"law": law_cases(law()), **{name: loaded.cases for name, loaded in packs().items()}}


def run_every_case(on: date) -> Checked:
    """Run every worked case, under stock Casbin and the compiled evaluator, on the editions of one day."""
    problems: list[str] = []
    counts: dict[str, int] = {}
    for name, cases in every_case().items():
        counts[name] = len(cases)
        for day in {case.on or on for case in cases}:
            book = rulebook(edition_of(day, None if name == "law" else name))
            failures = run_cases((case for case in cases if (case.on or on) == day), book)
            problems += [f"{failure.case.place}: {failure.why}" for failure in failures]
    files = case_files()
    problems += [problem for path in files for problem in run_case_file(path)]
    return Checked({**counts, "case files": len(files)}, tuple(problems))


def check(on: date) -> Checked:
    """Check everything written: syntax, sources, dates, facts, clocks, calendars, packs, and every worked case.

    Raises PolicyError where something does not load at all.
    """
    written = law()
    load_calendars(locate("policies") / "calendars.toml")
    for route in written.routes:
        if route.clock not in CLOCK_NAMES:
            raise PolicyError(
                f"routes.toml: route {route.name!r}", f"no clock {route.clock!r}", "name one of core/clocks.py"
            )
    ran = run_every_case(on)
    every = tuple(case for cases in every_case().values() for case in cases)
    problems = [*ran.problems, *_uncovered("law", (rule.id for rule in written.rules), every)]
    for name, loaded in packs().items():
        problems += _uncovered(name, (rule.id for rule in loaded.rules), loaded.cases)
    counts = {
        "facts": len(written.vocabulary),
        "questions": len(written.questions),
        "rules of law": len(written.rules),
        "packs": len(packs()),
        "rules of packs": sum(len(each.rules) for each in packs().values()),
        "worked cases": sum(ran.counts.values()),
    }
    return Checked(counts, tuple(problems))


def _uncovered(name: str, rules: Iterable[str], cases: tuple[RuleCase, ...]) -> list[str]:
    inside, outside = uncovered(rules, cases)
    return [
        *(f"{name}: rule {rule} has no worked case inside it; add one to the cases beside it" for rule in inside),
        *(
            f"{name}: rule {rule} has no worked case just outside it; add one to the cases beside it"
            for rule in outside
        ),
    ]


def explain_rule(rule_id: str) -> str:
    """One rule in full: its words, source, conditions in plain English, dates and worked cases. Raises UnknownRule."""
    rules = all_rules()
    if rule_id not in rules:
        near = [name for name in rules if rule_id.lower() in name][:5]
        hint = f"; near ones: {', '.join(near)}" if near else "; `gatekeeper policies list` prints every id"
        raise UnknownRule(f"there is no rule called {rule_id!r}{hint}")
    rule = rules[rule_id]
    question = next(each for each in law().questions if each.name == rule.question)
    ends = rule.to_on.isoformat() if rule.to_on else "no end known"
    speaks = "speaks for yes" if rule.effect == "allow" else "speaks against (and then the answer is no)"
    lines = [
        rule.id,
        "",
        rule.sentence,
        "",
        f"Source: {rule.source}",
        f"In force: from {rule.from_on} to {ends}",
        f"Written in: {rule.place}",
        f"On the question: {question.asks} [{question.name}]",
        f"It {speaks} if all hold:",
    ]
    lines += [f"  - {_condition(each)}" for each in rule.when]
    return "\n".join([*lines, *_cases_of(rule_id)]) + "\n"


def condition_in_words(condition: Condition) -> tuple[str, str]:
    """What a condition of a rule asks, and the answer that it needs."""
    asks = {question.name: question.asks for question in law().questions}
    words = asks.get(condition.fact) or law().vocabulary[condition.fact].asks
    value = condition.value.replace("_", " ") if condition.value else "yes"
    answer = (
        f"anything but {value}" if condition.negated and condition.value else ("no" if condition.negated else value)
    )
    return words, answer.capitalize()


def _condition(condition: Condition) -> str:
    words, answer = condition_in_words(condition)
    return f"{words} {answer}. [{condition}]"


def _cases_of(rule_id: str) -> list[str]:
    cases = [case for found in every_case().values() for case in found]
    lines = ["Worked cases inside it:", *(f"  - {case.name}" for case in cases if rule_id in case.rules)]
    return [*lines, "Worked cases just outside it:", *(f"  - {case.name}" for case in cases if rule_id in case.outside)]
