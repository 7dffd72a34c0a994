"""Takes what a code stands for from the sign-in service: one call, by this service's own secret, and never again."""

from __future__ import annotations

import base64
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote_plus

import httpx

from gatekeeper.auth.errors import IssuerUnavailable
from gatekeeper.auth.fetching import STEP_SECONDS, answered_object
from gatekeeper.auth.sign_in_errors import SignInFault, SignInRefused
from gatekeeper.auth.sign_in_provider import Provider

MOST_AT_ONCE: Final = 16
"""How many codes are exchanged at a time; the sign-in service being slow holds up no other page."""
_ANSWERS: Final = frozenset({200, 400, 401})
_HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "identity"}
_seats: Final = threading.BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Registration:
    """This service as the sign-in service knows it: a confidential client, and its one way back."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scopes: tuple[str, ...] = ("openid", "profile")


@dataclass(frozen=True, slots=True)
class Given:
    """What the sign-in service gave for a code. The access token only proves that the ID token goes with it."""

    id_token: str = field(repr=False)
    access_token: str | None = field(repr=False)


def exchanged(client: httpx.Client, provider: Provider, me: Registration, code: str, verifier: str) -> Given:
    """What the code stands for. Raises SignInRefused, and IssuerUnavailable."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": me.redirect_uri,
        "code_verifier": verifier,
    }
    if not _seats.acquire(blocking=False):
        raise IssuerUnavailable("so many codes are being exchanged already; the sign-in service is slow")
    try:
        return _given(_answer(client, provider, me, form))
    finally:
        _seats.release()


def _answer(
    client: httpx.Client, provider: Provider, me: Registration, form: Mapping[str, str]
) -> Mapping[str, object]:
    headers, data = dict(_HEADERS), dict(form)
    if provider.client_auth == "client_secret_basic":
        headers["Authorization"] = _basic(me)
    else:
        data |= {"client_id": me.client_id, "client_secret": me.client_secret}
    address = provider.token_endpoint
    try:
        with client.stream(
            "POST", address, data=data, headers=headers, follow_redirects=False, timeout=STEP_SECONDS
        ) as http_response:
            return answered_object(http_response, address, _ANSWERS)
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        kind = type(problem).__name__
        raise IssuerUnavailable(f"{address} cannot be asked ({kind}); see that the issuer runs") from None


def _basic(me: Registration) -> str:
    """The id and the secret, each written as in a form first (RFC 6749 section 2.3.1)."""
    pair = f"{quote_plus(me.client_id)}:{quote_plus(me.client_secret)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _given(answer: Mapping[str, object]) -> Given:
    if "error" in answer:
        raise _refused(answer["error"])
    id_token, access_token = answer.get("id_token"), answer.get("access_token")
    if not isinstance(id_token, str):
        raise SignInRefused(SignInFault.TOKEN, "the sign-in service gave no ID token; is the scope openid granted?")
    return Given(id_token, access_token if isinstance(access_token, str) else None)


def _refused(error: object) -> SignInRefused:
    if error == "invalid_grant":
        return SignInRefused(SignInFault.CODE, "the code is used, too old, or not ours (invalid_grant)")
    if error in ("invalid_client", "unauthorized_client"):
        why = "the sign-in service does not take our client id or secret; correct the settings"
        return SignInRefused(SignInFault.SETTINGS, why)
    return SignInRefused(SignInFault.CODE, "the sign-in service refused the exchange of the code")
