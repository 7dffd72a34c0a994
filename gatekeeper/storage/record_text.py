"""Words as they are kept: in Unicode's composed form, and nothing that a database or a hash would trip over."""

from __future__ import annotations

import unicodedata

from gatekeeper.core.audit import EntryError

_WORDS = "the words"


def clean_text(text: str) -> str:
    """The text in composed form (NFC). Raises EntryError where it holds a NUL or half a character."""
    if "\x00" in text:
        raise EntryError(_WORDS, "they hold a NUL character, which no database keeps", "take it out")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EntryError(_WORDS, "they hold half a character (a lone surrogate)", "type them again") from error
    return unicodedata.normalize("NFC", text)
