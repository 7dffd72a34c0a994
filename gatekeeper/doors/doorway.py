"""The outermost door: bounded heads, places and times, plain answers to HEAD, safe headers, and no leak."""

from __future__ import annotations

import asyncio
import logging
import traceback
import uuid
from collections.abc import Callable, Coroutine, Mapping, MutableMapping, Sequence
from contextlib import ExitStack
from typing import Any, Final

from starlette.types import ASGIApp, Receive, Scope, Send

from gatekeeper.doors.bodies import CallerGone
from gatekeeper.doors.gate import Gate
from gatekeeper.doors.problems import Problem, fault

MOST_HEADERS: Final = 100
MOST_HEADER_BYTES: Final = 32_768
MOST_ADDRESS_BYTES: Final = 4_096
ALWAYS_ANSWERED: Final = frozenset({"/health", "/ready"})
"""These tell how it stands with the service also where it is full."""
UNHURRIED: Final = "unhurried"
"""What a call's state says from its beginning where the operation is on a file: it bounds its own time."""
HELD: Final = "held"
"""What a call's state holds until its answer has gone, such as the place of a file on its way."""
Headers = Sequence[tuple[bytes, bytes]]
Answering = Callable[[Problem, str], ASGIApp]
SAFE: Final[Headers] = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
_log = logging.getLogger("gatekeeper.api")
_left: Final[set[asyncio.Task[None]]] = set()


class Doorway:
    """Stands before every operation. What was not expected is answered as a fault that tells nothing."""

    def __init__(self, app: ASGIApp, gate: Gate, answer: Answering, safe: Headers = SAFE) -> None:
        """``answer`` makes the answer to a problem; ``safe`` are headers of every answer that sets none of its own."""
        self._app, self._gate, self._answer, self._safe = app, gate, answer, safe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation = scope.get("state", {}).get("correlation_id") or uuid.uuid4().hex
        state = {**scope.get("state", {}), "correlation_id": correlation}
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        sending = _Sending(send, self._safe, bodiless=scope["method"] == "HEAD")
        inner = {**scope, "state": state, "method": method}
        try:
            check_head(scope)
            await _in_time(self._placed(inner, receive, sending), sending, state, self._gate.limits.seconds)
        except CallerGone:
            return
        except Problem as problem:
            await self._answer(problem, correlation)(scope, receive, sending.reopened())
        except Exception as error:  # noqa: BLE001
            _report(error, correlation)
            if not sending.begun:
                await self._answer(fault(), correlation)(scope, receive, sending)

    async def _placed(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] in ALWAYS_ANSWERED:
            await self._app(scope, receive, send)
            return
        with self._gate.entered(), ExitStack() as held:
            scope["state"][HELD] = held
            await self._app(scope, receive, send)


class _Sending:
    """Passes an answer on with the safe headers; to HEAD without its body; and nothing once it was closed."""

    def __init__(self, send: Send, safe: Headers, *, bodiless: bool) -> None:
        self._send, self._safe, self._bodiless, self.begun, self.closed = send, safe, bodiless, False, False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if self.closed:
            return
        if message["type"] == "http.response.start":
            self.begun = True
            given = message.get("headers", [])
            named = {name.lower() for name, _ in given}
            message = {**message, "headers": [*given, *(each for each in self._safe if each[0] not in named)]}
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)

    def reopened(self) -> _Sending:
        """Another one to the same caller, for the answer that stands in for one that came too late."""
        return _Sending(self._send, self._safe, bodiless=self._bodiless)


async def _in_time(
    work: Coroutine[Any, Any, None], sending: _Sending, state: Mapping[str, Any], seconds: float
) -> None:
    """Wait for the work, or for the beginning of its answer. What has not begun by then goes on by itself, unanswered.

    What a thread does in the database is never broken off: it is done, or not, as a whole. Raises Problem (503).
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=seconds)
        if not task.done() and not sending.begun and not state.get(UNHURRIED):
            sending.closed = True
            _left.add(task)
            task.add_done_callback(_end_late)
            raise _late(seconds)
        await task
    except asyncio.CancelledError:
        task.cancel()
        raise


def _end_late(task: asyncio.Task[None]) -> None:
    _left.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        _report(error, "a call that was answered before it ended")


def _late(seconds: float) -> Problem:
    why = f"it took more than {seconds:g} seconds; a command may still be carried out"
    remedy = "send it again in a while under the same Idempotency-Key: it has one effect"
    headers = {"Retry-After": "10"}
    return Problem(503, "late", "Not able to answer in time", why=why, remedy=remedy, headers=headers)


def check_head(scope: Scope) -> None:
    """Raises Problem for an address (414) or headers (431) beyond all use."""
    headers = scope["headers"]
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS_BYTES:
        why = f"it is longer than {MOST_ADDRESS_BYTES:,} bytes"
        raise Problem(414, "long-address", "The address is too long", why=why, remedy="write a shorter one")
    if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > MOST_HEADER_BYTES:
        why = f"there are more than {MOST_HEADERS} of them, or {MOST_HEADER_BYTES:,} bytes"
        raise Problem(431, "large-headers", "The headers are too large", why=why, remedy="send fewer")


def _report(error: BaseException, correlation: str) -> None:
    """Log where it happened; its message may hold what people wrote, and is not logged."""
    places = [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(error.__traceback__)[-8:]]
    told = {"correlation_id": correlation, "kind": type(error).__name__, "at": places}
    _log.error("a fault of the program: %s (%s)", told["kind"], correlation, extra=told)
