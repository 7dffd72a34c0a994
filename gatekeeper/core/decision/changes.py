"""What would change this: the findings that would open a route which failed, each tried and confirmed."""

from __future__ import annotations

from gatekeeper.core.answers import Answers, Rulebook
from gatekeeper.core.decision.results import Change
from gatekeeper.core.decision.trace import in_words, nearest_failing
from gatekeeper.core.facts import Condition, Facts, Value
from gatekeeper.core.rules import Route

MOST = 6


def what_would_open(route: Route, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Change, ...]:
    """The single findings that would open the route; failing that, the nearest set of findings that together would.

    Only facts that can come to differ in the ordinary course of business are tried. Every change returned has been
    put to the rules and opens the route.
    """
    singles = [flip for flip in _flips(route, rulebook, facts) if _opens(route, rulebook, facts, (flip,))]
    if singles:
        return tuple(_change((flip,), rulebook) for flip in singles[:MOST])
    together = _nearest(route, rulebook, answers, facts)
    return (_change(together, rulebook),) if together and _opens(route, rulebook, facts, together) else ()


Flip = tuple[str, Value]


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


def _change(flips: tuple[Flip, ...], rulebook: Rulebook) -> Change:
    words = " And: ".join(f"{rulebook.vocabulary[name].asks} {in_words(value).capitalize()}." for name, value in flips)
    return Change(tuple((name, in_words(value)) for name, value in flips), words)
