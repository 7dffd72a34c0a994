"""A PostgreSQL server that keeps what it acknowledged, for a test that kills it: the tests' own one keeps nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from gatekeeper.storage import migrations
from gatekeeper.storage.engine import open_engine
from tests.databases import KEEPER
from tests.services.worlds import new_world

_TRIES: Final = 200
_BACKENDS: Final = text(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@contextmanager
def durable_council(pack: str) -> Iterator[str]:
    """The address of the little district council on a server of its own, which stores each commit before it answers."""
    command = [sys.executable, "-W", "ignore", str(KEEPER), "--durable"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        address = keeper.stdout.readline().strip()
        assert address, "PostgreSQL did not start: see what it wrote above."
        engine = open_engine(address)
        migrations.upgrade(engine)
        new_world(engine, pack)
        engine.dispose()
        yield address


def kill_backends(address: str) -> None:
    """Kill every process of the server that serves a client (SIGKILL); the server then recovers from its log."""
    engine = create_engine(address)
    with engine.connect() as connection:
        pids = list(connection.scalars(_BACKENDS))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    _until_it_answers(address)
    engine.dispose()


def _until_it_answers(address: str) -> None:
    engine = create_engine(address)
    for _ in range(_TRIES):
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except OperationalError:
            time.sleep(0.05)
        else:
            engine.dispose()
            return
    raise TimeoutError("PostgreSQL did not recover. See its log.")
