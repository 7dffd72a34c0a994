"""What a person gives with a step: the ruling, where it goes, whom they heard, the minute, whether all is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from gatekeeper.core.lifecycle.words import Ruling


class Particulars(TypedDict, total=False):
    """The keywords of a move; each action reads only its own.

    ``ruling``: determine, rule, resolve. ``to_stage``: match (optional) and transfer. ``consulted``: the posts heard
    at this rung, for rule and resolve. ``complete``: answer_as_of_right, whether everything of the document is open.
    ``minute``: resolve, the reference of the minute that records the resolution.
    """

    ruling: Ruling | None
    to_stage: str | None
    consulted: frozenset[str]
    complete: bool
    minute: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """The same, with what is left out filled in."""

    ruling: Ruling | None = None
    to_stage: str | None = None
    consulted: frozenset[str] = frozenset()
    complete: bool = False
    minute: str | None = None
