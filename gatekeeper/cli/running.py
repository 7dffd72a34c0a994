"""What `gatekeeper run` does: prepares the demo, starts every part of it, tells how to use it, and stops it whole."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Final, TextIO

from gatekeeper import logs
from gatekeeper.cli.place import Place, place
from gatekeeper.cli.root import REFUSED
from gatekeeper.cli.say import refuse, say
from gatekeeper.cli.welcome import welcome
from gatekeeper.cli.worker import worker_at
from gatekeeper.demo.councils import COUNCILS, THEMES, DemoError
from gatekeeper.demo.first_day import begin
from gatekeeper.demo.provider import IMPORTER, WEB_PAGES, DemoProvider, demo_provider
from gatekeeper.main import serve
from gatekeeper.services.record import database
from gatekeeper.settings import ApiSettings, PagesSettings, Settings

HOST: Final = "127.0.0.1"
_LOG: Final = "gatekeeper.log"
_TRIES: Final = 100


def run(port: int, sign_in_port: int) -> None:
    """Run the demo until the process is told to stop. Whatever it makes is kept in the home folder."""
    log = Settings.read(os.environ).home / _LOG
    try:
        _run(port, sign_in_port, log)
    except Exception:
        say(f"The demo has stopped by a fault of the program. Where it happened stands in {log}.")
        raise
    say("Stopped. Everything is kept; `make run` goes on with it.")


def _run(port: int, sign_in_port: int, log: Path) -> None:
    began = time.monotonic()
    with ExitStack() as parts:
        listens = parts.enter_context(_listening(port, "--port"))
        parts.enter_context(_listening(sign_in_port, "--sign-in-port")).close()
        here = parts.enter_context(place(making=True))
        # It stays open to the end of the process: what ends it by a fault is told there.
        logs.set_up(_for_its_owner(log))
        _prepare(here)
        address = f"http://{HOST}:{port}"
        provider = parts.enter_context(_signing_in(here, address, sign_in_port))
        said, pages = _settings(provider, address, port), _pages(provider)

        def ready() -> None:
            say(welcome(address, provider, here.settings.home, log, time.monotonic() - began))

        parts.enter_context(_working(here))
        serve(here.engine, here.settings, said, pages, at=listens, ready=ready)


def _prepare(here: Place) -> None:
    say(f"The home of the demo is {here.settings.home}.")
    database.upgrade(here.engine)
    begin(here.engine, here.settings.files, datetime.now(UTC).date(), say)


def _settings(provider: DemoProvider, address: str, port: int) -> ApiSettings:
    everywhere = frozenset(each.slug for each in COUNCILS)
    return ApiSettings(
        issuer=provider.issuer,
        public_address=address,
        audience=provider.audience,
        secret=provider.derived("cursors"),
        programs=provider.programs,
        key_origins=frozenset(),
        person_claim="sub",
        host=HOST,
        port=port,
        development=True,
        program_councils={IMPORTER: everywhere},
    )


def _pages(provider: DemoProvider) -> PagesSettings:
    return PagesSettings(client_id=WEB_PAGES, client_secret=provider.secrets[WEB_PAGES], themes=THEMES)


@contextmanager
def _signing_in(here: Place, address: str, port: int) -> Iterator[DemoProvider]:
    try:
        with demo_provider(here.settings.home / "provider", audience=address, port=port) as provider:
            yield provider
    except DemoError as error:
        refuse(f"The demo cannot start: {error}.", REFUSED)


@contextmanager
def _working(here: Place) -> Iterator[None]:
    """The worker beside the API; it ends with its job at hand once the API has ended."""
    stop = Event()
    thread = Thread(target=worker_at(here).run, args=(stop,), name="worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _for_its_owner(path: Path) -> TextIO:
    """The demo's log, which only its owner reads."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="utf-8")


def _listening(port: int, option: str) -> socket.socket:
    """A socket that listens at that port, or the end of the command with a port that is free."""
    try:
        return socket.create_server((HOST, port), backlog=512)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or "there is no such port"
        offer = next((each for each in range(8100, 8100 + _TRIES) if _is_free(each)), 0)
        refuse(f"Port {port} cannot be used ({why}); port {offer} is free: gatekeeper run {option} {offer}", REFUSED)


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True
