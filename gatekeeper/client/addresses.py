"""Which addresses the client trusts with a token: https, and plain http only on this very machine."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from gatekeeper.client.errors import Distrusted

_PLAIN: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[::1\])(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?:/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?"
)
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LAST_PORT: Final = 65_535


def trusted(address: object, whose: str) -> str:
    """The address, where it may be called: https in one plain spelling, http on this machine alone.

    ``whose`` says in the error what the address is of. Raises Distrusted.
    """
    plain = _PLAIN.fullmatch(address) if isinstance(address, str) else None
    if plain is None or int(plain["port"] or 0) > _LAST_PORT:
        why = "it is no plain web address: no user, query or fragment, and the host in small letters"
        raise Distrusted(f"The address of {whose} is not used", why, "write it as https://gatekeeper.council.example")
    if plain["scheme"] != "https" and plain["host"] not in _LOOPBACK:
        why = "it is not https, so others on the way could read the token"
        raise Distrusted(f"The address of {whose} is not used", why, "use its https address")
    return plain[0]


def is_loopback(address: str) -> bool:
    """Whether a trusted address is on this machine."""
    found = _PLAIN.fullmatch(address)
    return found is not None and found["host"] in _LOOPBACK


def origin(address: str) -> str:
    """The scheme, host and port of a trusted address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def part(text: str, what: str) -> str:
    """A text as one part of an address. Raises ValueError for one that would lead elsewhere."""
    if text in ("", ".", "..") or not text.isprintable():
        raise ValueError(f"{what} is {text!r}, which names nothing; write its id as the service gave it")
    return quote(text, safe="")
