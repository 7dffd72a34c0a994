"""Reads the ID token that says who signed in: strictly, for this sign-in and this service alone, and then drops it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gatekeeper.auth.claim_values import authenticated_at, instant_claim, name_claim
from gatekeeper.auth.envelope import ID_TYPES, opened
from gatekeeper.auth.errors import Reason, TokenRefused
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.keys import KeySource
from gatekeeper.auth.signatures import verified_payload
from gatekeeper.auth.strict import NotStrict, json_object

OLDEST: Final = timedelta(minutes=5)
"""How long ago an ID token may have been issued: it comes at once, by our own call."""
LONGEST: Final = timedelta(hours=24)
"""The longest life of an ID token that is believed. Of use to us it is for this moment alone."""
MOST_NAME: Final = 200
_WANTED: Final = "the token is no ID token: its typ must be JWT, or none"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in. ``subject`` is her lasting name by which the register knows her, ``sub`` the issuer's own of her.

    ``name`` is for showing alone. ``authenticated_at`` is None where the issuer does not say it; ``acr`` is how, in
    the issuer's words.
    """

    issuer: str
    subject: str
    sub: str
    name: str | None
    authenticated_at: datetime | None
    acr: str | None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the ID token of one sign-in must fit: our id, the nonce, and what came and went beside it."""

    client_id: str
    nonce: str
    code: str
    access_token: str | None


def identity(text: str, settings: IssuerSettings, keys: KeySource, expected: Expected, now: datetime) -> Identity:
    """Who the ID token says signed in (OpenID Connect Core 1.0 section 3.1.3.7).

    Nothing of the payload is read before its signature is checked. Raises TokenRefused, and IssuerUnavailable.
    """
    envelope = opened(text, settings.algorithms, ID_TYPES, _WANTED)
    payload = verified_payload(envelope.text, keys.key(envelope.kid, envelope.algorithm))
    try:
        claims = json_object(payload)
    except NotStrict:
        raise TokenRefused(Reason.MALFORMED, "the payload must be a JSON object with no member twice") from None
    _refuse_other_kinds(claims)
    _refuse_other_places(claims, settings, expected.client_id)
    issued_at = _issued_at(claims, settings, now)
    _refuse_other_sign_ins(claims, expected)
    sub = name_claim(claims, "sub")
    if sub == expected.client_id or sub in settings.programs:
        raise TokenRefused(Reason.CLIENT, "a program signs in to no pages")
    return Identity(
        issuer=settings.issuer,
        subject=settings.claims.person_of(claims),
        sub=sub,
        name=_shown(claims.get("name")),
        authenticated_at=authenticated_at(_whole(claims), issued_at + settings.skew),
        acr=name_claim(claims, "acr") if "acr" in claims else None,
    )


def _refuse_other_kinds(claims: Mapping[str, object]) -> None:
    if "events" in claims or claims.get("typ", "ID") != "ID" or claims.get("token_use", "id") != "id":
        raise TokenRefused(Reason.TYPE, "the claims are those of another kind of token")


def _refuse_other_places(claims: Mapping[str, object], settings: IssuerSettings, client_id: str) -> None:
    if claims.get("iss") != settings.issuer:
        raise TokenRefused(Reason.ISSUER, "the token is not from the issuer that is trusted here (iss)")
    said = claims.get("aud")
    audiences = said if isinstance(said, list) else [said]
    if not all(isinstance(each, str) for each in audiences) or client_id not in audiences:
        raise TokenRefused(Reason.AUDIENCE, "the token is not for this service (aud)")
    if ("azp" in claims or len(audiences) > 1) and claims.get("azp") != client_id:
        raise TokenRefused(Reason.AUDIENCE, "the token was given to another service (azp)")


def _issued_at(claims: Mapping[str, object], settings: IssuerSettings, now: datetime) -> datetime:
    """When it was issued: just now, by clocks that agree, and for a bounded time."""
    issued_at, expires_at = instant_claim(claims, "iat"), instant_claim(claims, "exp")
    if issued_at - settings.skew > now:
        raise TokenRefused(Reason.NOT_YET, "the token was issued in the future; the clocks differ")
    if "nbf" in claims and instant_claim(claims, "nbf") - settings.skew > now:
        raise TokenRefused(Reason.NOT_YET, "the token is not valid yet (nbf)")
    if expires_at + settings.skew <= now or issued_at + OLDEST + settings.skew <= now:
        raise TokenRefused(Reason.EXPIRED, "the token was issued too long ago; the clocks differ")
    if not timedelta(0) < expires_at - issued_at <= LONGEST:
        raise TokenRefused(Reason.LIFETIME, "the token must end after it begins, within a day")
    return issued_at


def _refuse_other_sign_ins(claims: Mapping[str, object], expected: Expected) -> None:
    """Refuse the token of another sign-in, or one that goes with another code or access token (section 3.3.2.11)."""
    if not hmac.compare_digest(name_claim(claims, "nonce").encode(), expected.nonce.encode()):
        raise TokenRefused(Reason.BOUND, "the token is of another sign-in (nonce)")
    access_token = expected.access_token
    if access_token is not None and "at_hash" in claims and not _fits(claims, "at_hash", access_token):
        raise TokenRefused(Reason.BOUND, "the token goes with another access token (at_hash)")
    if "c_hash" in claims and not _fits(claims, "c_hash", expected.code):
        raise TokenRefused(Reason.BOUND, "the token goes with another code (c_hash)")


def _fits(claims: Mapping[str, object], name: str, text: str) -> bool:
    """Whether the claim is the left half of the text's SHA-256, which both algorithms use."""
    half = hashlib.sha256(text.encode()).digest()[:16]
    wanted = base64.urlsafe_b64encode(half).rstrip(b"=")
    return hmac.compare_digest(name_claim(claims, name).encode(), wanted)


def _whole(claims: Mapping[str, object]) -> Mapping[str, object]:
    """The claims with auth_time in whole seconds: some issuers write parts of one (RFC 7519 section 2)."""
    at = claims.get("auth_time")
    return {**claims, "auth_time": int(at)} if isinstance(at, float) else claims


def _shown(name: object) -> str | None:
    """A name that can be shown on a page, or None."""
    if not isinstance(name, str) or not name.strip() or len(name) > MOST_NAME or not name.isprintable():
        return None
    return name.strip()
