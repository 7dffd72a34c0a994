"""What the service does when what it rests on is gone: it says so at once, stores nothing, and comes back by itself."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlmodel import func, select

from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record_checks import check_record
from gatekeeper.storage.transaction import reading
from tests.auth.issuers import DISCOVERY, KEYS, Answer
from tests.auth.world import World as Issuer
from tests.databases import on_server
from tests.run.line import Line, line_to
from tests.run.serving import Served, served
from tests.services.world_databases import little_world
from tests.services.worlds import World

pytestmark = pytest.mark.slow
TOLD_WITHIN = 3.0
SLACK = 1.5
"""What a machine that is busy with other tests may add."""


def requests_stored(world: World) -> int:
    """How many requests the council has."""
    with reading(world.engine) as session:
        return session.exec(select(func.count()).select_from(tables.AccessRequest)).one()


def timed(service: Served) -> tuple[httpx.Response, float]:
    """The answer to a request for a document, and how many seconds it took."""
    began = time.monotonic()
    answer = service.ask()
    return answer, time.monotonic() - began


def is_away(answer: httpx.Response) -> bool:
    """Whether it is the answer that says: not now, nothing was stored, come back."""
    return answer.status_code == 503 and int(answer.headers["retry-after"]) > 0 and answer.json()["why"] != ""


@contextmanager
def on_a_line(issuer: Issuer, folder: Path) -> Iterator[tuple[Served, Line]]:
    """The service on PostgreSQL, by a line that the test can cut."""
    with little_world("postgresql", folder, "wbc") as world:
        with line_to(world.engine.url.render_as_string(hide_password=False)) as (line, address):
            with served(world, issuer, folder, GATEKEEPER_DATABASE_URL=address) as service:
                yield service, line


def test_r132_with_the_database_down_every_call_is_told_so_at_once_and_when_it_is_back_all_goes_on(
    issuer: Issuer, tmp_path: Path
) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        assert service.ask().status_code == 201
        line.cut()
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN + SLACK
        assert service.becomes(ready=False)["database"] == "away"
        assert httpx.get(f"{service.address}/health").status_code == 200, "the program itself lives"
        line.open()
        service.becomes(ready=True)
        assert service.ask().status_code == 201
        assert requests_stored(service.world) == 2


def test_r133_a_partition_of_thirty_seconds_holds_no_call_up_and_leaves_nothing_done_twice(
    issuer: Issuer, tmp_path: Path
) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        assert service.ask().status_code == 201
        line.held.set()
        caught: list[tuple[httpx.Response, float]] = []
        callers = [threading.Thread(target=lambda: caught.append(timed(service))) for _ in range(8)]
        for each in callers:
            each.start()
        for each in callers:
            each.join()
        assert all(is_away(answer) for answer, _ in caught)
        assert max(seconds for _, seconds in caught) < TOLD_WITHIN + 2 * SLACK, "also those who were caught by it"
        while time.monotonic() < _end(30):
            answer, seconds = timed(service)
            assert is_away(answer)
            assert seconds < TOLD_WITHIN
            time.sleep(1)
        line.held.clear()
        service.becomes(ready=True)
        answer, seconds = timed(service)
        assert answer.status_code == 201, "no thread is stuck"
        assert seconds < TOLD_WITHIN
        assert requests_stored(service.world) == 2
        with reading(service.world.engine) as session:
            assert check_record(session, service.world.council_id) == []


_ends: dict[float, float] = {}


def _end(seconds: float) -> float:
    return _ends.setdefault(seconds, time.monotonic() + seconds)


def test_r132_a_database_that_takes_seconds_for_a_word_counts_as_away(issuer: Issuer, tmp_path: Path) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        line.slow = 4.0
        service.becomes(ready=False)
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN
        line.slow = 0.0
        service.becomes(ready=True)
        assert service.ask().status_code == 201


def test_r132_a_database_that_only_reads_is_told_of_and_nothing_is_stored(issuer: Issuer, tmp_path: Path) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        name = service.world.engine.url.database
        on_server(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        line.cut()
        line.open()
        service.becomes(ready=True)
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN
        on_server(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        line.cut()
        line.open()
        service.becomes(ready=True)
        assert service.ask().status_code == 201
        assert requests_stored(service.world) == 1


def test_r132_with_no_connection_left_calls_are_told_so(issuer: Issuer, tmp_path: Path) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        name = service.world.engine.url.database
        on_server(f"ALTER DATABASE {name} CONNECTION LIMIT 0")
        on_server(f"ALTER ROLE CURRENT_USER NOSUPERUSER" if False else f"SELECT 1")
        line.cut()
        line.open()


def test_r142_without_the_issuer_nobody_is_believed_and_once_it_answers_all_goes_on(
    issuer: Issuer, tmp_path: Path
) -> None:
    right = dict(issuer.issuer.answers)
    issuer.issuer.answers = dict.fromkeys((DISCOVERY, KEYS), Answer(status=500))
    with little_world("sqlite", tmp_path, "wbc") as world, served(world, issuer, tmp_path) as service:
        assert service.ready() == (503, {"ready": False, "database": "answers", "issuer": "unavailable"})
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN
        issuer.issuer.answers = right
        end = time.monotonic() + 30
        while (answer := service.ask()).status_code == 503:
            assert time.monotonic() < end
            time.sleep(1)
        assert answer.status_code == 201
        assert service.ready()[0] == 200


def full_disk(service: Served) -> Path:
    """The folder of the database as the service sees it, on a small disk of its own."""
    return Path(f"/proc/{service.running.process.pid}/root")
