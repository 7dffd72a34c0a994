"""What the service does when what it rests on is gone: it says so at once, stores nothing, and comes back by itself."""

from __future__ import annotations

import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from sqlmodel import func, select

from gatekeeper.storage import tables
from gatekeeper.storage.roles import grant
from gatekeeper.storage.transaction import reading
from tests.api.calling import signing_in
from tests.auth.issuers import DISCOVERY, KEYS, Answer
from tests.auth.world import World as Issuer
from tests.databases import on_server
from tests.run.line import Line, line_to
from tests.run.serving import Served, served
from tests.services.world_databases import little_world
from tests.services.worlds import World
from tests.storage.record_support import verified

pytestmark = pytest.mark.slow
TOLD_WITHIN = 3.0
MAY_MOUNT = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False).returncode == 0


def requests_stored(world: World) -> int:
    """How many requests the council has."""
    with reading(world.engine) as session:
        return session.exec(select(func.count()).select_from(tables.AccessRequest)).one()


def timed(service: Served) -> tuple[httpx.Response, float]:
    """The answer to a request for a document, and how many seconds it took."""
    began = time.monotonic()
    answer = service.ask()
    return answer, time.monotonic() - began


def slack(service: Served) -> float:
    """How many seconds a call takes on this machine with whatever else it does now, while all is well."""
    answer, seconds = timed(service)
    assert answer.status_code == 201
    return 2 * seconds + 0.5


def goes_on(service: Served) -> httpx.Response:
    """The answer to a request once the service answers again, which it must do by itself."""
    end = time.monotonic() + 30
    while (answer := service.ask()).status_code == 503:
        assert time.monotonic() < end
        time.sleep(1)
    assert answer.status_code == 201
    return answer


def is_away(answer: httpx.Response) -> bool:
    """Whether it is the answer that says: not now, nothing was stored, come back."""
    return answer.status_code == 503 and int(answer.headers["retry-after"]) > 0 and answer.json()["why"] != ""


@contextmanager
def on_a_line(issuer: Issuer, folder: Path) -> Iterator[tuple[Served, Line]]:
    """The service on PostgreSQL, by a line that the test can cut."""
    with ExitStack() as stack:
        world = stack.enter_context(little_world("postgresql", folder, "wbc"))
        line, address = stack.enter_context(line_to(world.engine.url.render_as_string(hide_password=False)))
        yield stack.enter_context(served(world, issuer, folder, GATEKEEPER_DATABASE_URL=address)), line


def test_r132_with_the_database_down_every_call_is_told_so_at_once_and_when_it_is_back_all_goes_on(
    issuer: Issuer, tmp_path: Path
) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        more = slack(service)
        line.cut()
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN + more
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
        more = slack(service)
        line.held.set()
        caught: list[tuple[httpx.Response, float]] = []
        callers = [threading.Thread(target=lambda: caught.append(timed(service))) for _ in range(8)]
        for each in callers:
            each.start()
        for each in callers:
            each.join()
        assert all(is_away(answer) for answer, _ in caught)
        assert max(seconds for _, seconds in caught) < TOLD_WITHIN + 3 + more, "also those who were caught by it"
        heals_at = time.monotonic() + 30
        while time.monotonic() < heals_at:
            answer, seconds = timed(service)
            assert is_away(answer)
            assert seconds < TOLD_WITHIN + more
            time.sleep(1)
        line.held.clear()
        service.becomes(ready=True)
        answer, seconds = timed(service)
        assert answer.status_code == 201, "no thread is stuck"
        assert seconds < TOLD_WITHIN + more
        assert requests_stored(service.world) == 2
        assert verified(service.world.engine, service.world.council_id).problem is None


def test_r132_a_database_that_takes_seconds_for_a_word_counts_as_away(issuer: Issuer, tmp_path: Path) -> None:
    with on_a_line(issuer, tmp_path) as (service, line):
        more = slack(service)
        line.slow = 4.0
        service.becomes(ready=False)
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN + more
        line.slow = 0.0
        service.becomes(ready=True)
        assert service.ask().status_code == 201


def test_r132_with_no_connection_left_callers_are_asked_to_come_back(issuer: Issuer, tmp_path: Path) -> None:
    role = f"gatekeeper_few_{uuid.uuid4().hex[:8]}"
    on_server(f"CREATE ROLE {role} LOGIN PASSWORD 'a long word' CONNECTION LIMIT 3")
    with little_world("postgresql", tmp_path, "wbc") as world:
        with world.engine.begin() as connection:
            grant(connection, role)
        few = world.engine.url.set(username=role, password="a long word").render_as_string(hide_password=False)
        with served(world, issuer, tmp_path, GATEKEEPER_DATABASE_URL=few) as service:
            answers: list[tuple[httpx.Response, float]] = []
            callers = [threading.Thread(target=lambda: answers.append(timed(service))) for _ in range(9)]
            for each in callers:
                each.start()
            for each in callers:
                each.join()
            assert all(answer.status_code == 201 or is_away(answer) for answer, _ in answers)
            assert any(is_away(answer) for answer, _ in answers), "nine callers and two connections"
            answers.append((goes_on(service), 0.0))
            assert requests_stored(world) == sum(answer.status_code == 201 for answer, _ in answers)
    on_server(f"DROP ROLE {role}")


def test_r142_without_the_issuer_nobody_is_believed_and_once_it_answers_all_goes_on(
    issuer: Issuer, tmp_path: Path
) -> None:
    right = dict(issuer.issuer.answers)
    issuer.issuer.answers = dict.fromkeys((DISCOVERY, KEYS), Answer(status=500))
    with little_world("sqlite", tmp_path, "wbc") as world, served(world, issuer, tmp_path) as service:
        assert service.ready() == (503, {"ready": False, "database": "answers", "issuer": "unavailable"})
        answer, seconds = timed(service)
        assert is_away(answer)
        assert seconds < TOLD_WITHIN + 2
        issuer.issuer.answers = right
        goes_on(service)
        assert service.ready()[0] == 200


@contextmanager
def on_a_small_disk(issuer: Issuer, folder: Path) -> Iterator[tuple[Served, Path]]:
    """The service whose database lies on a disk of its own of 24 MB, and the folder of that disk."""
    disk = folder / "disk"
    disk.mkdir()
    with little_world("sqlite", folder, "wbc") as world:
        signing_in(world)
        world.engine.dispose()
        given = str(world.engine.url.database)
        mount = 'mount -t tmpfs -o size=24m tmpfs "$0" && cp "$1" "$0/gatekeeper.db" && shift && exec "$@"'
        apart = ["unshare", "-rm", "sh", "-c", mount, str(disk), given]
        address = f"sqlite:///{disk}/gatekeeper.db"
        with served(world, issuer, folder, apart=apart, GATEKEEPER_DATABASE_URL=address) as service:
            yield service, Path(f"/proc/{service.running.process.pid}/root{disk}")


@pytest.mark.skipif(not MAY_MOUNT, reason="this system lets nobody mount a disk of her own")
def test_r130_on_a_full_disk_nothing_is_half_done_and_once_there_is_room_all_goes_on(
    issuer: Issuer, tmp_path: Path
) -> None:
    with on_a_small_disk(issuer, tmp_path) as (service, disk):
        assert service.ask().status_code == 201
        ballast = disk / "ballast"
        with suppress(OSError), ballast.open("wb") as file:
            while True:
                file.write(b"x" * 65_536)
                file.flush()
        assert service.becomes(ready=False)["database"] == "read_only"
        answers = [service.ask() for _ in range(20)]
        assert {answer.status_code for answer in answers} <= {201, 503}
        assert is_away(answers[-1])
        assert service.get("/rules").status_code == 200, "what needs no entry can be read"
        ballast.unlink()
        service.becomes(ready=True)
        assert service.ask().status_code == 201
        stored = 2 + sum(answer.status_code == 201 for answer in answers)
        assert service.running.stop() in (0, None)
        assert "the disk of the database is filling up" in service.log.read_text()
    assert stored >= 2
