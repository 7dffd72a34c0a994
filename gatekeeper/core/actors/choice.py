"""The answer to who may act: those who may, in order, those who may not and why, and what remains if nobody may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BarCode = Literal[
    "own_request",
    "assistant_on_request",
    "subject_of_document",
    "relationship",
    "holds_document",
    "ruled_before",
    "determined_before",
    "absent",
    "not_appointed",
    "ended",
    "loop",
]
FlagCode = Literal["advised_before", "acting", "deputising", "prepared_before"]
CandidateCapacity = Literal["substantive", "acting", "deputy", "member"]
"""*Member* is one of a body that decides by resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Why one person may not act, in words any officer on the case may read; never what a relationship consists in."""

    person: str
    why: str
    code: BarCode
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What must be seen when this person acts, though it keeps nobody from acting."""

    code: FlagCode
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person who may act, in which post of hers, and for which post she deputises, if she does."""

    person: str
    post: str
    capacity: CandidateCapacity
    deputises_for: str | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who may act, the best first, and who may not. Of a body, the candidates sit together and resolve.

    ``barred`` names those whose turn it was and who must stand aside. ``escalate`` says what remains where nobody may
    act, and is None where somebody may.
    """

    candidates: tuple[Candidate, ...]
    barred: tuple[Bar, ...]
    escalate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a person may not do the act; at least one bar."""

    bars: tuple[Bar, ...]
