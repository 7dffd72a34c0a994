"""Reaches the prover, which is an extra: it is loaded only when a proof is asked for."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any

from gatekeeper.services.assess import edition_of, packs
from gatekeeper.services.rules import every_case


class ProverMissing(RuntimeError):
    """The extra that brings the prover is not installed. The message says how to install it."""


def prover() -> ModuleType:
    """The proof package. Raises ProverMissing where z3 is not installed."""
    try:
        return import_module("gatekeeper.policy.proof")
    except ImportError as error:
        raise ProverMissing("the prover is not installed; install it with: pip install 'gatekeeper[proof]'") from error


def analyse(on: date, council: str | None) -> Any:
    """Prove the invariants of law on one edition; the result has ``ok`` and ``as_text()``."""
    edition = edition_of(on, council)
    return prover().analyse(edition, edition_of(on, None)) if council else prover().analyse(edition)


def compare(first: tuple[str | None, date], second: tuple[str | None, date]) -> Any:
    """Every kind of difference between two editions (of two councils, or of one on two days), with a witness each."""
    return prover().compare(edition_of(first[1], first[0]), edition_of(second[1], second[0]))


def mutants(on: date) -> Any:
    """Spoil each rule in turn and see whether a worked case notices; the result has ``ok`` and ``as_text()``."""
    every = {name: edition_of(on, None if name == "law" else name) for name in ("law", *packs())}
    return prover().mutants(every, every_case())
