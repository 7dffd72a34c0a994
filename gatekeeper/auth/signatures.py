"""Checks the signature of a token with one key that has one algorithm; the only place that knows python-jose.

The library by itself accepts far too much (see docs/tokens.md), so it is given one key, made once from checked parts,
and one algorithm; whatever it might read leniently has been read strictly before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jose import jwk, jws
from jose.backends.base import Key
from jose.exceptions import JOSEError

from gatekeeper.auth.errors import Reason, TokenRefused


class Algorithm(StrEnum):
    """The signatures that can be accepted (RFC 7518 section 3.1). ES256 is preferred."""

    ES256 = "ES256"
    RS256 = "RS256"


@dataclass(frozen=True, slots=True, eq=False)
class SigningKey:
    """An issuer's public key, which checks signatures of one algorithm and of no other."""

    kid: str
    algorithm: Algorithm
    material: Key


def signing_key(kid: str, algorithm: Algorithm, parts: dict[str, str]) -> SigningKey | None:
    """The key of checked JWK parts (kty and crv, x, y or n, e), or None where they are no key at all."""
    try:
        return SigningKey(kid, algorithm, jwk.construct(parts, algorithm.value))
    except (JOSEError, ValueError):
        return None


def verified_payload(text: str, key: SigningKey) -> bytes:
    """The payload of a compact token whose signature this key has made. Raises TokenRefused (signature)."""
    try:
        return jws.verify(text, key.material, algorithms=[key.algorithm.value])
    except (JOSEError, ValueError):
        raise TokenRefused(Reason.SIGNATURE, "the signature is not one of the issuer's") from None
