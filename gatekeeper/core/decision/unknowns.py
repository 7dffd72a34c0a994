"""The few facts not yet known that would decide a passage, as the next questions to ask."""

from __future__ import annotations

from collections.abc import Sequence

from gatekeeper.core.answers import Answers, Rulebook
from gatekeeper.core.decision.results import Ask
from gatekeeper.core.decision.trace import waits_for
from gatekeeper.core.facts import Facts
from gatekeeper.core.rules import Route

MOST = 6
WHOLE = ("refer.other_law", "bar.passage")


def questions_to_ask(routes: Sequence[Route], rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Ask, ...]:
    """The facts not yet known that would move one of these routes (or the passage's bar), those that move most first.

    A fact counts if one of its answers, taken alone, settles a question that is open now; where no single fact
    does, the facts on which the silent rules wait are asked.
    """
    watched = _watched(routes, answers)
    if not watched:
        return ()
    moved = {name: _moves(name, watched, rulebook, facts) for name in _candidates(watched, rulebook, facts)}
    telling = {name: questions for name, questions in moved.items() if questions}
    if not telling:
        telling = dict.fromkeys(_waiting(watched, rulebook, answers, facts), watched)
    ranked = sorted(telling, key=lambda name: -len(telling[name]))[:MOST]
    return tuple(_ask(name, telling[name], routes, rulebook) for name in ranked)


def _watched(routes: Sequence[Route], answers: Answers) -> tuple[str, ...]:
    names = [*WHOLE]
    for route in routes:
        names += [name for name in (route.right, route.bar, route.block, route.doubt) if name is not None]
    return tuple(name for name in dict.fromkeys(names) if answers[name].value is None)


def _candidates(watched: tuple[str, ...], rulebook: Rulebook, facts: Facts) -> list[str]:
    cone = frozenset[str]().union(*(rulebook.cone(question) for question in watched))
    return [fact.name for fact in rulebook.vocabulary if fact.name in cone and facts.get(fact.name) is None]


def _moves(name: str, watched: tuple[str, ...], rulebook: Rulebook, facts: Facts) -> tuple[str, ...]:
    moved: list[str] = []
    for value in rulebook.vocabulary[name].values():
        found = rulebook.explore({**facts, name: value}, frozenset(watched))
        moved += [question for question in watched if found[question] is not None]
    return tuple(dict.fromkeys(moved))


def _waiting(watched: tuple[str, ...], rulebook: Rulebook, answers: Answers, facts: Facts) -> list[str]:
    names: list[str] = []
    for question in watched:
        answer = answers[question]
        for rule_id in (*answer.silent_for, *answer.silent_against):
            names += waits_for(rulebook.rule(rule_id), rulebook, answers, facts)
    return list(dict.fromkeys(names))


def _ask(name: str, moved: tuple[str, ...], routes: Sequence[Route], rulebook: Rulebook) -> Ask:
    fact = rulebook.vocabulary[name]
    concerned = tuple(route.name for route in routes if {route.right, route.bar, route.block, route.doubt} & set(moved))
    statutory = any(route.kind in ("public", "member") for route in routes if route.name in concerned)
    due = "at once: a statutory right waits on it" if statutory else "in the council's own time for a reply"
    return Ask(name, fact.asks, fact.supplier, fact.cite, concerned, due)
