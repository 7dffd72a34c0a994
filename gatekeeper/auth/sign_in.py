"""Signs people in to the pages with the council's sign-in service: OpenID Connect, by a code that is of use once.

The service does all of it itself. The browser carries a code, of no use to anybody else (PKCE, RFC 7636), and no token:
what the code stands for is read once to know who she is, and dropped.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from urllib.parse import urlencode

import httpx

from gatekeeper.auth.addresses import origin
from gatekeeper.auth.errors import IssuerUnavailable, Reason, TokenRefused
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.keys import KeySource
from gatekeeper.auth.sign_in_errors import SignInFault, SignInRefused
from gatekeeper.auth.sign_in_exchange import Given, Registration, exchanged
from gatekeeper.auth.sign_in_provider import Provider, ProviderSource
from gatekeeper.auth.sign_in_token import Expected, Identity, identity

__all__ = [
    "Attempt",
    "Identity",
    "Registration",
    "RelyingParty",
    "SignInFault",
    "SignInRefused",
    "Started",
    "hashed",
]
LONGEST_CODE: Final = 4_096
_CLOCKS: Final = frozenset({Reason.EXPIRED, Reason.NOT_YET})
_DENIED: Final = frozenset({"access_denied", "consent_required", "interaction_required", "login_required"})
_AWAY: Final = frozenset({"server_error", "temporarily_unavailable"})
Prompt = Literal["login", "select_account"]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


def hashed(text: str) -> str:
    """The SHA-256 of a text in hex, as which states and cookies are kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in that begins: where the browser goes, and what its answer is checked against."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in under way, as it was kept: the state only as its hash."""

    state_hash: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    max_age: int | None = None


class RelyingParty:
    """This service towards the one sign-in service. It may be shared by threads."""

    def __init__(
        self,
        settings: IssuerSettings,
        keys: KeySource,
        me: Registration,
        client: httpx.Client,
        clock: Callable[[], datetime] = utc_now,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """``settings`` and ``keys`` are those by which the API reads tokens, so that both know the same person."""
        self._settings, self._keys, self._me, self._client, self._clock = settings, keys, me, client, clock
        self._provider = ProviderSource(settings, client, ticks)

    @property
    def origins(self) -> frozenset[str]:
        """The origins of the sign-in service, to which forms may lead: its own, and those it is said to use besides."""
        return frozenset({origin(self._settings.issuer), *self._settings.key_origins})

    @property
    def issuer(self) -> str:
        """The sign-in service's name."""
        return self._settings.issuer

    def start(self, *, max_age: int | None = None, prompt: Prompt | None = None) -> Started:
        """Begin a sign-in. ``max_age``: in seconds, how long ago she may have authenticated. Raises SignInRefused."""
        state, nonce, verifier = (secrets.token_urlsafe(size) for size in (32, 32, 48))
        asked = {
            "response_type": "code",
            "client_id": self._me.client_id,
            "redirect_uri": self._me.redirect_uri,
            "scope": " ".join(self._me.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        asked |= {} if max_age is None else {"max_age": str(max_age)}
        asked |= {} if prompt is None else {"prompt": prompt}
        url = _with(self._described().authorization_endpoint, asked)
        return Started(url, state, nonce, verifier, max_age)

    def finish(
        self, *, state: str, attempt: Attempt, code: str | None = None, iss: str | None = None, error: str | None = None
    ) -> Identity:
        """Who signed in, by the answer of the sign-in service to that attempt. Raises SignInRefused.

        ``code``, ``state``, ``iss`` and ``error`` are as the browser brought them. Every token is dropped.
        """
        if not hmac.compare_digest(hashed(state), attempt.state_hash):
            raise SignInRefused(SignInFault.UNKNOWN, "the answer is to another sign-in (state)")
        provider = self._described()
        self._check_sender(provider, iss)
        if error is not None:
            raise _said_no(error)
        if not code or len(code) > LONGEST_CODE:
            raise SignInRefused(SignInFault.CODE, "the answer holds no code")
        found = self._identity(self._given(provider, code, attempt), code, attempt)
        self._check_age(found, attempt.max_age)
        return found

    def sign_out(self, post_logout_redirect: str, hint: str | None = None) -> str | None:
        """Where the browser goes to sign out of the sign-in service too, None where that offers nothing.

        No token is in it (OpenID Connect RP-Initiated Logout 1.0), so the sign-in service may ask her if she means it.
        """
        try:
            ends = self._provider.get().end_session_endpoint
        except IssuerUnavailable:
            return None
        if ends is None:
            return None
        asked = {"client_id": self._me.client_id, "post_logout_redirect_uri": post_logout_redirect}
        return _with(ends, asked if hint is None else {**asked, "logout_hint": hint})

    def _described(self) -> Provider:
        try:
            return self._provider.get()
        except IssuerUnavailable as problem:
            raise SignInRefused(SignInFault.AWAY, problem.why) from None

    def _check_sender(self, provider: Provider, iss: str | None) -> None:
        """Refuse the answer of another sign-in service (RFC 9207 section 2.4)."""
        if (iss is None and provider.names_itself) or iss not in (None, self._settings.issuer):
            raise SignInRefused(SignInFault.ISSUER, "the answer is not from the issuer that was asked (iss)")

    def _given(self, provider: Provider, code: str, attempt: Attempt) -> Given:
        try:
            return exchanged(self._client, provider, self._me, code, attempt.verifier)
        except IssuerUnavailable as problem:
            raise SignInRefused(SignInFault.AWAY, problem.why) from None

    def _identity(self, given: Given, code: str, attempt: Attempt) -> Identity:
        expected = Expected(self._me.client_id, attempt.nonce, code, given.access_token)
        try:
            return identity(given.id_token, self._settings, self._keys, expected, self._clock())
        except TokenRefused as refused:
            fault = SignInFault.CLOCK if refused.reason in _CLOCKS else SignInFault.TOKEN
            raise SignInRefused(fault, f"{refused.reason}: {refused.description}") from None
        except IssuerUnavailable as problem:
            raise SignInRefused(SignInFault.AWAY, problem.why) from None

    def _check_age(self, found: Identity, max_age: int | None) -> None:
        """Refuse one who authenticated too long ago for what was asked (OpenID Connect Core section 3.1.2.1)."""
        if max_age is None:
            return
        if found.authenticated_at is None:
            raise SignInRefused(SignInFault.OLD, "the issuer does not say when she authenticated (auth_time)")
        if found.authenticated_at + timedelta(seconds=max_age) + self._settings.skew < self._clock():
            raise SignInRefused(SignInFault.OLD, "she authenticated longer ago than was asked (max_age)")


def _said_no(error: str) -> SignInRefused:
    """The refusal that the sign-in service's own error is (RFC 6749 section 4.1.2.1); only known words are repeated."""
    if error in _DENIED:
        return SignInRefused(SignInFault.DENIED, f"the sign-in service said {error}")
    if error in _AWAY:
        return SignInRefused(SignInFault.AWAY, f"the sign-in service said {error}")
    return SignInRefused(SignInFault.SETTINGS, "the sign-in service refused what was asked of it")


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
