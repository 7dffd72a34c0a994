"""What is known of a fact and from where; and how yes, no and not-yet-known add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from gatekeeper.core.case.base import Part
from gatekeeper.core.facts import Value

Known = bool | None
"""True, False, or None for not yet known."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact's value and the place in the case file it comes from."""

    value: Value
    origin: str


FoundFacts = dict[str, Found]
"""What was found, by fact name. A name that is absent: nothing was said that bears on it."""


def any_of(values: Iterable[Known]) -> Known:
    """True where one is; else not yet known where one is; else False."""
    seen = tuple(values)
    if any(value is True for value in seen):
        return True
    return None if any(value is None for value in seen) else False


def all_of(*values: Known) -> Known:
    """False where one is; else not yet known where one is; else True."""
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def opposite(value: Known) -> Known:
    """The other answer; what is not yet known stays so."""
    return None if value is None else not value


def at_least_one(values: Sequence[Known], place: str) -> Found:
    """Whether one of the entries of a list fulfils it; the origin is the entry that settles it."""
    result = any_of(values)
    if result is False:
        return Found(False, place)
    return Found(result, f"{place}[{values.index(result)}]")


def stated(part: Part | None, field: str, fact: str, place: str) -> FoundFacts:
    """The fact that one field tells by itself, if the field was written."""
    if part is None or not part.states(field):
        return {}
    return {fact: Found(getattr(part, field), f"{place}.{field}")}


def one_of(word: str | None, words: Collection[str]) -> Known:
    """Whether the word is among those; not yet known where the word is not."""
    return None if word is None else word in words
