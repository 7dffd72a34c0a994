"""What comes of checking proposed rulings: what the law stops, and what it lets pass but a reader should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gatekeeper.core.rulings.words import Key

FlagCode = Literal[
    "against_advice",
    "late",
    "withholds_everything",
    "departs_from_machine",
    "departs_from_protocol",
    "withholds_what_is_needed",
    "same_reason_everywhere",
    "grants_more_than_asked",
    "grants_without_need",
    "more_than_suffices",
    "less_than_suffices",
    "less_than_recommended",
    "advice_not_taken",
    "another_ground",
    "condition_outside_protocol",
    "form_outside_protocol",
    "findings_differ",
    "passage_left_out",
    "law_not_encoded",
]


@dataclass(frozen=True, slots=True)
class Stop:
    """A ruling that the law does not allow: what is wrong, why, what to do, and the source of law.

    ``passage`` is None where it concerns the whole set of rulings. A ruling with a stop must not be recorded.
    """

    code: str
    passage: Key | None
    what: str
    why: str
    remedy: str
    source: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something the law allows but a reader of the record should see, in one sentence."""

    code: FlagCode
    passage: Key | None
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check. The rulings may be recorded only where there is no stop."""

    stops: tuple[Stop, ...]
    flags: tuple[Flag, ...]

    @property
    def lawful(self) -> bool:
        """Whether nothing stops the rulings."""
        return not self.stops
