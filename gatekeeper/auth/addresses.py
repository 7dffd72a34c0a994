"""Which web addresses are trusted: https in one plain spelling, and http only on this machine during development."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_PLAIN: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[::1\])(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?:/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?"
)
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LAST_PORT: Final = 65_535


def is_trusted(address: object, *, development: bool) -> bool:
    """Whether it is a plain https address: no user, query or fragment, host in small letters.

    In development http is trusted too, on this machine alone (127.0.0.1, ::1 or localhost).
    """
    if not isinstance(address, str) or not (plain := _PLAIN.fullmatch(address)):
        return False
    if int(plain["port"] or 0) > _LAST_PORT:
        return False
    return plain["scheme"] == "https" or (development and plain["host"] in _LOOPBACK)


def origin(address: str) -> str:
    """The scheme, host and port of a trusted address, such as https://id.council.example."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
