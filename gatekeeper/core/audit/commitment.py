"""Words stay out of the record: an entry holds only a seal on them, made with a random key that is kept beside them.

Whoever has the words and the key can show that they are the words that were sealed. Once both are destroyed nobody can
learn anything about the words from the record, and the record itself still verifies.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from gatekeeper.core.audit.errors import EntryError

KEY_SIZE: Final = 32
Form = Literal["text", "decision"]
"""What the words are: a person's words, or the stored record of a decision (JSON, for replay)."""
FORMS: Final[tuple[str, ...]] = get_args(Form)


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be sealed with an entry. ``key`` is 32 random bytes made for this entry and used for no other."""

    text: str = field(repr=False)
    key: bytes = field(repr=False)
    form: Form = "text"

    @property
    def commitment(self) -> bytes:
        return commit(self.key, self.text)


def commit(key: bytes, words: str) -> bytes:
    """The seal on words: HMAC-SHA256 under `key` of their UTF-8 bytes, 32 bytes.

    Raises EntryError where the key is not 32 bytes long, or the words are not well-formed text in composed form (NFC).
    """
    _check_key(key)
    try:
        data = words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EntryError("the words", "they hold half a character (a lone surrogate)", "type them again") from error
    if not unicodedata.is_normalized("NFC", words):
        why = "they are not in Unicode's composed form"
        raise EntryError("the words", why, "normalise them to NFC where they are received")
    return hmac.digest(key, data, "sha256")


def opens(commitment: bytes, key: bytes, words: str) -> bool:
    """Whether these are the words that were sealed. Raises EntryError where the key is not 32 bytes long."""
    _check_key(key)
    try:
        data = words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return hmac.compare_digest(commitment, hmac.digest(key, data, "sha256"))


def _check_key(key: bytes) -> None:
    if len(key) != KEY_SIZE:
        why = f"it has {len(key)} bytes, not {KEY_SIZE}"
        raise EntryError("the key of the words", why, "make 32 random bytes for each entry")
