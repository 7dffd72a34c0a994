"""Finds an issuer's usable keys: its description of itself, then its key set (RFC 8414, RFC 7517), all checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import httpx

from gatekeeper.auth.addresses import is_trusted, origin
from gatekeeper.auth.errors import IssuerUnavailable, IssuerUntrusted
from gatekeeper.auth.fetching import fetched_object
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.signatures import Algorithm, SigningKey, signing_key
from gatekeeper.auth.strict import NotStrict, base64url_bytes, is_name

MOST_KEYS: Final = 100
LEAST_BITS: Final = 2_048
MOST_BITS: Final = 8_192
_LEAST_EXPONENT: Final = 65_537
_LONGEST_EXPONENT: Final = 4
_COORDINATE: Final = 32

Keys = Mapping[tuple[str, Algorithm], SigningKey]


def fetched_keys(client: httpx.Client, settings: IssuerSettings) -> Keys:
    """The issuer's usable keys, by kid and algorithm; at least one.

    Raises IssuerUntrusted where the issuer describes itself as another, or its keys lie where they are not trusted,
    and IssuerUnavailable for every other fault.
    """
    described = fetched_object(client, settings.discovery)
    if described.get("issuer") != settings.issuer:
        said = ascii(described.get("issuer"))[:120]
        why = f"{settings.discovery} says that its issuer is {said}, not {settings.issuer!r} letter for letter"
        raise IssuerUntrusted(f"{why}; correct the setting, or leave this issuer alone")
    return usable_keys(fetched_object(client, _keys_address(described, settings)), settings.algorithms)


def _keys_address(described: Mapping[str, object], settings: IssuerSettings) -> str:
    address = described.get("jwks_uri")
    if not isinstance(address, str) or not is_trusted(address, development=settings.development):
        raise IssuerUntrusted(f"{settings.discovery} gives no plain https address of its keys (jwks_uri)")
    if origin(address) not in {origin(settings.issuer), *settings.key_origins}:
        why = f"{settings.discovery} says that its keys lie at another origin, {origin(address)[:100]}"
        raise IssuerUntrusted(f"{why}; name it in key_origins if that is right")
    return address


def usable_keys(document: Mapping[str, object], algorithms: frozenset[Algorithm]) -> Keys:
    """Those of a key set that check signatures of these algorithms; keys of other kinds are passed over.

    Where two entries claim one kid and algorithm, neither is used. Raises IssuerUnavailable where no key is left: an
    emptied set is an outage, and `flush` is how keys are withdrawn at once.
    """
    entries = document.get("keys")
    if not isinstance(entries, list):
        raise IssuerUnavailable("the issuer's key set has no list of keys")
    if len(entries) > MOST_KEYS:
        raise IssuerUnavailable(f"the issuer's key set has more than {MOST_KEYS} keys; no issuer needs so many")
    found = [key for entry in entries if (key := _usable(entry, algorithms)) is not None]
    places = [(key.kid, key.algorithm) for key in found]
    keys = {place: key for place, key in zip(places, found, strict=True) if places.count(place) == 1}
    if not keys:
        raise IssuerUnavailable("the issuer's key set holds no key that can be used (ES256, or RS256 of 2,048 bits)")
    return keys


def _usable(entry: object, algorithms: frozenset[Algorithm]) -> SigningKey | None:
    """The key of one entry, or None where it is for another purpose, too weak, or no key.

    A private key that lies open in the set (``d``) can sign for anybody, so it counts for nothing.
    """
    if not isinstance(entry, dict) or "d" in entry or entry.get("use", "sig") != "sig":
        return None
    operations = entry.get("key_ops", ["verify"])
    if not isinstance(operations, list) or "verify" not in operations:
        return None
    kid, kind = entry.get("kid"), entry.get("kty")
    if not isinstance(kid, str) or not is_name(kid):
        return None
    algorithm = {"EC": Algorithm.ES256, "RSA": Algorithm.RS256}.get(kind) if isinstance(kind, str) else None
    if algorithm not in algorithms or entry.get("alg", algorithm) != algorithm:
        return None
    parts = _curve_parts(entry) if algorithm is Algorithm.ES256 else _rsa_parts(entry)
    return signing_key(kid, algorithm, parts) if parts else None


def _curve_parts(entry: Mapping[str, object]) -> dict[str, str] | None:
    """The parts of a P-256 key (RFC 7518 section 6.2.1), or None."""
    x, y = entry.get("x"), entry.get("y")
    if entry.get("crv") != "P-256" or not isinstance(x, str) or not isinstance(y, str):
        return None
    if {len(_bytes(x)), len(_bytes(y))} != {_COORDINATE}:
        return None
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def _rsa_parts(entry: Mapping[str, object]) -> dict[str, str] | None:
    """The parts of an RSA key of 2,048 to 8,192 bits (RFC 7518 sections 3.3, 6.3.1), or None."""
    n, e = entry.get("n"), entry.get("e")
    if not isinstance(n, str) or not isinstance(e, str) or len(_bytes(e)) > _LONGEST_EXPONENT:
        return None
    modulus, exponent = int.from_bytes(_bytes(n)), int.from_bytes(_bytes(e))
    if not LEAST_BITS <= modulus.bit_length() <= MOST_BITS or exponent < _LEAST_EXPONENT:
        return None
    if modulus % 2 == 0 or exponent % 2 == 0:
        return None
    return {"kty": "RSA", "n": n, "e": e}


def _bytes(part: str) -> bytes:
    """The bytes of a part; none where it is not spelt strictly."""
    try:
        return base64url_bytes(part)
    except NotStrict:
        return b""
