"""An access token that has been checked: who calls, by which client, and what that client was let ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from gatekeeper.auth.scopes import Scope

Kind = Literal["person", "program"]


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a valid token says (RFC 9068 section 2.2). It says who; what she may do now, the register says.

    ``person`` is the person's lasting name at the issuer, by which the register knows her; a program has none.
    ``groups`` and ``roles`` are plain data of the issuer. The instants are aware, in UTC.
    """

    issuer: str
    subject: str
    client_id: str
    kind: Kind
    person: str | None
    scopes: frozenset[Scope]
    groups: frozenset[str]
    roles: frozenset[str]
    jti: str
    issued_at: datetime
    expires_at: datetime
    authenticated_at: datetime | None


def may(token: AccessToken, scope: Scope) -> bool:
    """Whether the token reaches so far. A program never may what only a person does, whatever its token says."""
    return scope in token.scopes and (token.kind == "person" or scope.for_programs)
