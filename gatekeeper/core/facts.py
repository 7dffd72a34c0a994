"""The vocabulary of findings: every fact a rule may speak of, each true, false or not yet known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Value = bool | str | None
"""A finding: True, False, one of a choice's values, or None for *not yet known*."""

Facts = Mapping[str, Value]
"""Findings by fact name; a name that is absent is not yet known."""

SUPPLIERS = (
    "register",
    "councillor",
    "director",
    "proper_officer",
    "monitoring_officer",
    "chief_finance_officer",
    "data_protection_officer",
    "executive",
    "computed",
)
SUBJECTS = ("council", "requester", "request", "document", "passage", "scrutiny", "purpose")


class FactError(ValueError):
    """A fact or value outside the vocabulary. The message says which, why and what to write."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One finding in the law's words.

    ``choices`` is empty for a yes/no fact. ``changes`` tells that the answer can come to differ in the ordinary
    course of business, so that it may be named in *what would change this*. ``justification`` marks the facts by
    which a councillor justifies a request: more of them must never make her position worse.
    """

    name: str
    subject: str
    asks: str
    supplier: str
    cite: str
    choices: tuple[str, ...] = ()
    changes: bool = False
    justification: bool = False

    def accepts(self, value: Value) -> bool:
        """Tell whether the value is one this fact may have (None, not yet known, always is)."""
        if value is None:
            return True
        return value in self.choices if self.choices else isinstance(value, bool)

    def values(self) -> tuple[Value, ...]:
        """Every known value this fact may have."""
        return self.choices or (True, False)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule: a fact (or an answered question), perhaps one value of a choice, perhaps negated."""

    fact: str
    value: str | None = None
    negated: bool = False

    @property
    def atom(self) -> str:
        """The positive statement the condition is about: ``name`` or ``name=value``."""
        return self.fact if self.value is None else f"{self.fact}={self.value}"

    def __str__(self) -> str:
        return f"!{self.atom}" if self.negated else self.atom


class Vocabulary:
    """All facts by name, in their written order. Raises FactError for an unknown name or value."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self._facts = {fact.name: fact for fact in facts}

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __len__(self) -> int:
        return len(self._facts)

    def __getitem__(self, name: str) -> Fact:
        if name not in self._facts:
            raise FactError(f"there is no fact called {name!r}; `gatekeeper facts` prints those there are")
        return self._facts[name]

    def check(self, facts: Facts) -> None:
        """Refuse a finding whose name or value is not in the vocabulary."""
        for name, value in facts.items():
            fact = self[name]
            if not fact.accepts(value):
                allowed = ", ".join(fact.choices) or "true, false"
                raise FactError(
                    f"{name} cannot be {value!r}; write one of: {allowed}, or leave it out if not yet known"
                )
