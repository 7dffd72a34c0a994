"""The few shapes that legal invariants have: never this; not moved by that; no less for more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gatekeeper.core.rules import Route
from gatekeeper.policy.proof.encode import Formula, all_of, any_of, both, differ, no, statement
from gatekeeper.policy.proof.invariant import Claim
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.world import World, fact_statements, one_value_each

EXECUTIVE_RIGHTS = ("right.reg16_1", "right.reg16_3", "right.reg17")
COUNCILLOR_RIGHTS = ("right.s100f", "right.reg16_1", "right.reg16_3", "right.s228", "right.statutory_report")
PART_VA_PUBLIC = ("right.s100b", "right.s100c", "right.s100d", "right.s100ea", "right.s100g")
EXECUTIVE_PUBLIC = ("right.reg7", "right.reg14", "right.reg15")
PARAGRAPHS = range(1, 8)


def never(case: Callable[[World], Formula]) -> Callable[[Study], Claim]:
    """It never happens that the formula holds."""
    return lambda study: Claim(case(study.world))


def none_applies(rights: Iterable[str], given: Callable[[World], Formula]) -> Callable[[Study], Claim]:
    """In such a case none of these rights even applies, whatever would stop it."""
    listed = tuple(rights)
    return never(lambda world: both(given(world), any_of(world.applies[right] for right in listed)))


def none_opens(rights: Iterable[str], given: Callable[[World], Formula]) -> Callable[[Study], Claim]:
    """In such a case none of these rights opens the passage."""
    listed = tuple(rights)
    return never(lambda world: both(given(world), any_of(world[right] for right in listed)))


def statutory_routes(study: Study) -> tuple[Route, ...]:
    """The routes that statute gives."""
    return tuple(route for route in study.routes if route.kind in ("public", "member"))


def statutory_questions(study: Study) -> tuple[str, ...]:
    """What decides a statutory route: its right, and what bars, blocks, doubts or postpones it."""
    named = [
        name
        for route in statutory_routes(study)
        for name in (route.right, route.bar, route.block, route.doubt, route.later)
        if name is not None
    ]
    return tuple(dict.fromkeys([*named, "right.statutory"]))


def statutory_differs(study: Study, one: World, other: World) -> Formula:
    """Some statutory route stands differently in the two states."""
    values = [differ(one[name], other[name]) for name in statutory_questions(study)]
    applies = [differ(one.applies[r.right], other.applies[r.right]) for r in statutory_routes(study)]
    return any_of([*values, *applies])


def otherwise(study: Study, names: Iterable[str]) -> tuple[World, tuple[Formula, ...]]:
    """The same case with these facts as they please, and what is always so of them."""
    facts = [study.vocabulary[name] for name in names]
    fresh = fact_statements(facts, "otherwise:")
    return study.world.but(facts=fresh), tuple(one_value_each(facts, fresh))


def statute_unmoved_by(names: Callable[[Study], Iterable[str]]) -> Callable[[Study], Claim]:
    """However these facts are, every statutory route stands the same."""

    def claim(study: Study) -> Claim:
        other, always = otherwise(study, names(study))
        return Claim(statutory_differs(study, study.world, other), other, always=always)

    return claim


def facts_of(*subjects: str) -> Callable[[Study], tuple[str, ...]]:
    """The names of all facts on these subjects."""
    return lambda study: tuple(fact.name for fact in study.vocabulary if fact.subject in subjects)


def these(*names: str) -> Callable[[Study], tuple[str, ...]]:
    """Just these facts."""
    return lambda _study: names


def raised(study: Study, names: Iterable[str]) -> World:
    """The case in which any of these facts may have become true that was false."""
    world = study.world
    return world.but(facts={name: any_of([world[name], statement(f"raised:{name}")]) for name in names})


def chosen(study: Study, name: str, value: str, when: Formula) -> dict[str, Formula]:
    """The atoms of a choice that takes this value when the formula holds, and is as before when it does not."""
    world = study.world
    return {
        f"{name}={choice}": any_of([world[f"{name}={choice}"], when])
        if choice == value
        else all_of([world[f"{name}={choice}"], no(when)])
        for choice in study.vocabulary[name].choices
    }
