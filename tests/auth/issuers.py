"""A small real web server on this machine that plays the issuer of tokens: a good one, and every bad one."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, cast
from urllib.parse import parse_qsl

from tests.auth.signers import ABSENT, Signer

DISCOVERY: Final = "/realms/council/.well-known/openid-configuration"
KEYS: Final = "/realms/council/keys"
AUTHORIZE: Final = "/realms/council/authorize"
TOKEN: Final = "/realms/council/token"
END: Final = "/realms/council/end"


@dataclass(frozen=True)
class Answer:
    """What the server sends: status, headers, body; ``length`` is what it says of the
    body's length, ``pause`` how many seconds it waits after each byte."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    length: int | None = None
    pause: float = 0


def as_json(value: object) -> Answer:
    return Answer(json.dumps(value).encode())


class FakeIssuer(ThreadingHTTPServer):
    """The server. ``answers`` holds what each path gives; ``hits`` counts the calls of each path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.hits: Counter[str] = Counter()
        self.headers_seen: list[dict[str, str]] = []
        self.forms_seen: list[dict[str, str]] = []
        self.gate = threading.Event()
        self.describe()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def issuer(self) -> str:
        return f"{self.origin}/realms/council"

    def describe(self, **changes: object) -> None:
        """Publish the description of the issuer, with changes."""
        said: dict[str, object] = {
            "issuer": self.issuer,
            "jwks_uri": f"{self.origin}{KEYS}",
            "authorization_endpoint": f"{self.origin}{AUTHORIZE}",
            "token_endpoint": f"{self.origin}{TOKEN}",
            "end_session_endpoint": f"{self.origin}{END}",
            "authorization_response_iss_parameter_supported": True,
        }
        left = {name: value for name, value in (said | changes).items() if value is not ABSENT}
        self.answers[DISCOVERY] = as_json(left)

    def publish(self, *signers: Signer) -> None:
        self.publish_entries([signer.jwk() for signer in signers])

    def publish_entries(self, entries: Sequence[object]) -> None:
        self.answers[KEYS] = as_json({"keys": entries})

    def hold(self, path: str) -> None:
        """Answer that path only once ``gate`` is set."""
        right = self.answers[path]
        self.answers[path] = lambda: right if self.gate.wait(5) and isinstance(right, Answer) else Answer(status=500)

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up on a hostile answer is no fault of the server."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        cast(FakeIssuer, self.server).forms_seen.append(dict(parse_qsl(body)))
        self.do_GET()

    def do_GET(self) -> None:
        issuer = cast(FakeIssuer, self.server)
        issuer.hits[self.path] += 1
        issuer.headers_seen.append({name.lower(): value for name, value in self.headers.items()})
        found = issuer.answers.get(self.path, Answer(status=404))
        answer = found() if callable(found) else found
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        if not answer.pause:
            self.wfile.write(answer.body)
            return
        for byte in answer.body:
            self.wfile.write(bytes([byte]))
            time.sleep(answer.pause)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@contextmanager
def running_issuer() -> Iterator[FakeIssuer]:
    with FakeIssuer() as issuer:
        thread = threading.Thread(target=issuer.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield issuer
        finally:
            issuer.gate.set()
            issuer.shutdown()
            thread.join()
