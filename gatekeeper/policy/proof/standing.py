"""What a passage comes to in a complete case: its outcome and, where a person decides, the common-law position.

The order is that of the law: another country's law, the bar, entitlement, a point or a need left to a person. It is
written here twice, as formulas for the prover and plainly for answers, and apart from the core that decides cases,
so that each checks the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gatekeeper.core.answers import Answers
from gatekeeper.core.rules import Route
from gatekeeper.policy.proof.encode import Formula, all_of, any_of, both, either, no
from gatekeeper.policy.proof.world import World


class Standing(NamedTuple):
    """An outcome; ``position`` is empty unless a person decides on need at common law."""

    outcome: str
    position: str = ""

    def as_text(self) -> str:
        """In words, such as *refer: must justify*."""
        return ": ".join(part.replace("_", " ") for part in self if part)


_LADDER = (
    ("unsettled", "need.unsettled"),
    ("excluded", "need.excluded"),
    ("strict", "need.strict"),
    ("presumed", "need.presumed"),
    ("need_shown", "need.shown"),
    ("must_justify_in_specific_terms", "need.specific_terms"),
)
LAST = "must_justify"
POSITIONS = (*(position for position, _ in _LADDER), LAST)
OUTCOMES = ("barred", "entitled", "refer", "not_entitled")

RANK: Mapping[Standing, int] = {
    Standing("barred"): 0,
    Standing("not_entitled"): 0,
    Standing("refer"): 1,
    Standing("refer", "excluded"): 1,
    Standing("refer", "strict"): 2,
    Standing("refer", "unsettled"): 2,
    Standing("refer", "must_justify_in_specific_terms"): 3,
    Standing("refer", "must_justify"): 4,
    Standing("refer", "need_shown"): 5,
    Standing("refer", "presumed"): 6,
    Standing("entitled"): 7,
}
"""How good a standing is for the councillor; equal numbers are not to be compared."""


def standings(world: World, routes: tuple[Route, ...]) -> dict[Standing, Formula]:
    """For each standing, when it is the one. Exactly one is in every case."""
    other, barred = world["refer.other_law"], world["bar.passage"]
    within = both(no(other), no(barred))
    open_now = both(within, world["passage.entitled"])
    unopened = both(within, no(world["passage.entitled"]))
    whole = world["redact.inseparable"]
    referred = any_of(_refers(world, route) for route in routes)
    refer = either(both(open_now, whole), both(unopened, referred))
    standing_at_law = any_of(_refers(world, route) for route in routes if route.refers_always)
    found = {
        Standing("barred"): both(no(other), barred),
        Standing("entitled"): both(open_now, no(whole)),
        Standing("not_entitled"): both(unopened, no(referred)),
        Standing("refer"): either(other, both(refer, no(standing_at_law))),
    }
    return {**found, **_positions(world, both(refer, standing_at_law))}


def _refers(world: World, route: Route) -> Formula:
    stops = [no(world[name]) for name in (route.bar, route.block) if name]
    doubt = [] if route.refers_always else [any_of(world[name] for name in (route.doubt,) if name)]
    return all_of([world.applies[route.right], *stops, *doubt])


def _positions(world: World, weighed: Formula) -> dict[Standing, Formula]:
    found: dict[Standing, Formula] = {}
    higher: list[Formula] = []
    for position, question in _LADDER:
        found[Standing("refer", position)] = all_of([weighed, *(no(each) for each in higher), world[question]])
        higher.append(world[question])
    found[Standing("refer", LAST)] = all_of([weighed, *(no(each) for each in higher)])
    return found


def standing_of(answers: Answers, routes: tuple[Route, ...]) -> Standing:
    """The standing in one complete case, from its answers. Raises ValueError if an answer is not known."""
    if any(answer.value is None for answer in answers.values()):
        raise ValueError("an answer is not known: give every fact before asking what the passage comes to")
    if answers["refer.other_law"].value:
        return Standing("refer")
    if answers["bar.passage"].value:
        return Standing("barred")
    if answers["passage.entitled"].value and not answers["redact.inseparable"].value:
        return Standing("entitled")
    referring = [route for route in routes if _route_refers(answers, route)]
    at_law = any(route.refers_always for route in referring)
    if not referring and not answers["passage.entitled"].value:
        return Standing("not_entitled")
    return Standing("refer", _position(answers)) if at_law else Standing("refer")


def _route_refers(answers: Answers, route: Route) -> bool:
    stopped = any(answers[name].value for name in (route.bar, route.block) if name)
    doubted = route.refers_always or (route.doubt is not None and answers[route.doubt].value is True)
    return answers[route.right].applies is True and doubted and not stopped


def _position(answers: Answers) -> str:
    return next((position for position, question in _LADDER if answers[question].value), LAST)


def outcomes(world: World, routes: tuple[Route, ...]) -> dict[str, Formula]:
    """For each outcome, when it is the one, whatever the position."""
    by_outcome: dict[str, list[Formula]] = {outcome: [] for outcome in OUTCOMES}
    for standing, formula in standings(world, routes).items():
        by_outcome[standing.outcome].append(formula)
    return {outcome: any_of(formulas) for outcome, formulas in by_outcome.items()}
