"""Serves one contestant on a free port of this machine, until its standard input ends; it prints the port first."""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from bench.api_bare import bare_app
from bench.api_place import api_over, front_over
from bench.bare import BareTables
from gatekeeper.main.serving import spared
from gatekeeper.storage.engine import open_engine

API, FRONT, BARE, NOTHING = "api", "front", "bare", "nothing"
_EMPTY: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
_END: Final = b"\r\n\r\n"


class Nothing(asyncio.Protocol):
    """Answers every call that has no body with nothing, as fast as can be: shows the ceiling of the load client."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once for each end of a call's head; a call's head comes whole on this machine."""
        self._transport.write(_EMPTY * data.count(_END))


@contextmanager
def application(kind: str, database: str, council_id: str, issuer: str) -> Iterator[ASGIApp]:
    """The API alone or with the pages before it, or the bare one beside it, over the database at that address."""
    engine = open_engine(database)
    try:
        if kind == BARE:
            yield bare_app(BareTables(engine, council_id))
            return
        over = front_over if kind == FRONT else api_over
        with tempfile.TemporaryDirectory() as folder, over(engine, issuer, Path(folder)) as app:
            yield app
    finally:
        engine.dispose()


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve with one worker, as in service, until standard input ends."""
    config = uvicorn.Config(app, access_log=False, proxy_headers=False, server_header=False, log_level="warning")
    server = uvicorn.Server(config)

    def stop() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=stop, daemon=True).start()
    with spared():
        server.run(sockets=[listening])


async def serve_nothing(listening: socket.socket) -> None:
    """Answer with nothing until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Nothing, sock=listening)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    """Serve what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m bench.api_serve", description=__doc__)
    parser.add_argument("kind", choices=(API, FRONT, BARE, NOTHING))
    for name in ("database", "council_id", "issuer"):
        parser.add_argument(f"--{name}", default="")
    given = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        # As in service: asyncio does this only for sockets that name their protocol, and answers would wait 40 ms.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if given.kind == NOTHING:
            print(listening.getsockname()[1], flush=True)
            asyncio.run(serve_nothing(listening))
            return
        with application(given.kind, given.database, given.council_id, given.issuer) as app:
            print(listening.getsockname()[1], flush=True)
            serve(app, listening)


if __name__ == "__main__":
    main()
