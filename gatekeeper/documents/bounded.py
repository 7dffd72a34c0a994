"""Does the work on a file from outside in a process of its own, which is ended where it takes too much."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

__all__ = ["Answer", "Limits", "TooCostly", "in_bounds", "in_bounds_to_file"]

CHILD: Final = "gatekeeper.documents.child"
_KEPT_VARIABLES: Final = ("SYSTEMROOT",)
_LONGEST_HEAD: Final = 1 << 20


class TooCostly(RuntimeError):
    """The work took more time, memory or room than it may, or the file made the reader fall over."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the work on one file may take: seconds of processor and of clock, bytes of memory and of result.

    Windows and macOS do not limit memory; the clock holds everywhere.
    """

    cpu_seconds: int = 30
    wall_seconds: float = 45.0
    memory: int = 1_500_000_000
    result: int = 400_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the process said, and the file that it made, if any."""

    told: dict[str, Any]
    data: bytes


def in_bounds(task: dict[str, Any], source: bytes | Path, limits: Limits, child: str = CHILD) -> Answer:
    """Do a task (see ``child``) on a file. Raises TooCostly where it went beyond a limit or broke off."""
    with tempfile.TemporaryFile() as result:
        if isinstance(source, bytes):
            told = _told(_run(task, limits, result, child, given=source), result)
        else:
            with source.open("rb") as opened:
                told = _told(_run(task, limits, result, child, opened=opened), result)
        return Answer(told, result.read())


def in_bounds_to_file(
    task: dict[str, Any], source: IO[bytes], result: IO[bytes], limits: Limits, child: str = CHILD
) -> dict[str, Any]:
    """Do a task on an open file, its result into another, which then stands where the data made begin.

    What the process said is returned; nothing of either file is held in memory here. Raises TooCostly.
    """
    source.flush()
    source.seek(0)
    return _told(_run(task, limits, result, child, opened=source), result)


def _told(code: int, result: IO[bytes]) -> dict[str, Any]:
    result.seek(0)
    head = result.readline(_LONGEST_HEAD)
    if code != 0 or not head:
        raise TooCostly(f"the work was ended ({code})")
    told: dict[str, Any] = json.loads(head)
    return told


def _run(
    task: dict[str, Any],
    limits: Limits,
    result: IO[bytes],
    child: str,
    *,
    given: bytes | None = None,
    opened: IO[bytes] | None = None,
) -> int:
    """Run the process in a bare surrounding. It gets no path, no setting and no secret of this one."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", child, json.dumps(task | {"limits": asdict(limits)})]
    around = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    try:
        done = subprocess.run(
            command, stdin=opened, input=given, stdout=result, stderr=subprocess.DEVNULL, env=around,
            timeout=limits.wall_seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TooCostly(f"the work took longer than {limits.wall_seconds:g} seconds") from None
    return done.returncode
