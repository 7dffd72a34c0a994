"""R140: told to stop, the service takes no new call, finishes those in flight, and then ends by itself."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import Connection, text
from sqlmodel import func, select

from gatekeeper.storage import tables
from gatekeeper.storage.transaction import reading
from tests.api.calling import COUNCIL
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


def all_in_flight(service: Served) -> None:
    """Wait until the service has read every call: as many lines as calls, and nothing unread on any of them."""
    end = time.monotonic() + 8
    while len(found := _unread(service)) < CALLS or any(found):
        assert time.monotonic() < end, f"{len(found)} calls are there"
        time.sleep(0.2)
    time.sleep(0.5)


def _unread(service: Served) -> list[int]:
    """The bytes not yet read on each line to the service, as the system counts them."""
    port = f":{urlsplit(service.address).port:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [int(row[4].split(":")[1], 16) for row in rows if row[1].endswith(port) and row[3] == "01"]


@pytest.mark.parametrize("how", [signal.SIGTERM])
def test_r140_of_fifty_calls_in_flight_none_fails(service_on_each: Served, how: int) -> None:
    service, answers = service_on_each, list[int | str]()
    given = {"documents": [service.world.id("document", "working_paper")]}

    def ask(caller: httpx.Client) -> None:
        try:
            answers.append(caller.post(f"{COUNCIL}/requests", json=given).status_code)
        except httpx.TransportError as error:
            answers.append(type(error).__name__)

    clients = [
        httpx.Client(base_url=service.address, headers=service.headers(), verify=False, timeout=60)
        for _ in range(CALLS)
    ]
    callers = [threading.Thread(target=ask, args=(each,)) for each in clients]
    with nobody_writes(service):
        for each in callers:
            each.start()
        all_in_flight(service)
        service.running.process.send_signal(how)
        time.sleep(1)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{service.address}/health", timeout=5)
        assert service.running.process.poll() is None, "it waits for them"
    began = time.monotonic()
    for each in callers:
        each.join()
    for client in clients:
        client.close()
    assert answers == [201] * CALLS
    assert service.running.stop() == 0
    assert time.monotonic() - began < IN_SECONDS
    assert stored(service) == CALLS


def test_told_to_stop_while_nothing_is_in_flight_it_ends_at_once(service: Served) -> None:
    assert service.ready()[0] == 200
    began = time.monotonic()
    assert service.running.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 10
