"""The prover: yes/no formulas over the facts, and the one question put to z3, *can this ever be the case?*

The only module that knows z3, which is an optional extra.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

try:
    import z3
except ImportError as error:
    raise ImportError(
        "Proving and comparing rules needs the prover z3, which is not installed. "
        "Install gatekeeper with its extra: pip install 'gatekeeper[proof]'."
    ) from error

Formula: TypeAlias = Any
"""A statement about the facts, true or false in each complete case (z3's BoolRef)."""

LIMIT_MS = 10_000
"""How long one question may take, in milliseconds, before it counts as not settled."""


ALWAYS: Formula = z3.BoolVal(True)
NEVER: Formula = z3.BoolVal(False)


def statement(name: str) -> Formula:
    """The statement of that name: the same name is the same statement everywhere."""
    return z3.Bool(name)


def all_of(parts: Iterable[Formula]) -> Formula:
    """True where every part is; true of no parts."""
    listed = list(parts)
    return listed[0] if len(listed) == 1 else z3.And(listed)


def any_of(parts: Iterable[Formula]) -> Formula:
    """True where some part is; false of no parts."""
    listed = list(parts)
    return listed[0] if len(listed) == 1 else z3.Or(listed)


def no(part: Formula) -> Formula:
    """True where the part is false."""
    return z3.Not(part)


def both(*parts: Formula) -> Formula:
    """True where all the parts are."""
    return all_of(parts)


def either(*parts: Formula) -> Formula:
    """True where some of the parts is."""
    return any_of(parts)


def differ(one: Formula, other: Formula) -> Formula:
    """True where the two are not alike."""
    return z3.Xor(one, other)


def at_most_one(parts: Sequence[Formula]) -> Formula:
    """True where no two of the parts are."""
    return z3.AtMost(*parts, 1) if len(parts) > 1 else ALWAYS


def exactly_one(parts: Sequence[Formula]) -> Formula:
    """True where one of the parts is and no other."""
    return both(any_of(parts), at_most_one(parts))


def identical(one: Formula, other: Formula) -> bool:
    """Tell whether two formulas are written alike (not whether they mean the same)."""
    return bool(one.eq(other))


@dataclass(frozen=True, slots=True)
class Model:
    """One complete case that the prover has found."""

    found: Any

    def holds(self, formula: Formula) -> bool:
        """Tell whether the formula is true in this case."""
        return bool(z3.is_true(self.found.eval(formula, model_completion=True)))


class Prover:
    """Answers whether a statement can be the case, given what is always so. Not safe in threads."""

    def __init__(self, always: Iterable[Formula] = (), limit_ms: int = LIMIT_MS) -> None:
        self._always = list(always)
        self._limit_ms = limit_ms
        self._solver = z3.Solver()
        self._solver.set("timeout", limit_ms)
        self._solver.add(self._always)

    def possible(self, goal: Formula) -> bool | None:
        """Whether the goal can hold: True, False (proved: never), or None (no answer in time: never a pass)."""
        self._solver.push()
        try:
            self._solver.add(goal)
            return _told(self._solver.check())
        finally:
            self._solver.pop()

    def nearest(self, goal: Formula, wishes: Iterable[Formula] = ()) -> Model | None:
        """A case in which the goal holds and as many wishes as can be; if time runs out, any case; None if none."""
        wished, plain = z3.Optimize(), z3.Solver()
        for wish in wishes:
            wished.add_soft(wish)
        for solver in (wished, plain):
            solver.set("timeout", self._limit_ms)
            solver.add(self._always)
            solver.add(goal)
            if _told(solver.check()) is True:
                return Model(solver.model())
        return None


def _told(answer: Any) -> bool | None:
    if answer == z3.sat:
        return True
    return False if answer == z3.unsat else None
