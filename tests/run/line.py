"""A line between the service and its PostgreSQL server that a test can cut, hold up, or make slow."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, make_url


class Line:
    """Passes bytes both ways. ``held``: nothing passes, and nobody is told. ``slow``: seconds before each piece."""

    def __init__(self, server: URL) -> None:
        self._server = server
        self._listening: socket.socket | None = None
        self._ends: set[socket.socket] = set()
        self.port = 0
        self.held, self.slow = threading.Event(), 0.0

    def open(self) -> None:
        """Take calls, at the same port as before."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._take, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """End every connection and take no new one: the server is down."""
        if self._listening is not None:
            with suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
        for end in list(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _take(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = self._to_server()
                self._ends |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _to_server(self) -> socket.socket:
        host = str(self._server.query.get("host", self._server.host))
        port = int(self._server.port or 5432)
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(next(Path(host).glob(".s.PGSQL.*[0-9]"))))
        return far

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65_536):
                time.sleep(self.slow)
                while self.held.is_set():
                    time.sleep(0.05)
                other.sendall(piece)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(address: str) -> Iterator[tuple[Line, str]]:
    """A line to the database of that address, and the address of the database by that line."""
    server = make_url(address)
    line = Line(server)
    line.open()
    near = server.set(host="127.0.0.1", port=line.port, query={})
    try:
        yield line, near.render_as_string(hide_password=False)
    finally:
        line.held.clear()
        line.cut()
