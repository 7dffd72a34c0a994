"""Checks that what is to be read as a case is plain data: no dangerous characters, no emptiness, no great depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gatekeeper.core.case.errors import WHOLE_FILE, CaseError

DEEPEST: Final = 24
LARGEST: Final = 2**53
_FREE = ("expect.", "expect[")

UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, line separators, characters that turn the direction of writing, halves of a character."""

_REMEDY = "delete that character; it may be invisible, so type the text again rather than paste it"


def place_in(place: str, key: str) -> str:
    """The place of a field, or of a finding, inside a block."""
    return f"{place}.{key}" if place else key


def data_problems(data: object) -> Iterator[CaseError]:
    """Every problem of the data as such. ``expect`` may hold what it likes, so long as it is safe text and numbers."""
    waiting: list[tuple[str, object, int]] = [("", data, 0)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > DEEPEST:
            yield CaseError(place, f"it is more than {DEEPEST} blocks deep", "write it flatter")
            return
        yield from _value_problems(place, value)
        waiting += [(inner, each, depth + 1) for inner, each in reversed(_inside(place, value))]


def _inside(place: str, value: object) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [(place_in(place, shown(str(key))), each) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [(f"{place}[{index}]", each) for index, each in enumerate(value)]
    return []


def _value_problems(place: str, value: object) -> Iterator[CaseError]:
    where = place or WHOLE_FILE
    if isinstance(value, dict):
        yield from _key_problems(place, value)
    elif isinstance(value, str):
        yield from _text_problems(where, value)
    elif value is None:
        if not place.startswith(_FREE):
            remedy = "write a value, [] for an empty list, or leave the line out"
            yield CaseError(where, "nothing is written there", remedy)
    elif isinstance(value, int | float):
        # Written so that it also refuses what is not a number, which is neither more nor less than any other.
        if not abs(value) <= LARGEST:
            yield CaseError(where, "the number is too large, or none", "write a whole number of ordinary size")
    elif not isinstance(value, list | tuple):
        yield CaseError(where, f"a {type(value).__name__} is no plain value", "write text, numbers, true or false")


def _key_problems(place: str, block: dict[object, object]) -> Iterator[CaseError]:
    for key in block:
        if not isinstance(key, str):
            yield CaseError(place or WHOLE_FILE, f"the field name {key!r} is not a text", "write the name as a word")
        elif UNSAFE.search(key):
            yield CaseError(place_in(place, shown(key)), "the field name holds a forbidden character", _REMEDY)


def _text_problems(place: str, text: str) -> Iterator[CaseError]:
    found = UNSAFE.search(text)
    if found:
        why = f"the text holds the forbidden character U+{ord(found[0]):04X} after {found.start()} others"
        yield CaseError(place, why, _REMEDY)


def shown(text: str, most: int = 60) -> str:
    """The text as it can safely be shown: unsafe characters escaped, and cut where it is long."""
    safe = UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return safe if len(safe) <= most else f"{safe[:most]}…"
