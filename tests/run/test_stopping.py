"""R140: told to stop, the service takes no new call, finishes those in flight, and then ends by itself."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from sqlalchemy import Connection, text
from sqlmodel import func, select

from gatekeeper.storage import tables
from gatekeeper.storage.transaction import reading
from tests.run.serving import Served

pytestmark = pytest.mark.slow
CALLS = 50
IN_SECONDS = 20.0


@contextmanager
def nobody_writes(service: Served) -> Iterator[Connection]:
    """Hold what every writer needs, so that calls that write wait."""
    lock = {"sqlite": "UPDATE council SET slug = slug", "postgresql": "SELECT * FROM chain_head FOR UPDATE"}
    with service.world.engine.connect() as connection:
        connection.execute(text(lock[connection.dialect.name]))
        yield connection
        connection.rollback()


def stored(service: Served) -> int:
    """How many requests the council has."""
    with reading(service.world.engine) as session:
        return session.exec(select(func.count()).select_from(tables.AccessRequest)).one()


@pytest.mark.parametrize("how", [signal.SIGTERM])
def test_r140_of_fifty_calls_in_flight_none_fails(service_on_each: Served, how: int) -> None:
    service, answers = service_on_each, list[int | str]()

    def ask() -> None:
        try:
            answers.append(service.ask(seconds=60).status_code)
        except httpx.TransportError as error:
            answers.append(type(error).__name__)

    callers = [threading.Thread(target=ask) for _ in range(CALLS)]
    with nobody_writes(service):
        for each in callers:
            each.start()
        time.sleep(3)
        service.running.process.send_signal(how)
        time.sleep(1)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{service.address}/health", timeout=5)
        assert service.running.process.poll() is None, "it waits for them"
    began = time.monotonic()
    for each in callers:
        each.join()
    assert answers == [201] * CALLS
    assert service.running.stop() == 0
    assert time.monotonic() - began < IN_SECONDS
    assert stored(service) == CALLS


def test_told_to_stop_while_nothing_is_in_flight_it_ends_at_once(service: Served) -> None:
    assert service.ready()[0] == 200
    began = time.monotonic()
    assert service.running.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 10
