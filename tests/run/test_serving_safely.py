"""What is unsafe where people's requests are kept stops the start with one sentence (R128, R196)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatekeeper.services.record.database import unsafe_settings
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record import found_council
from tests.cli.running import Commands, environment
from tests.databases import database

IN_SERVICE = {
    "GATEKEEPER_ISSUER": "https://id.council.example",
    "GATEKEEPER_PUBLIC_ADDRESS": "https://gatekeeper.council.example",
    "GATEKEEPER_SECRET": "Kz81-qpLw02-uuTr55-vbNm93-eeXa77-w",
}


@pytest.fixture
def commands(capsys: pytest.CaptureFixture[str]) -> Commands:
    """The command line."""
    return Commands(capsys)


def serving(commands: Commands, address: str, folder: Path) -> tuple[int, str, str]:
    """What becomes of `gatekeeper serve` in service over that database."""
    with environment(IN_SERVICE | {"GATEKEEPER_DATABASE_URL": address, "GATEKEEPER_HOME": str(folder)}):
        return commands.run("serve")


def opened(address: str, options: str = "") -> Engine:
    """The database, with settings of its sessions changed."""
    return open_engine(f"{address}{'&' if '?' in address else '?'}options={options}" if options else address)


def test_r128_sqlite_as_the_program_uses_it_is_safe(tmp_path: Path) -> None:
    with database("sqlite", tmp_path) as address:
        engine = opened(address)
        assert unsafe_settings(engine) == ()
        engine.dispose()


def test_r128_a_server_that_may_lose_what_it_acknowledged_is_not_served_from(
    commands: Commands, tmp_path: Path
) -> None:
    with database("postgresql", tmp_path) as address:
        engine = opened(address)
        found = unsafe_settings(engine)
        engine.dispose()
        code, out, error = serving(commands, address, tmp_path)
    assert {"fsync = off", "full_page_writes = off", "synchronous_commit = off"} == set(found)
    assert (code, out) == (2, "")
    assert error.startswith("The database could lose what it has acknowledged (fsync = off")
    assert error.count("\n") == 1


def test_r128_waits_without_an_end_are_unsafe(tmp_path: Path) -> None:
    with database("postgresql", tmp_path) as address:
        engine = opened(address, "-c%20statement_timeout%3D0%20-c%20lock_timeout%3D0")
        assert {"statement_timeout = 0", "lock_timeout = 0"} <= set(unsafe_settings(engine))
        engine.dispose()


def test_the_demos_councils_are_not_served_to_the_public(commands: Commands, tmp_path: Path) -> None:
    with database("sqlite", tmp_path) as address:
        engine = opened(address)
        found_council(engine, "wexbridge")
        engine.dispose()
        code, out, error = serving(commands, address, tmp_path)
    assert (code, out) == (2, "")
    assert error.startswith("The database holds the demo's councils (wexbridge)")
