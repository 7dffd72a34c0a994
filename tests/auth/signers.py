"""Makes real keys and real tokens for tests, right ones and wrong ones, byte by byte and without python-jose."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

NOW: Final = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AUDIENCE: Final = "https://gatekeeper.council.example/api"


class Absent(Enum):
    """Stands for a member that is left out."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def packed(value: object) -> str:
    """A value as a part of a token; bytes are taken as they are."""
    return b64(value if isinstance(value, bytes) else json.dumps(value).encode())


def number(value: int, size: int | None = None) -> str:
    return b64(value.to_bytes(size or (value.bit_length() + 7) // 8))


@dataclass(frozen=True)
class Signer:
    """A private key of an issuer."""

    kid: str
    private: Private

    @property
    def algorithm(self) -> str:
        return "RS256" if isinstance(self.private, rsa.RSAPrivateKey) else "ES256"

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), SHA256())
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def jwk(self, **changes: object) -> dict[str, object]:
        """The public key as an entry of a key set; a change to ABSENT leaves a member out."""
        entry: dict[str, object] = {"kid": self.kid, "use": "sig", "alg": self.algorithm}
        if isinstance(self.private, rsa.RSAPrivateKey):
            public = self.private.public_key().public_numbers()
            entry |= {"kty": "RSA", "n": number(public.n), "e": number(public.e)}
        else:
            point = self.private.public_key().public_numbers()
            entry |= {"kty": "EC", "crv": "P-256", "x": number(point.x, 32), "y": number(point.y, 32)}
        return {name: value for name, value in (entry | changes).items() if value is not ABSENT}


@cache
def curve_signer(kid: str = "curve") -> Signer:
    return Signer(kid, ec.generate_private_key(ec.SECP256R1()))


@cache
def rsa_signer(kid: str = "rsa", bits: int = 2_048) -> Signer:
    return Signer(kid, rsa.generate_private_key(65_537, bits))


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def good_claims(issuer: str, **changes: object) -> dict[str, object]:
    """The claims of a councillor's token of five minutes; a change to ABSENT leaves one out."""
    claims: dict[str, object] = {
        "iss": issuer,
        "sub": "councillor-17",
        "aud": AUDIENCE,
        "iat": seconds(NOW),
        "exp": seconds(NOW + timedelta(minutes=5)),
        "client_id": "member-app",
        "jti": "token-1",
        "scope": "openid requests:submit requests:read",
    }
    return {name: value for name, value in (claims | changes).items() if value is not ABSENT}


def token(
    signer: Signer, claims: object, header: Mapping[str, object] | bytes | None = None, /, **changes: object
) -> str:
    """A token that the signer signs over whatever is given."""
    said: object = header
    if header is None:
        right = {"typ": "at+jwt", "alg": signer.algorithm, "kid": signer.kid}
        said = {name: value for name, value in (right | changes).items() if value is not ABSENT}
    start = f"{packed(said)}.{packed(claims)}"
    return f"{start}.{b64(signer.sign(start.encode()))}"
