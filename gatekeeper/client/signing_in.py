"""A person's sign-in from the command line: the browser, a code with its proof (PKCE), and tokens for this machine."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from gatekeeper.client.discovery import Issuer, Service
from gatekeeper.client.errors import Distrusted, SignInFailed
from gatekeeper.client.loopback import Expected, waiting
from gatekeeper.client.secret import Secret
from gatekeeper.client.tokens import Proof, Tokens, granted

CLIENT_ID: Final = "gatekeeper-cli"
"""The name of the command line at the council's sign-in, where no other is said."""
PATIENCE_SECONDS: Final = 300.0
"""How long she may take to sign in."""
_BYTES: Final = 32
_SKEW_SECONDS: Final = 60
_PARTS: Final = 3
_LONGEST: Final = 255
_NOT: Final = "You are not signed in"


@dataclass(frozen=True, slots=True)
class _Begun:
    """One sign-in that was begun: the secrets that bind its answer to it (RFC 7636; OpenID Connect Core 3.1.2.1)."""

    verifier: Secret
    state: str
    nonce: str

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.reveal().encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def sign_in(
    service: Service,
    show: Callable[[str], None],
    *,
    client_id: str = CLIENT_ID,
    scopes: Iterable[str] = (),
    seconds: float = PATIENCE_SECONDS,
) -> tuple[Tokens, str]:
    """Let her sign in at the council's own sign-in; ``show`` opens its address for her, or tells it.

    Gives her tokens, and the person of them (the ``sub`` of the council's sign-in).
    ``scopes`` are those to ask for; left out, all of the service. Raises ClientError.
    """
    issuer, begun = service.issuer, _begun()
    endpoint = _endpoint(issuer)
    expected = Expected(begun.state, issuer.name, issuer.names_itself)
    with waiting(expected) as loopback:
        wanted = _scopes(service, issuer, scopes)
        show(f"{endpoint}?{urlencode(_question(service, begun, client_id, loopback.redirect, wanted))}")
        code = loopback.code(seconds)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": loopback.redirect,
            "code_verifier": begun.verifier.reveal(),
            "resource": service.resource.name,
        }
        tokens = granted(service, form, Proof(client_id))
    return tokens, _identity(tokens, issuer, client_id, begun.nonce)


def _begun() -> _Begun:
    verifier, state, nonce = (secrets.token_urlsafe(_BYTES) for _ in range(3))
    return _Begun(Secret(verifier), state, nonce)


def _endpoint(issuer: Issuer) -> str:
    if issuer.authorization_endpoint is None:
        raise SignInFailed(_NOT, "the council's sign-in does not say where people sign in", "tell whoever runs it")
    if issuer.challenge_methods and "S256" not in issuer.challenge_methods:
        why = "the council's sign-in cannot check that the one who asked is the one who takes the tokens (PKCE S256)"
        raise Distrusted(_NOT, why, "tell whoever runs it")
    return issuer.authorization_endpoint


def _scopes(service: Service, issuer: Issuer, scopes: Iterable[str]) -> str:
    lasting = ("offline_access",) if "offline_access" in issuer.scopes else ()
    return " ".join(("openid", *lasting, *(tuple(scopes) or service.resource.scopes)))


def _question(service: Service, begun: _Begun, client_id: str, redirect: str, scope: str) -> dict[str, str]:
    return {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect,
        "scope": scope,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": begun.challenge,
        "code_challenge_method": "S256",
        "resource": service.resource.name,
    }


def _identity(tokens: Tokens, issuer: Issuer, client_id: str, nonce: str) -> str:
    """Who signed in, by the ID token. It came straight from the issuer over the connection that was opened to it, which
    stands for its signature (OpenID Connect Core 3.1.3.7 point 6); it proves nothing to anybody else and is not kept.
    """
    claims = _claims(tokens.identity)
    audience = claims.get("aud")
    ends_at = claims.get("exp")
    good = (
        claims.get("iss") == issuer.name
        and (audience == client_id or (isinstance(audience, list) and client_id in audience))
        and claims.get("azp") in (None, client_id)
        and isinstance(ends_at, int | float)
        and ends_at > time.time() - _SKEW_SECONDS
        and claims.get("nonce") == nonce
    )
    person = claims.get("sub")
    if not good or not isinstance(person, str) or not person:
        why = "what the sign-in says of who signed in does not belong to this very sign-in"
        raise Distrusted(_NOT, why, "begin again; tell whoever runs the service if it stays so")
    return "".join(each for each in person if each.isprintable())[:_LONGEST]


def _claims(identity: Secret | None) -> Mapping[str, Any]:
    parts = identity.reveal().split(".") if identity else []
    if len(parts) != _PARTS:
        return {}
    try:
        found = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
