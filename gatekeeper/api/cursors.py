"""Marks where the next page of a list begins: opaque, signed, of use only to the caller and list it was made for."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Final

_TAG: Final = 16
_LONGEST: Final = 200


class BadCursor(ValueError):
    """A cursor that was not given to this caller for this list."""


class Cursors:
    """Makes and reads cursors under one secret, which every process of an installation shares."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"gatekeeper cursor\0" + secret.encode()).digest()

    def make(self, whose: str, place: str) -> str:
        """A cursor to that place of a list; ``whose`` names the caller and the list."""
        return base64.urlsafe_b64encode(self._tag(whose, place) + place.encode()).decode().rstrip("=")

    def read(self, whose: str, cursor: str) -> str:
        """The place. Raises BadCursor for one that is edited, or another caller's or another list's."""
        try:
            data = base64.urlsafe_b64decode(cursor[:_LONGEST] + "=" * (-len(cursor[:_LONGEST]) % 4))
            place = data[_TAG:].decode()
        except (binascii.Error, ValueError):
            raise BadCursor from None
        if not hmac.compare_digest(self.make(whose, place).encode(), cursor.encode()):
            raise BadCursor
        return place

    def _tag(self, whose: str, place: str) -> bytes:
        return hmac.new(self._key, f"{whose}\0{place}".encode(), hashlib.sha256).digest()[:_TAG]
