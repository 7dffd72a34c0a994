"""A small real web server on this machine that answers just as a test says: late, wrongly, elsewhere, or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast


@dataclass(frozen=True)
class Heard:
    """A call as the server heard it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Says:
    """What the server answers. ``breaks``: it hangs up after so many bytes of the body."""

    body: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    breaks: int | None = None

    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Server(ThreadingHTTPServer):
    """The server. ``answers`` are given one after another, the last for ever; ``heard`` holds every call."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[Says | Callable[[Heard], Says]] = []
        self.heard: list[Heard] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def says(self, *answers: Says | Callable[[Heard], Says]) -> None:
        self.answers = list(answers)

    def next(self, heard: Heard) -> Says:
        self.heard.append(heard)
        found = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return found(heard) if callable(found) else found

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is no fault of the server."""


class _Handler(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        server = cast(Server, self.server)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = server.next(Heard(self.command, self.path, headers, body))
        self.send_response(said.status)
        for name, value in ({"Content-Type": "application/json"} | said.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.bytes())))
        self.end_headers()
        self.wfile.write(said.bytes()[: said.breaks])
        self.close_connection = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""


@contextmanager
def scripted() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
