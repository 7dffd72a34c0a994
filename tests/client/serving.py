"""Runs the real service on this machine for the tests of its client: a little council behind a real web server."""

from __future__ import annotations

import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvicorn

from gatekeeper.api import create_app
from gatekeeper.client import Gatekeeper, Patience
from tests.api.calling import EVERY, service_of
from tests.auth.world import World as Issuer
from tests.services.worlds import World

SLUG = "northmere"


@dataclass
class Running:
    """The service at an address, over one council of a test's own."""

    address: str
    world: World
    issuer: Issuer

    def token(self, who: str = "c1", **claims: object) -> str:
        """A person's token; her name at the issuer is made of her code."""
        said: dict[str, object] = {"sub": f"subject-{who}", "scope": EVERY, "jti": uuid.uuid4().hex}
        return self.issuer.token(**(said | claims))

    def client(self, who: str = "c1", **options: Any) -> Gatekeeper:
        """The client of a person. The caller closes it."""
        chosen: dict[str, Any] = {"token": self.token(who), "patience": Patience(tries=2, seconds=1)} | options
        return Gatekeeper(self.address, SLUG, **chosen)


@contextmanager
def served(app: Any, listening: socket.socket) -> Iterator[None]:
    """An application behind a real web server, until the test is done."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def running(world: World, issuer: Issuer, folder: Path) -> Iterator[Running]:
    """The service over that council, at an address of its own on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        place = replace(service_of(world, issuer, folder).app.state.place, resource=address)
        with served(create_app(place), listening):
            yield Running(address, world, issuer)
