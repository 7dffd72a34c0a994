"""Reaches the prover, which is an extra: it is loaded only when a proof is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any

from gatekeeper.core.explain import protocols_apart
from gatekeeper.locate import locate
from gatekeeper.services.assess import edition_of, packs
from gatekeeper.services.rules import every_case


class ProverMissing(RuntimeError):
    """The extra that brings the prover is not installed. The message says how to install it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The proved differences between two editions, and what their protocols say on the topics where they differ."""

    proved: Any
    protocols: str

    @property
    def ok(self) -> bool:
        return bool(self.proved.ok)

    def as_text(self) -> str:
        """First the protocols' own words, then every difference with its witness case."""
        said = f"WHAT THE PROTOCOLS SAY\n{self.protocols}\n\n" if self.protocols else ""
        return f"{said}WHAT DIFFERS, WITH A CASE FOR EACH\n{self.proved.as_text()}"


def prover() -> ModuleType:
    """The proof package. Raises ProverMissing where z3 is not installed."""
    try:
        return import_module("gatekeeper.policy.proof")
    except ImportError as error:
        raise ProverMissing("the prover is not installed; install it with: pip install 'gatekeeper[proof]'") from error


def analyse(on: date, council: str | None) -> Any:
    """Prove the invariants of law on one edition; the result has ``ok`` and ``as_text()``."""
    return prover().analyse(edition_of(on, council))


def compare(first: tuple[str | None, date], second: tuple[str | None, date]) -> Any:
    """Every kind of difference between two editions (of two councils, or of one on two days), with a witness each."""
    names = tuple(f"{name or 'the law alone'} on {day}" for name, day in (first, second))
    one, other = edition_of(first[1], first[0]), edition_of(second[1], second[0])
    return Compared(prover().compare(one, other, names), protocols_apart(one.pack, other.pack))


def mutants(on: date) -> Any:
    """Spoil each rule of the law and of the packs in turn; the result has ``ok`` and ``as_text()``."""
    cases = every_case()
    accepted = prover().load_accepted(locate("policies") / "mutants_accepted.toml")
    others = [(edition_of(on, name), cases[name]) for name in packs()]
    return prover().mutants(edition_of(on, None), cases["law"], accepted, others)
