"""Takes the token from a call, from its one lawful place, and says in the answer's header why it was not accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gatekeeper.auth.errors import Reason, TokenRefused
from gatekeeper.auth.scopes import Scope

UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
BAD_REQUEST: Final = 400
_CREDENTIALS: Final = re.compile(r"(?i:bearer) (?P<token>[A-Za-z0-9._~+/-]+=*)")
_UNQUOTABLE: Final = re.compile(r"[^\x20\x21\x23-\x5b\x5d-\x7e]")


@dataclass(frozen=True, slots=True)
class Challenge:
    """The answer to a call whose token does not do: the HTTP status, and the value of its WWW-Authenticate header."""

    status: int
    value: str


def bearer_token(headers: Iterable[tuple[str, str]], parameters: Iterable[str] = ()) -> str:
    """The token of a call (RFC 6750 section 2.1; RFC 9700 section 2.6).

    ``headers`` are all headers as they came, one pair for each line; ``parameters`` the names in the query or a form.
    Only one Authorization header counts. Cookies, parameters and headers of a proxy are never a token's place.
    Raises TokenRefused.
    """
    values = [value for name, value in headers if name.lower() == "authorization"]
    if not values:
        raise TokenRefused(Reason.MISSING, "send the access token in the header Authorization: Bearer TOKEN")
    if len(values) > 1:
        raise TokenRefused(Reason.TWICE, "there is more than one Authorization header; send one")
    if any(name.lower() == "access_token" for name in parameters):
        raise TokenRefused(Reason.TWICE, "a token in the address or a form is not accepted; send the header alone")
    found = _CREDENTIALS.fullmatch(values[0])
    if found is None:
        raise TokenRefused(Reason.MALFORMED, "the Authorization header must be the word Bearer, a space and the token")
    return found["token"]


def challenge(refused: TokenRefused, resource_metadata: str) -> Challenge:
    """The answer to a token that is refused (RFC 6750 section 3, RFC 9728 section 5.1)."""
    about = {"realm": "gatekeeper", "resource_metadata": resource_metadata}
    if refused.reason is Reason.MISSING:
        return Challenge(UNAUTHORIZED, _bearer(about))
    error = "invalid_request" if refused.reason is Reason.TWICE else "invalid_token"
    status = BAD_REQUEST if refused.reason is Reason.TWICE else UNAUTHORIZED
    return Challenge(status, _bearer({**about, "error": error, "error_description": refused.description}))


def insufficient_scope(scope: Scope, resource_metadata: str) -> Challenge:
    """The answer to a valid token that does not reach so far (RFC 6750 section 3.1)."""
    about = {"realm": "gatekeeper", "resource_metadata": resource_metadata, "error": "insufficient_scope"}
    return Challenge(FORBIDDEN, _bearer({**about, "scope": scope.value}))


def _bearer(values: dict[str, str]) -> str:
    """The header's value; a character that may not stand between quotes becomes an apostrophe."""
    quoted = (f'{name}="{_UNQUOTABLE.sub(chr(39), value)}"' for name, value in values.items())
    return f"Bearer {', '.join(quoted)}"
