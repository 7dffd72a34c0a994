"""Shows where a call of the API, or a page, spends its time, in one process: `python -m bench.profile submit`."""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import anyio.to_thread

from bench.api_calls import Call
from bench.api_issuer import running_issuer
from bench.api_place import front_over
from bench.bare import BareTables
from bench.fill import fill
from bench.pages_calls import PageCalls
from bench.service_world import new_world, sqlite_address
from gatekeeper.web import Front

PAGES = ("home_page", "case_page", "queue_page", "library_page")
ANSWERS = ("few_requests", "few_documents", "queue", "documents")
COMMANDS = ("submit", "read", "determine", "library", *PAGES, *ANSWERS)
_LINES = 45
_WARMING = 5
EPILOG = """example: python -m bench.profile submit --calls 200 --by cumulative --only gatekeeper
In the profile operations run in the thread of the event loop, so that one profile sees all; what changing threads
costs is the difference between the two medians, which are measured before it and without it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, profile, print and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.profile",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--calls", type=int, default=100, help="how many calls; left out, 100")
    parser.add_argument("--cases", type=int, default=1_000, help="cases in the database before; left out, 1,000")
    parser.add_argument("--lines", type=int, default=_LINES, help=f"lines of the profile; left out, {_LINES}")
    parser.add_argument("--by", choices=("tottime", "cumulative"), default="tottime", help="left out, own time")
    parser.add_argument("--only", default="", help="only functions whose file or name matches this expression")
    given = parser.parse_args(arguments)
    with measured(given.cases) as (app, calls):
        make: Callable[[int], Call] = getattr(calls, given.command)
        with_threads = _timed(app, [make(number) for number in range(given.calls)])
        with _in_one_thread():
            without = _timed(app, [make(number) for number in range(given.calls)])
            profile = cProfile.Profile()
            _timed(app, [make(number) for number in range(given.calls)], profile)
    print(f"{given.command}: median {with_threads:,.0f} us a call, {without:,.0f} us in one thread;"
          f" the profile is of {given.calls} calls in one thread.")
    pstats.Stats(profile).strip_dirs().sort_stats(given.by).print_stats(*filter(None, (given.only,)), given.lines)
    return 0


@contextmanager
def measured(cases: int) -> Iterator[tuple[Front, PageCalls]]:
    """The service over a new SQLite database that holds that many cases, and the calls that can be made on it."""
    with sqlite_address() as address, new_world(address) as world, running_issuer() as issuer:
        fill(world, BareTables(world.engine, world.council_id), cases)
        with tempfile.TemporaryDirectory() as folder, front_over(world.engine, issuer.address, Path(folder)) as app:
            yield app, PageCalls(world, issuer)


def _timed(app: Front, calls: Sequence[Call], profile: cProfile.Profile | None = None) -> float:
    """Make the calls one after the other; the median of one in microseconds. The first few do not count."""
    return asyncio.run(_one_by_one(app, calls, profile))


async def _one_by_one(app: Front, calls: Sequence[Call], profile: cProfile.Profile | None) -> float:
    times = []
    for number, call in enumerate(calls):
        if profile is not None and number == min(_WARMING, len(calls) - 1):
            profile.enable()
        started = perf_counter()
        await answered(app, call)
        times.append(perf_counter() - started)
    if profile is not None:
        profile.disable()
    return median(times[_WARMING:] or times) * 1e6


async def answered(app: Front, call: Call) -> bytes:
    """The body of the answer to a call. Raises RuntimeError for an answer that is no success."""
    body, statuses = bytearray(), list[int]()
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": call.body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))
        body.extend(message.get("body", b""))

    await app(_scope(call), receive, send)
    if not 200 <= statuses[0] < 300:
        raise RuntimeError(f"{call.method} {call.path} was answered {statuses[0]}: {body.decode()}")
    return bytes(body)


def _scope(call: Call) -> dict[str, Any]:
    path, _, query = call.path.partition("?")
    headers = [(name.lower().encode(), value.encode()) for name, value in call.headers.items()]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": call.method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"measured"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }


@contextmanager
def _in_one_thread() -> Iterator[None]:
    """Let operations run in the thread of the event loop: a profile sees one thread alone."""

    async def run_sync(work: Callable[..., Any], *given: Any, **_: Any) -> Any:
        return work(*given)

    threads: Any = anyio.to_thread
    before = threads.run_sync
    threads.run_sync = run_sync
    try:
        yield
    finally:
        threads.run_sync = before


if __name__ == "__main__":
    sys.exit(main())
