"""Marks where the next page of a list begins: unreadable, sealed, of use only to the caller and list it was made for.

A place in a list can itself tell something, such as how many lines that the caller may not see were passed over; so it
is sealed (AES-SIV, RFC 5297) and padded, and gives away nothing by its text or its length.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

_LONGEST: Final = 200
_BLOCK: Final = 48
_END: Final = b"\x01"


class BadCursor(ValueError):
    """A cursor that was not given to this caller for this list."""


class Cursors:
    """Makes and reads cursors under one secret, which every process of an installation shares."""

    def __init__(self, secret: str) -> None:
        self._seal = AESSIV(hashlib.sha512(b"gatekeeper cursor\0" + secret.encode()).digest())

    def make(self, whose: str, place: str) -> str:
        """A cursor to that place of a list; ``whose`` names the caller and the list."""
        marked = place.encode() + _END
        padded = marked + b"\0" * (-len(marked) % _BLOCK)
        return base64.urlsafe_b64encode(self._seal.encrypt(padded, [whose.encode()])).decode().rstrip("=")

    def read(self, whose: str, cursor: str) -> str:
        """The place. Raises BadCursor for one that is edited, or another caller's or another list's."""
        try:
            data = base64.urlsafe_b64decode(cursor[:_LONGEST] + "=" * (-len(cursor[:_LONGEST]) % 4))
            place = self._seal.decrypt(data, [whose.encode()]).rstrip(b"\0").removesuffix(_END).decode()
        except (binascii.Error, InvalidTag, ValueError):
            raise BadCursor from None
        if self.make(whose, place) != cursor:
            raise BadCursor
        return place
