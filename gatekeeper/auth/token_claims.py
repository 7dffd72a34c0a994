"""Reads what a signed token says, claim by claim, each of one type and within one bound (RFC 9068 sections 2.2, 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from gatekeeper.auth.access_token import AccessToken, Kind
from gatekeeper.auth.claim_values import authenticated_at, instant_claim, name_claim
from gatekeeper.auth.errors import Reason, TokenRefused
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.scopes import Scope, known_scopes
from gatekeeper.auth.strict import NotStrict, json_object

OTHER_TOKENS: Final = frozenset({"at_hash", "c_hash", "s_hash", "events", "sub_jwk", "sub_id", "htm", "htu"})
"""Claims of ID tokens, logout tokens, security events and proofs of possession, which are no access tokens."""
_SCOPES: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*")


def access_token(payload: bytes, settings: IssuerSettings, now: datetime) -> AccessToken:
    """The access token that a payload, whose signature has been checked, says at that instant. Raises TokenRefused."""
    try:
        claims = json_object(payload)
    except NotStrict:
        raise TokenRefused(Reason.MALFORMED, "the payload must be a JSON object with no member twice") from None
    _refuse_other_kinds(claims)
    _refuse_other_places(claims, settings)
    issued_at, expires_at = _times(claims, settings, now)
    client_id, subject = name_claim(claims, "client_id"), name_claim(claims, "sub")
    kind = _kind(client_id, subject, settings)
    return AccessToken(
        issuer=settings.issuer,
        subject=subject,
        client_id=client_id,
        kind=kind,
        person=settings.claims.person_of(claims) if kind == "person" else None,
        scopes=_scopes(claims),
        groups=settings.claims.groups_of(claims),
        roles=settings.claims.roles_of(claims),
        jti=name_claim(claims, "jti"),
        issued_at=issued_at,
        expires_at=expires_at,
        authenticated_at=authenticated_at(claims, issued_at + settings.skew),
    )


def _refuse_other_kinds(claims: Mapping[str, object]) -> None:
    """Refuse what is another kind of token, or is no bearer token, whatever its header says."""
    if OTHER_TOKENS & claims.keys() or claims.get("typ", "Bearer") != "Bearer":
        raise TokenRefused(Reason.TYPE, "the claims are those of another kind of token")
    if claims.get("token_use", "access") != "access":
        raise TokenRefused(Reason.TYPE, "the claims are those of another kind of token")
    if "cnf" in claims:
        raise TokenRefused(Reason.BOUND, "the token is bound to a key (cnf), which cannot be proved here")
    if claims.keys() & {"act", "may_act"}:
        raise TokenRefused(Reason.BOUND, "the token lets one act as another (act); each person uses her own token")


def _refuse_other_places(claims: Mapping[str, object], settings: IssuerSettings) -> None:
    if claims.get("iss") != settings.issuer:
        raise TokenRefused(Reason.ISSUER, "the token is not from the issuer that is trusted here (iss)")
    said = claims.get("aud")
    audiences = said if isinstance(said, list) else [said]
    if not all(isinstance(each, str) for each in audiences) or settings.audience not in audiences:
        raise TokenRefused(Reason.AUDIENCE, "the token is not for this service (aud)")


def _times(claims: Mapping[str, object], settings: IssuerSettings, now: datetime) -> tuple[datetime, datetime]:
    """When it was issued and when it ends: both past doubt within the skew, and no longer apart than is allowed."""
    issued_at, expires_at = instant_claim(claims, "iat"), instant_claim(claims, "exp")
    if expires_at + settings.skew <= now:
        raise TokenRefused(Reason.EXPIRED, "the token has expired; get a new one")
    if issued_at - settings.skew > now:
        raise TokenRefused(Reason.NOT_YET, "the token was issued in the future; the clocks differ")
    if "nbf" in claims and instant_claim(claims, "nbf") - settings.skew > now:
        raise TokenRefused(Reason.NOT_YET, "the token is not valid yet (nbf)")
    if not timedelta(0) < expires_at - issued_at <= settings.longest_lifetime:
        minutes = settings.longest_lifetime // timedelta(minutes=1)
        raise TokenRefused(Reason.LIFETIME, f"the token must end after it begins, within {minutes} minutes")
    return issued_at, expires_at


def _kind(client_id: str, subject: str, settings: IssuerSettings) -> Kind:
    """A program is a client named as one, or one that is its own subject (RFC 9068 section 2.2); it must be named."""
    if client_id in settings.programs:
        return "program"
    if client_id == subject or subject in settings.programs:
        raise TokenRefused(Reason.CLIENT, "the client acts as itself but is not one of the programs known here")
    return "person"


def _scopes(claims: Mapping[str, object]) -> frozenset[Scope]:
    if "scope" not in claims:
        return frozenset()
    said = claims["scope"]
    if said == "":
        return frozenset()
    if not isinstance(said, str) or not _SCOPES.fullmatch(said):
        raise TokenRefused(Reason.CLAIMS, "the claim scope must be words with one space between them")
    return known_scopes(said.split(" "))
