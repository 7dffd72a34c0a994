"""Asks the council's sign-in for tokens, and reads what it answers. No error repeats what was sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from gatekeeper.client.discovery import Service, json_object
from gatekeeper.client.errors import SignInFailed
from gatekeeper.client.http import Call, exchange, whole
from gatekeeper.client.secret import Secret

EARLY_SECONDS: Final = 30.0
"""How long before its end a token is no longer used."""
_SHORTEST: Final = 60.0
_OK: Final = 200
_MOST_BYTES: Final = 262_144
_PLAIN_LETTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the sign-in gave. ``ends_at`` is in seconds since 1970; ``scopes`` is None where it does not say."""

    access: Secret
    ends_at: float
    refresh: Secret | None = None
    identity: Secret | None = None
    scopes: tuple[str, ...] | None = None

    def last(self, now: float) -> bool:
        """Whether the access token can still be used for a call."""
        return now < self.ends_at - EARLY_SECONDS


@dataclass(frozen=True, slots=True)
class Proof:
    """How a client shows the sign-in that it is itself: ``basic`` puts the secret in a header, else in the form."""

    client_id: str
    secret: Secret | None = None
    basic: bool = True


def granted(service: Service, form: Mapping[str, str], proof: Proof, clock: Callable[[], float] = time.time) -> Tokens:
    """The tokens for a grant. Raises SignInFailed, and the exceptions of a call that fails."""
    issuer, asked_at = service.issuer, clock()
    status, said = _posted(service, issuer.token_endpoint, form, proof)
    if status != _OK:
        raise _refused(said)
    return _tokens(said, asked_at)


def revoked(service: Service, token: Secret, hint: str, proof: Proof) -> bool:
    """Whether the sign-in was asked to withdraw a token and did (RFC 7009); False where it does not offer that."""
    endpoint = service.issuer.revocation_endpoint
    if endpoint is None:
        return False
    form = {"token": token.reveal(), "token_type_hint": hint}
    return _posted(service, endpoint, form, proof)[0] == _OK


def _posted(service: Service, address: str, form: Mapping[str, str], proof: Proof) -> tuple[int, Mapping[str, Any]]:
    headers, fields = {"Accept": "application/json"}, dict(form)
    if proof.secret is not None and proof.basic:
        pair = (quote(proof.client_id, safe=""), quote(proof.secret.reveal(), safe=""))
        options: dict[str, Any] = {"data": fields, "auth": pair}
    else:
        own = {"client_id": proof.client_id} | ({"client_secret": proof.secret.reveal()} if proof.secret else {})
        options = {"data": fields | own}
    with exchange(service.client, Call("POST", address, headers, options)) as http_response:
        body = whole(http_response, _MOST_BYTES)
        plain = http_response.status_code == _OK or body.lstrip().startswith(b"{")
        said = json_object(body, "the council's sign-in") if body.strip() and plain else {}
        return http_response.status_code, said


def _tokens(said: Mapping[str, Any], asked_at: float) -> Tokens:
    access, kind = said.get("access_token"), said.get("token_type")
    if not isinstance(access, str) or not access.isascii() or not access.isprintable() or " " in access or not access:
        raise _odd("it gave no access token")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise _odd("it gave a token of another kind than this service takes")
    lasts = said.get("expires_in")
    seconds = float(lasts) if isinstance(lasts, int | float) and not isinstance(lasts, bool) else _SHORTEST
    scope = said.get("scope")
    return Tokens(
        access=Secret(access),
        ends_at=asked_at + seconds,
        refresh=_secret(said.get("refresh_token")),
        identity=_secret(said.get("id_token")),
        scopes=tuple(scope.split()) if isinstance(scope, str) else None,
    )


def _secret(said: object) -> Secret | None:
    return Secret(said) if isinstance(said, str) and said else None


def _odd(why: str) -> SignInFailed:
    return SignInFailed("The council's sign-in gave no token that can be used", why, "tell whoever runs it")


def _refused(said: Mapping[str, Any]) -> SignInFailed:
    """The refusal by its code (RFC 6749 section 5.2); other words of the sign-in could repeat what was sent."""
    code = said.get("error")
    known = isinstance(code, str) and len(code) < _PLAIN_LETTERS and code.replace("_", "").isalnum()
    why = f"it answered {code}" if known else "it did not say why"
    remedies = {
        "invalid_grant": "sign in again",
        "invalid_client": "see that the client's name and secret are those of the council's sign-in",
        "unauthorized_client": "let the council's sign-in allow this client what it asks for",
        "invalid_scope": "ask for less, or let the council's sign-in allow this client more",
    }
    remedy = remedies.get(code if isinstance(code, str) else "", "try again later, or tell whoever runs the sign-in")
    return SignInFailed("The council's sign-in gave no token", why, remedy)
