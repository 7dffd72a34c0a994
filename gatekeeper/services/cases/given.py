"""What people give with a command: checked, cleaned text and closed lists of words; nothing else is taken."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gatekeeper.core.case.words import Capacity, RequestKind

CapacityWord = Capacity
KindWord = RequestKind
_ALLOWED_CONTROLS = frozenset("\n\t")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONGEST = 20_000


def _clean(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("it holds half a character; type it again") from None
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for character in composed:
        if character in _TURNS or (unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS):
            raise ValueError("it holds an invisible control character; type it again as plain text")
    if not composed:
        raise ValueError("it is empty; write something, or leave it out")
    return composed


def _line(text: str) -> str:
    cleaned = _clean(text)
    if "\n" in cleaned:
        raise ValueError("it must be one line")
    return cleaned


Words = Annotated[str, Field(max_length=LONGEST), AfterValidator(_clean)]
"""Free text for people: composed (NFC), without control characters. No rule ever reads it."""
Text = Annotated[str, Field(max_length=1_000), AfterValidator(_clean)]
Line = Annotated[str, Field(max_length=300), AfterValidator(_line)]
ThreeWord = Literal["true", "false", "unknown"]


class Command(BaseModel):
    """Particulars of a command: no field but its own, no change once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)
