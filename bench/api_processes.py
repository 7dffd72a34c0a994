"""The other processes of the API's measurement: the services that are measured, and the one that calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from bench.api_calls import Call

CONNECTIONS: Final = 16
"""How many calls are under way at once."""
_STOPPING: Final = 20.0


class ServiceFailed(RuntimeError):
    """A service that is measured did not start, or answered a call otherwise than with success."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one turn took: seconds for all calls, nanoseconds for each."""

    seconds: float
    times: tuple[int, ...]

    @property
    def rate(self) -> float:
        """Calls a second."""
        return len(self.times) / self.seconds


class Caller:
    """Has calls made in another process, so that the measuring takes no turn of the service's own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def call(self, port: int, calls: Sequence[Call], connections: int = CONNECTIONS) -> Took:
        """Make the calls at that port. Raises ServiceFailed where one was not answered with success."""
        sent = [each.on_the_wire().decode("latin-1") for each in calls]
        told = json.loads(_told(self._process, json.dumps({"port": port, "calls": sent, "connections": connections})))
        if told["wrong"]:
            raise ServiceFailed(f"{len(told['wrong'])} of {len(calls)} calls: {told['wrong'][0]}")
        return Took(told["seconds"], tuple(told["times"]))


@contextmanager
def calling() -> Iterator[Caller]:
    """Somebody who makes calls, until the end."""
    with _running("bench.api_load") as process:
        yield Caller(process)


@contextmanager
def serving(kind: str, **options: str) -> Iterator[int]:
    """The port of a service of that kind, until the end. Raises ServiceFailed where it does not start."""
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    with _running("bench.api_serve", kind, *given) as process:
        yield int(_told(process))


@contextmanager
def _running(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A module run as a program of its own; it ends when its standard input does."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(_STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()


def _told(process: subprocess.Popen[str], said: str | None = None) -> str:
    """The next line that a process writes, once it was told something. Raises ServiceFailed where it has ended."""
    if process.stdin is not None and said is not None:
        process.stdin.write(f"{said}\n")
        process.stdin.flush()
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        raise ServiceFailed("a process of the measurement ended; what it wrote stands above")
    return line
