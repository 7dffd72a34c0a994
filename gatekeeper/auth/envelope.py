"""Opens the outside of a token: three parts, a strict header, and nothing that says how it would like to be checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from gatekeeper.auth.errors import Reason, TokenRefused
from gatekeeper.auth.signatures import Algorithm
from gatekeeper.auth.strict import NotStrict, base64url_bytes, is_name, json_object

LONGEST: Final = 8_192
"""The longest token that is looked at, in characters."""
TYPES: Final = frozenset({"at+jwt", "application/at+jwt"})
"""The ``typ`` of an access token (RFC 9068 section 2.1)."""
ID_TYPES: Final = frozenset({None, "JWT", "application/jwt"})
"""The ``typ`` of an ID token, which need not have one."""
UNWANTED: Final = frozenset({"b64", "crit", "cty", "enc", "jku", "jwk", "x5c", "x5u", "zip"})
"""Header members that bring a key, say where one lies, or change how the rest is read (RFC 8725 sections 3.1, 3.10)."""
_PARTS: Final = 3
_ACCESS: Final = "the token is no access token: its typ must be at+jwt (RFC 9068)"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A token whose header is in order: its text, and which key and algorithm it says that it was signed with."""

    text: str
    kid: str
    algorithm: Algorithm


def opened(
    text: str, algorithms: frozenset[Algorithm], types: Collection[str | None] = TYPES, wanted: str = _ACCESS
) -> Envelope:
    """Open the outside of a token (RFC 7515, RFC 9068 section 4). Its signature is still unchecked.

    ``types`` are those that it may say it is of; ``wanted`` says so to whoever sent another. Raises TokenRefused.
    """
    header = _header(_parts(text))
    if unwanted := sorted(UNWANTED & header.keys()):
        raise TokenRefused(Reason.HEADER, f"the header holds {', '.join(unwanted)}, which is never accepted")
    kind = header.get("typ")
    if not isinstance(kind, str | None) or kind not in types or ("typ" in header and kind is None):
        raise TokenRefused(Reason.TYPE, wanted)
    kid = header.get("kid")
    if not isinstance(kid, str) or not is_name(kid):
        raise TokenRefused(Reason.KEY, "the header must name its key (kid) in 1 to 255 printable characters")
    return Envelope(text, kid, _algorithm(header.get("alg"), algorithms))


def _parts(text: str) -> list[str]:
    """The three parts of a compact token, each in the only spelling of its bytes."""
    if len(text) > LONGEST:
        raise TokenRefused(Reason.MALFORMED, f"the token is longer than {LONGEST} characters")
    parts = text.split(".", _PARTS)
    if len(parts) != _PARTS:
        raise TokenRefused(Reason.MALFORMED, "the token must have exactly three parts (a signed JWT)")
    try:
        for part in parts:
            base64url_bytes(part)
    except NotStrict:
        raise TokenRefused(Reason.MALFORMED, "each part must be unpadded base64url in its one spelling") from None
    return parts


def _header(parts: list[str]) -> dict[str, object]:
    try:
        return json_object(base64url_bytes(parts[0]))
    except NotStrict:
        raise TokenRefused(Reason.MALFORMED, "the header must be a JSON object with no member twice") from None


def _algorithm(said: object, algorithms: frozenset[Algorithm]) -> Algorithm:
    for algorithm in algorithms:
        if said == algorithm.value:
            return algorithm
    raise TokenRefused(Reason.ALGORITHM, f"the algorithm must be {' or '.join(sorted(algorithms))}")
