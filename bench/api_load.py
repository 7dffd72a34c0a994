"""Calls a service over many connections at once, in a process of its own, and tells how long each call took."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter, perf_counter_ns
from typing import Any, Final

_LENGTH: Final = re.compile(rb"(?im)^content-length: *(\d+)\r$")
_END: Final = b"\r\n\r\n"
_TOLD: Final = 500


@dataclass
class Turn:
    """One turn of a contestant: the calls still to be made, and how those that were made went."""

    calls: Iterator[bytes]
    times: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Connection(asyncio.Protocol):
    """Sends one call, takes its answer whole, and sends the next, until none is left."""

    def __init__(self, turn: Turn) -> None:
        self._turn, self._came, self._started = turn, b"", 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the service; the first call is sent by ``next``."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def next(self) -> None:
        """Send the next call, or end."""
        call = next(self._turn.calls, None)
        if call is None:
            self._transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self._started = perf_counter_ns()
        self._transport.write(call)

    def data_received(self, data: bytes) -> None:
        """Take what came; once the answer is whole, note its time and go on."""
        self._came += data
        head = self._came.find(_END) + len(_END)
        if head < len(_END) or len(self._came) < head + _length(self._came[:head]):
            return
        self._turn.times.append(perf_counter_ns() - self._started)
        if self._came[9:10] != b"2":
            said = self._came[:12] + b" " + self._came[head : head + _TOLD]
            self._turn.wrong.append(said.decode("utf-8", "replace"))
        self._came = b""
        self.next()

    def connection_lost(self, exc: Exception | None) -> None:
        """The service went away in the midst of it, unless all is done."""
        if not self.done.done():
            self.done.set_exception(ConnectionError(f"the service closed a connection ({exc})"))


def _length(head: bytes) -> int:
    found = _LENGTH.search(head)
    if found is None:
        raise ValueError("an answer without Content-Length cannot be measured here")
    return int(found[1])


async def turn_of(port: int, calls: list[bytes], connections: int) -> dict[str, Any]:
    """Make the calls over so many connections: seconds for all, nanoseconds for each, and answers without success."""
    loop, turn = asyncio.get_running_loop(), Turn(iter(calls))
    opened = [await loop.create_connection(lambda: Connection(turn), "127.0.0.1", port) for _ in range(connections)]
    started = perf_counter()
    for _, connection in opened:
        connection.next()
    await asyncio.gather(*(connection.done for _, connection in opened))
    return {"seconds": perf_counter() - started, "times": turn.times, "wrong": turn.wrong}


def main() -> None:
    """Take turns from standard input, one JSON line each, and answer each with one line."""
    for line in sys.stdin:
        said = json.loads(line)
        calls = [each.encode("latin-1") for each in said["calls"]]
        print(json.dumps(asyncio.run(turn_of(said["port"], calls, said["connections"]))), flush=True)


if __name__ == "__main__":
    main()
