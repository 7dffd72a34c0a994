"""A token that is withdrawn, and keys that are to be forgotten, hold in every process of an installation."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gatekeeper.main import assembled
from gatekeeper.services.refused_tokens import Kind, refuse_tokens
from gatekeeper.settings import Settings
from tests.api.calling import COUNCIL, EVERY, Service, signing_in
from tests.api.test_nobody_without_a_token import bearer
from tests.api.test_settings import of
from tests.auth.signers import AUDIENCE, seconds
from tests.auth.world import World as Issuer
from tests.databases import BACKENDS
from tests.services.world_databases import little_world

ME = f"{COUNCIL}/me"
MOST_SECONDS = 5


@pytest.fixture(params=BACKENDS)
def processes(request: pytest.FixtureRequest, issuer: Issuer, tmp_path: Path) -> Iterator[list[Service]]:
    """Two services put together as two processes are, over one database."""
    issuer.issuer.describe()
    with ExitStack() as open_till_end:
        world = open_till_end.enter_context(little_world(request.param, tmp_path, "wbc"))
        signing_in(world)
        places = Settings.read({"GATEKEEPER_HOME": str(tmp_path)})
        said = of(issuer, GATEKEEPER_AUDIENCE=AUDIENCE)
        apps = [open_till_end.enter_context(assembled(world.engine, places, said)) for _ in range(2)]
        yield [Service(app, world, issuer) for app in apps]


def signed(service: Service, who: str = "c1") -> tuple[dict[str, str], str]:
    """A token that counts by the real clock, and its name."""
    now, name = seconds(datetime.now(UTC)), uuid.uuid4().hex
    text = service.issuer.token(sub=f"subject-{who}", scope=EVERY, jti=name, iat=now, exp=now + 300)
    return bearer(text), name


def answered(service: Service, headers: dict[str, str], wanted: int) -> bool:
    """Whether that status comes within the promised time."""
    until = time.monotonic() + MOST_SECONDS
    while service.send("GET", ME, headers=headers).status_code != wanted:
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize("kind", ["token", "subject", "everybody"])
def test_r066_what_is_withdrawn_is_refused_in_every_process_within_seconds(
    processes: list[Service], kind: Kind
) -> None:
    headers, name = signed(processes[0])
    assert [each.send("GET", ME, headers=headers).status_code for each in processes] == [200, 200]
    named = {"token": name, "subject": "subject-c1", "everybody": ""}[kind]
    refuse_tokens(processes[0].world.engine, processes[0].issuer.settings.issuer, kind, named)
    assert all(answered(each, headers, 401) for each in processes)
    other = signed(processes[0], "c2")[0]
    assert processes[1].send("GET", ME, headers=other).status_code == (401 if kind == "everybody" else 200)


def test_r078_keys_are_forgotten_in_every_process_within_seconds_and_fetched_anew(processes: list[Service]) -> None:
    headers = signed(processes[0])[0]
    assert [each.send("GET", ME, headers=headers).status_code for each in processes] == [200, 200]
    fetched = sum(processes[0].issuer.issuer.hits.values())
    refuse_tokens(processes[0].world.engine, processes[0].issuer.settings.issuer, "keys")
    assert all(answered(each, headers, 503) for each in processes)
    assert all(answered(each, headers, 200) for each in processes)
    assert sum(processes[0].issuer.issuer.hits.values()) >= fetched + 2 * len(processes)
