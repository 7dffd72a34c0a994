"""The API behind a real server on a socket of this machine, for what only sockets and threads can show."""

from __future__ import annotations

import socket
import struct
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx
import uvicorn

from tests.api.calling import COUNCIL, Service

_START_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Served:
    """A service that listens at a port of this machine."""

    service: Service
    port: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def call(self, method: str, path: str, who: str, given: Any = None, **headers: str) -> httpx.Response:
        """One call by a person of the council over a connection of its own; a key of its own where none is given."""
        told = {"Idempotency-Key": uuid.uuid4().hex} | {name.replace("_", "-"): each for name, each in headers.items()}
        signed = told | {"Authorization": f"Bearer {self.service.token(who)}"}
        with httpx.Client(base_url=self.address, timeout=60) as client:
            return client.request(method, f"{COUNCIL}{path}", headers=signed, json=given)

    def bytes_of(self, path: str, who: str, body: bytes, key: str) -> bytes:
        """A command as it goes over the line."""
        head = (
            f"POST {COUNCIL}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.service.token(who)}\r\n"
            f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode("ascii") + body

    def cut_off(self, sent: bytes, after: float) -> None:
        """Send this and go away without a word after so many seconds, reading nothing."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.sendall(sent)
        time.sleep(after)
        line.close()

    def exchange(self, sent: bytes, answers: int) -> list[bytes]:
        """Send this in one go, and the bodies of so many answers that come back over the same connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(sent)
            stream = line.makefile("rb")
            return [_body(stream) for _ in range(answers)]


def _body(stream: Any) -> bytes:
    length = 0
    while (said := stream.readline().strip()) != b"":
        name, _, value = said.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return bytes(stream.read(length))


@contextmanager
def served(service: Service) -> Iterator[Served]:
    """The service behind a server in a thread; it is stopped at the end."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    told: dict[str, Any] = {"lifespan": "off", "ws": "none", "access_log": False, "log_config": None}
    server = uvicorn.Server(uvicorn.Config(service.app, host="127.0.0.1", port=port, **told))
    thread = threading.Thread(target=server.run, name="served")
    thread.start()
    try:
        _wait_for(server)
        yield Served(service, port)
    finally:
        server.should_exit = True
        thread.join(_START_SECONDS)


def _wait_for(server: uvicorn.Server) -> None:
    until = time.monotonic() + _START_SECONDS
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.01)
