"""Worked case files beside the rules: whole cases, decided and compared with what the law should make of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gatekeeper.core.case import Case
from gatekeeper.core.decision import PassageResult
from gatekeeper.locate import locate
from gatekeeper.services.assess import assess
from gatekeeper.services.case_reader import read_case

EXPECTED = {"outcome", "position", "rules", "routes", "after_redaction", "asks", "clocks", "owed", "fallback"}
"""What ``expect`` may say of a passage: outcome, common-law position, rules that spoke, route statuses, whether open
after redaction, facts asked for, the first date of a route's clock in words, who owes a task, the fall-back's date."""


def case_files() -> tuple[Path, ...]:
    """Every worked case file that is shipped, of the law and of the packs."""
    folder = locate("policies")
    return tuple(sorted([*folder.glob("*/cases/*.yaml"), *folder.glob("councils/*/cases/*.yaml")]))


def run_case_file(path: Path) -> tuple[str, ...]:
    """Decide one worked case file as at its own instant; every departure from what it expects, with its place."""
    case = read_case(path)
    if case.expect is None or case.as_at is None:
        return (f"{path.name}: a worked case needs `expect` and `as_at`",)
    wanted = dict(case.expect.get("passages", {}))
    results = decided_passages(case)
    problems = [f"{path.name}: {name}: {wrong}" for name in results for wrong in _compare(wanted, name, results[name])]
    strangers = set(wanted) - set(results)
    return (*problems, *(f"{path.name}: there is no passage {name!r}" for name in sorted(strangers)))


def decided_passages(case: Case) -> dict[str, PassageResult]:
    """The passages of a case by ``document/passage``, decided as at the case's own instant."""
    assert case.as_at is not None
    documents = assess(case, case.as_at).decision.documents
    return {f"{each.document}/{passage.passage}": passage for each in documents for passage in each.passages}


def _compare(wanted: Mapping[str, Any], name: str, result: PassageResult) -> Iterator[str]:
    if name not in wanted or "outcome" not in wanted[name]:
        yield "no outcome is expected for it"
        return
    unknown = set(wanted[name]) - EXPECTED
    yield from (f"unknown expectation {each!r}" for each in sorted(unknown))
    yield from departures(wanted[name], result)


def departures(wanted: Mapping[str, Any], result: PassageResult) -> Iterator[str]:
    """Where a passage comes out otherwise than expected."""
    found = _told(result)
    for key in ("outcome", "position", "after_redaction", "fallback"):
        if key in wanted and wanted[key] != found[key]:
            yield f"{key} {found[key]}"
    yield from (f"{rule} did not speak" for rule in wanted.get("rules", ()) if rule not in rules_of(result))
    yield from (f"{fact} is not asked" for fact in wanted.get("asks", ()) if fact not in found["asks"])
    yield from (f"{owner} owes nothing" for owner in wanted.get("owed", ()) if owner not in found["owed"])
    for key in ("routes", "clocks"):
        for name, expected in wanted.get(key, {}).items():
            if found[key].get(name) != expected:
                yield f"{key[:-1]} {name} is {found[key].get(name)}"


def _told(result: PassageResult) -> dict[str, Any]:
    clocks = [clock for task in result.fallback for clock in task.clocks]
    return {
        "outcome": result.outcome,
        "position": result.common_law.position if result.common_law else None,
        "after_redaction": result.after_redaction,
        "fallback": clocks[0]["in_words"] if clocks else None,
        "asks": {ask.fact for ask in result.asks},
        "owed": {task.owner for task in result.tasks},
        "routes": {route.route: route.status for route in result.routes},
        "clocks": {route.route: route.clocks[0]["in_words"] for route in result.routes if route.clocks},
    }


def rules_of(result: PassageResult) -> set[str]:
    """Every rule that spoke on the passage, wherever the decision tells of it."""
    spoke = [*result.reasons, *result.notices, *result.warnings, *(each for r in result.routes for each in r.spoke)]
    spoke += [each for task in (*result.tasks, *result.fallback) for each in task.rules]
    return {each.rule for each in (*spoke, *(result.common_law.spoke if result.common_law else ()))}
