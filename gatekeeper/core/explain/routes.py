"""The routes of a passage in words: those that are open with form, charge and clock; those that failed and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gatekeeper.core.decision import Change, DocumentResult, PassageResult, RouteResult, Spoke
from gatekeeper.core.explain.lines import wrapped

_OWNERS = {
    "proper_officer": "the proper officer",
    "executive": "the executive",
    "chief_finance_officer": "the chief finance officer",
    "combined_authority": "the combined authority",
    "statutory_officer": "the statutory officer who made it",
}
_STATUS = {
    "not_yet": "opens later",
    "barred": "barred",
    "blocked": "taken away",
    "refer": "a person decides",
    "undetermined": "not yet determined",
}


def route_title(passage: PassageResult, name: str) -> str:
    """The provision of a route of this passage."""
    return next(route.source for route in passage.routes if route.route == name)


def open_routes(passage: PassageResult, as_at: datetime) -> list[str]:
    """The routes that open the passage: who owes it, in what form, for what charge, from when and by when."""
    lines: list[str] = []
    for route in passage.routes:
        if route.status == "open" and route.kind != "common_law":
            owner = _OWNERS.get(route.owner, route.owner)
            charge = "free" if route.charge == "none" else f"charge: {route.charge}"
            lines += wrapped(f"{route.source}: {route.form}; owed by {owner}; {charge}.", 4, "= ")
            lines += _clock(route, as_at)
    return ["  Open by:", *lines] if lines else []


def _when(clock: Mapping[str, Any], as_at: datetime) -> str:
    kind = clock.get("kind")
    if kind == "latest" and datetime.fromisoformat(clock["binds_at"]) <= as_at:
        return f"Due already: the time ended at {clock['in_words']}"
    word = {"latest": "By", "earliest": "Not before", "period": "Open"}.get(str(kind), "Clock:")
    return f"{word} {clock['in_words']}"


def _clock(route: RouteResult, as_at: datetime) -> list[str]:
    if not route.clocks:
        return wrapped("From when: at once, at all reasonable hours.", 6)
    lines: list[str] = []
    for clock in route.clocks[:2]:
        lines += wrapped(f"{_when(clock, as_at)}. {clock['sentence']}", 6)
        lines += [line for step in clock.get("steps", ()) for line in wrapped(step, 8)]
    return lines


def failed_routes(passage: PassageResult, as_at: datetime) -> list[str]:
    """The routes that did not open the passage: why, and what would change that."""
    lines: list[str] = []
    for route in passage.routes:
        if route.kind != "common_law" and route.status in _STATUS:
            lines += _failed(route, as_at)
    nearest = [route for route in passage.routes if route.status == "not_applicable" and _near(route)]
    if passage.outcome != "entitled":
        lines += [line for route in nearest for line in _unmet(route)]
    return ["  Routes that did not open it:", *lines] if lines else []


def idle_routes(document: DocumentResult) -> list[str]:
    """The routes that apply to no passage of the document, each with a condition that fails."""
    lines: list[str] = []
    first = document.passages[0]
    for number, route in enumerate(first.routes):
        if all(p.routes and p.routes[number].status == "not_applicable" for p in document.passages) and route.unmet:
            failing = route.unmet[0]
            stands = f"{failing.stands.capitalize()}; it would have to be: {failing.needs}"
            lines += wrapped(f"{route.source}: {failing.asks} {stands}.", 2, "- ")
    return ["Routes that apply to none of this, and the first condition that fails:", *lines] if lines else []


def tells(spoke: Spoke) -> bool:
    """Whether a rule tells a reader something by itself; the others only carry what it says along."""
    kind = spoke.question.split(".")[0]
    if kind == "right":
        return spoke.side == "for" and spoke.question != "right.statutory"
    return kind in (
        "block",
        "doubt",
        "bar",
        "need",
        "refer",
        "why",
        "redact",
        "notice",
        "warn",
        "condition",
        "ground",
    ) or (spoke.question.startswith("exempt.para"))


def _near(route: RouteResult) -> bool:
    return route.kind == "member" and bool(route.changes) and 0 < len(route.unmet) <= 2


def _failed(route: RouteResult, as_at: datetime) -> list[str]:
    against = [each for each in route.spoke if each.side == "against"]
    opening = [each for each in route.spoke if each.question.startswith("later.")]
    telling = opening or [each for each in against if tells(each)] or against or list(route.spoke)
    why = " ".join(each.sentence for each in telling[:2])
    if route.status == "undetermined":
        why = "Could still be " + ", ".join(each.replace("_", " ") for each in route.could_be)
    provisional = " The balance behind this must be confirmed for this request." if route.provisional else ""
    lines = wrapped(f"{route.source}: {_STATUS[route.status]}. {why}{provisional}", 4, "x ")
    if route.status == "not_yet":
        lines += _clock(route, as_at) if route.clocks else []
    lines += wrapped(f"rules: {', '.join(each.rule for each in against)}", 6) if against else []
    return lines + _changes(route.changes)


def _unmet(route: RouteResult) -> list[str]:
    stands = " ".join(f"{each.asks} {each.stands.capitalize()}." for each in route.unmet)
    return wrapped(f"{route.source} does not apply: {stands}", 4, "x ") + _changes(route.changes)


def _changes(changes: tuple[Change, ...]) -> list[str]:
    if not changes:
        return []
    lines = ["      What would change this (any one of these answers):"]
    return lines + [line for change in changes for line in wrapped(change.words, 8, "~ ")]
