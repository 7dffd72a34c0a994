"""Serves what was put together until the process is told to stop; what is in flight is finished first."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Final, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from gatekeeper.main.assembling import with_pages
from gatekeeper.policy.library import law
from gatekeeper.services.cases.states import permissions
from gatekeeper.services.door import Engine
from gatekeeper.settings import ApiSettings, PagesSettings, Settings, SettingsError

GRACE_SECONDS: Final = 30
"""How long what is in flight may take to end once the service is told to stop."""
HEAD_SECONDS: Final = 10
"""How long a new connection may take to ask something; one that says nothing is closed then."""
_BACKLOG: Final = 512
_NEW_OBJECTS: Final = 50_000
"""After so many new objects it is looked for some to be freed."""
Ready = Callable[[], None]


def serve(
    engine: Engine,
    settings: Settings,
    said: ApiSettings,
    pages: PagesSettings | None = None,
    *,
    at: socket.socket | None = None,
    ready: Ready | None = None,
) -> None:
    """Serve the API, and the pages where they are set, until the process is told to stop.

    What is in flight is finished first, and then this returns.

    ``at`` is a socket that listens already; without it one is opened where the settings say. ``ready`` is called once
    calls are taken. Raises SettingsError where the place to listen at cannot be had.
    """
    with with_pages(engine, settings, said, pages) as app, at or listening(said.host, said.port) as place:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            http=_Line,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        # asyncio does this only for sockets that name their protocol; without it each answer waits some 40 ms (Nagle).
        place.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with stops_quietly(), spared():
            _Server(config, ready).run([place])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises SettingsError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        why = error.strerror or "no reason given"
        raise SettingsError((f"Nothing can listen at {host}:{port} ({why}); choose another port.",)) from None


@contextmanager
def stops_quietly() -> Iterator[Event]:
    """While it lasts, being told to stop (SIGTERM, Ctrl-C) sets the event, and does not end the process by itself."""
    told = Event()

    def tell(*_: object) -> None:
        told.set()

    before = {each: signal.signal(each, tell) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def spared() -> Iterator[None]:
    """While it lasts, looking for memory to be freed passes over what is there already, and comes less often.

    The law and the program stay as long as the process does; to walk through them again and again costs a part of
    every call. The law is read first, so that nobody's first call waits for it, and holds up others meanwhile.
    """
    law()
    permissions()
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


class _Line(H11Protocol):
    """A connection, which is closed where nothing has been asked on it in time.

    How many there are is not bounded here: whoever only held lines open would shut everybody else out.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for its first call."""
        super().connection_made(transport)
        self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        if cast("object | None", self.cycle) is None:
            self.timeout_keep_alive_handler()


class _Server(uvicorn.Server):
    """The web server, which says once that calls are taken."""

    def __init__(self, config: uvicorn.Config, ready: Ready | None) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take calls."""
        await super().startup(sockets)
        if self._ready is not None:
            self._ready()
