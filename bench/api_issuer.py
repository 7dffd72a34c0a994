"""An issuer of tokens on this machine alone, for the measurements: one key, one address, tokens made ahead."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from bench.service_world import NOW
from gatekeeper.auth import Scope

AUDIENCE: Final = "https://gatekeeper.council.example"
"""The measured service's own address, which is its name in tokens."""
_KID: Final = "measured"


class Issuer:
    """Signs tokens (ES256), and knows where its keys are published."""

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        self._private = private
        self.address = ""

    def token(self, person: str) -> str:
        """The access token of a person, by her name at this issuer, for everything that may be asked for."""
        claims: dict[str, Any] = {"iss": self.address, "aud": AUDIENCE, "sub": person, "client_id": "measuring"}
        claims |= {"jti": f"of-{person}", "iat": _seconds(NOW), "exp": _seconds(NOW + timedelta(minutes=10))}
        header = {"typ": "at+jwt", "alg": "ES256", "kid": _KID}
        start = f"{_part(header)}.{_part(claims | {'scope': ' '.join(Scope)})}"
        r, s = decode_dss_signature(self._private.sign(start.encode(), ec.ECDSA(SHA256())))
        return f"{start}.{_base64(r.to_bytes(32) + s.to_bytes(32))}"

    def published(self, path: str) -> dict[str, Any]:
        """What lies at a path of this issuer: its description, or its keys."""
        if path == "/keys":
            return {"keys": [self._key()]}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}

    def _key(self) -> dict[str, str]:
        point = self._private.public_key().public_numbers()
        at = {"x": _base64(point.x.to_bytes(32)), "y": _base64(point.y.to_bytes(32))}
        return {"kty": "EC", "crv": "P-256", "kid": _KID, "use": "sig", "alg": "ES256"} | at


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, issuer: Issuer, *connection: Any) -> None:
        self._issuer = issuer
        super().__init__(*connection)

    def do_GET(self) -> None:
        body = json.dumps(self._issuer.published(self.path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    """An issuer that answers until the end."""
    issuer = Issuer(ec.generate_private_key(ec.SECP256R1()))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, issuer)) as server:
        issuer.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield issuer
        finally:
            server.shutdown()
            thread.join()


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _part(value: object) -> str:
    return _base64(json.dumps(value).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
