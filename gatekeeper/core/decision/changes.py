"""What would change this: the findings that would open a route which failed, each tried and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from gatekeeper.core.answers import Answers, Rulebook
from gatekeeper.core.decision.results import Change
from gatekeeper.core.decision.trace import in_words, nearest_failing
from gatekeeper.core.facts import Condition, Facts, Value
from gatekeeper.core.rules import Route

MOST = 6
REMEMBERED = 4_096


def what_would_open(route: Route, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Change, ...]:
    """The single findings that would open the route; failing that, pairs; failing that, the nearest set of findings.

    Only facts that can come to differ in the ordinary course of business are tried. Every change returned has been
    put to the rules and opens the route. What was found is remembered by the facts on which the route may depend.
    """
    cone = rulebook.cone(route.right)
    told = sorted((name, str(value)) for name, value in facts.items() if name in cone)
    return _remembered(_Asked((rulebook.digest, route.name, repr(told)), route, rulebook, answers, facts))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One route to be tried. Two are the same where edition, route and the facts that count are."""

    key: tuple[str, str, str]
    route: Route = field(compare=False)
    rulebook: Rulebook = field(compare=False)
    answers: Answers = field(compare=False)
    facts: Facts = field(compare=False)


@lru_cache(maxsize=REMEMBERED)
def _remembered(asked: _Asked) -> tuple[Change, ...]:
    return _found(asked.route, asked.rulebook, asked.answers, asked.facts)


def _found(route: Route, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Change, ...]:
    flips = _flips(route, rulebook, facts)
    opening: list[Flips] = [(flip,) for flip in flips if _opens(route, rulebook, facts, (flip,))]
    if not opening and answers[route.right].applies:
        opening = [pair for pair in _pairs(flips) if _opens(route, rulebook, facts, pair)]
    if not opening:
        together = _nearest(route, rulebook, answers, facts)
        opening = [together] if together and _opens(route, rulebook, facts, together) else []
    return tuple(_change(sets, rulebook) for sets in _merged(opening)[:MOST])


Flip = tuple[str, Value]
Flips = tuple[Flip, ...]


def _pairs(flips: list[Flip]) -> list[Flips]:
    return [(one, other) for one, other in combinations(flips, 2) if one[0] != other[0]]


def _merged(opening: Sequence[Flips]) -> list[list[Flips]]:
    """Sets of changes of the same facts are one change with several answers."""
    together: dict[tuple[str, ...], list[Flips]] = {}
    for flips in opening:
        together.setdefault(tuple(name for name, _ in flips), []).append(flips)
    return list(together.values())


def _flips(route: Route, rulebook: Rulebook, facts: Facts) -> list[Flip]:
    cone = rulebook.cone(route.right)
    flips: list[Flip] = []
    for fact in rulebook.vocabulary:
        current = facts.get(fact.name)
        if fact.name in cone and fact.changes and current is not None:
            flips += [(fact.name, value) for value in fact.values() if value != current]
    return flips


def _opens(route: Route, rulebook: Rulebook, facts: Facts, flips: tuple[Flip, ...]) -> bool:
    changed = {**facts, **dict(flips)}
    return rulebook.explore(changed, frozenset({route.right}))[route.right] is True


def _nearest(route: Route, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Flip, ...]:
    failing = nearest_failing(route.right, rulebook, answers, facts)
    if not failing or not all(rulebook.vocabulary[condition.fact].changes for condition in failing):
        return ()
    return tuple((condition.fact, _met(condition)) for condition in failing)


def _met(condition: Condition) -> Value:
    return condition.value if condition.value is not None else not condition.negated


def _change(sets: list[Flips], rulebook: Rulebook) -> Change:
    first = sets[0]
    answers = {name: [in_words(value) for value in _values(name, sets)] for name, _ in first}
    words = " And: ".join(
        f"{rulebook.vocabulary[name].asks} {' or '.join(found).capitalize()}." for name, found in answers.items()
    )
    return Change(tuple((name, " or ".join(found)) for name, found in answers.items()), words)


def _values(name: str, sets: list[Flips]) -> list[Value]:
    return list(dict.fromkeys(value for flips in sets for known, value in flips if known == name))
