"""The shapes of written law: a rule, a legal question, a route to a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gatekeeper.core.facts import Condition

Effect = Literal["allow", "deny"]
RouteKind = Literal["public", "member", "local", "common_law"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of law: if every condition of ``when`` holds, it speaks for (allow) or against (deny) its question.

    ``sentence`` is what a councillor reads; ``source`` is the provision or the protocol's paragraph; the rule is in
    force from ``from_on`` (included) to ``to_on`` (included; None: no end known). ``origin`` is ``england``,
    ``common_law`` or the pack's id. ``law_rules`` are the ids of the statement of law it encodes (R01 to R62).
    """

    id: str
    question: str
    when: tuple[Condition, ...]
    effect: Effect
    source: str
    sentence: str
    from_on: date
    to_on: date | None
    origin: str
    law_rules: tuple[str, ...] = ()
    place: str = ""

    def in_force(self, on: date) -> bool:
        """Tell whether the rule is law (or protocol) on that day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)

    @property
    def written(self) -> str:
        """The conditions as they stand in the policy row."""
        return " & ".join(str(condition) for condition in self.when)


@dataclass(frozen=True, slots=True)
class Question:
    """One legal question, answered yes, no or not yet known from the rules that speak on it.

    ``packs_may_add`` tells whether a council's own protocol may speak on it; ``may_be_empty`` whether it is right
    that no rule does. ``statutory`` questions are never a protocol's to answer.
    """

    name: str
    asks: str
    packs_may_add: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One way in which a councillor may be entitled, and who owes the answer in what form, for what charge.

    ``right`` names the question whose allow rules say when the route applies; ``bar``, ``block``, ``doubt`` and
    ``later`` name the questions that take it away, suspend it to a person, or say that it opens later.
    """

    name: str
    title: str
    kind: RouteKind
    source: str
    right: str
    owner: str
    form: str
    charge: str
    clock: str
    bar: str | None = None
    block: str | None = None
    doubt: str | None = None
    later: str | None = None
    refers_always: bool = False
    reasons_to: str = ""
    offence: str = ""
    whole_document: bool = False
