"""Waits on this machine for the browser that comes back from the council's sign-in (RFC 8252 section 7.3)."""

from __future__ import annotations

import hmac
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, cast
from urllib.parse import parse_qsl, urlsplit

from gatekeeper.client.errors import Distrusted, SignInFailed

PATH: Final = "/callback"
_HOST: Final = "127.0.0.1"
_STEP_SECONDS: Final = 5.0
_PLAIN_LETTERS: Final = 60
_HEADERS: Final = {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}
_RECEIVED: Final = "The sign-in has been received. Close this window and go back to the command line."
_OTHER: Final = "This is not the sign-in that was begun on this machine. Nothing was done."


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come back: our own ``state``; and the issuer's name, at least where it always says it (RFC 9207)."""

    state: str
    issuer: str
    names_itself: bool


class Loopback(ThreadingHTTPServer):
    """The waiting end. It takes one answer that belongs to our own question, and turns every other away."""

    daemon_threads = True

    def __init__(self, expected: Expected) -> None:
        super().__init__((_HOST, 0), _Handler)
        self._expected = expected
        self._come: queue.SimpleQueue[dict[str, str]] = queue.SimpleQueue()

    @property
    def redirect(self) -> str:
        """The address to which the browser is to be sent back."""
        return f"http://{self.authority}{PATH}"

    @property
    def authority(self) -> str:
        """The host and port of that address."""
        return f"{_HOST}:{self.server_address[1]}"

    def takes(self, query: str) -> bool:
        """Whether a query is the answer to our question; it is kept if so."""
        try:
            pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=20)
        except ValueError:
            return False
        said = dict(pairs)
        if len(said) != len(pairs) or not hmac.compare_digest(said.get("state", "").encode(), self._state):
            return False
        self._come.put(said)
        return True

    def code(self, seconds: float) -> str:
        """The code of the answer. Raises SignInFailed, and Distrusted where another issuer answered."""
        try:
            said = self._come.get(timeout=seconds)
        except queue.Empty:
            why = f"nobody signed in within {seconds:g} seconds"
            raise SignInFailed("You are not signed in", why, "begin again") from None
        self._refuse_other_issuer(said.get("iss"))
        if "error" in said or not said.get("code"):
            code = said.get("error", "")
            plain = len(code) < _PLAIN_LETTERS and code.replace("_", "").isalnum()
            why = f"the council's sign-in answered {code}" if plain else "the council's sign-in gave no code"
            raise SignInFailed("You are not signed in", why, "begin again, or ask whoever runs the sign-in")
        return said["code"]

    @property
    def _state(self) -> bytes:
        return self._expected.state.encode()

    def _refuse_other_issuer(self, name: str | None) -> None:
        missing = name is None and self._expected.names_itself
        if missing or name not in (None, self._expected.issuer):
            why = "the answer is not from the sign-in that was asked"
            raise Distrusted("You are not signed in", why, "begin again; tell whoever runs the service if it stays so")


class _Handler(BaseHTTPRequestHandler):
    timeout = _STEP_SECONDS

    def do_GET(self) -> None:
        server, parts = cast(Loopback, self.server), urlsplit(self.path)
        ours = self.headers.get_all("Host") == [server.authority] and parts.path == PATH
        if ours and server.takes(parts.query):
            self._say(200, _RECEIVED)
        else:
            self._say(400 if ours else 404, _OTHER)

    def _say(self, status: int, words: str) -> None:
        self.send_response(status)
        body = f"{words}\n".encode()
        for name, value in (_HEADERS | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def version_string(self) -> str:
        """Nothing is said of the program that waits."""
        return "gatekeeper"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: the address holds the code."""


@contextmanager
def waiting(expected: Expected) -> Iterator[Loopback]:
    """The waiting end, open while the context lasts."""
    with Loopback(expected) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
