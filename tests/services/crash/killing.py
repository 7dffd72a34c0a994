"""Kills a writer at a random moment, again and again, and looks each time whether what it acknowledged is there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlmodel import select

from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine
from tests.services.stateful.soundness import faults

_ROOT: Final = Path(__file__).resolve().parents[3]
_LONGEST: Final = 0.7
"""Seconds after the first deed within which a writer is killed: long enough for several further deeds."""
Told = dict[str, Any]
Kill = Callable[[int], None]


def kill_program(writer: int) -> None:
    """Kill the writing program (SIGKILL): nothing of it is asked or told. It may have ended already."""
    with suppress(ProcessLookupError):
        os.kill(writer, signal.SIGKILL)


@contextmanager
def writers(address: str) -> Iterator[subprocess.Popen[str]]:
    """The program that starts writers on a database, one after another."""
    command = [sys.executable, "-m", "tests.services.crash.writer", address]
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield program


def crash_again_and_again(address: str, times: int, seed: int, kill: Kill = kill_program) -> int:
    """Kill so many writers on one database; the number of deeds acknowledged. AssertionError at the first loss."""
    chance, deeds = random.Random(seed), 0
    with writers(address) as program:
        for number in range(times):
            acknowledged = _acknowledged_until_killed(program, chance.uniform(0, _LONGEST), kill)
            found = lost(address, acknowledged)
            assert not found, f"After crash {number + 1} of seed {seed}: {found}"
            deeds += len(acknowledged)
    return deeds


def _acknowledged_until_killed(program: subprocess.Popen[str], after: float, kill: Kill) -> list[Told]:
    """Start a writer, kill it so many seconds after its first deed, and give every deed that it had acknowledged."""
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()
    told = [_heard(program), _heard(program)]
    writer = next(each["writer"] for each in told if "writer" in each)
    timer = threading.Timer(after, kill, [writer])
    timer.start()
    while "dead" not in told[-1]:
        told.append(_heard(program))
    timer.join()
    return [each for each in told if "deed" in each]


def _heard(program: subprocess.Popen[str]) -> Told:
    assert program.stdout is not None
    line = program.stdout.readline()
    assert line, "The program that starts writers has ended."
    told: Told = json.loads(line)
    return told


def lost(address: str, acknowledged: list[Told]) -> list[str]:
    """What is wrong after a crash: everything acknowledged that is not there, and everything that is not sound."""
    engine = open_engine(address)
    try:
        with reading(engine) as session:
            council = session.exec(select(tables.Council.id)).one()
        return [*_missing(engine, council, acknowledged), *faults(engine, council)]
    finally:
        engine.dispose()


def _missing(engine: Engine, council: str, acknowledged: list[Told]) -> Iterator[str]:
    with reading(engine) as session:
        acts = session.exec(select(tables.Act).where(tables.Act.council_id == council)).all()
        done = {(act.action, act.asked_id, act.entry) for act in acts}
        given = set(session.exec(select(tables.AccessRequest.reference)).all())
    for each in acknowledged:
        asked_for = each.get("reference") in given
        if not asked_for and (each["deed"], each.get("asked"), each.get("entry")) not in done:
            yield f"Acknowledged, and not there: {each}."
