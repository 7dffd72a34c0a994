"""The outermost door of the API: bounded bodies, plain answers to HEAD, safe headers, a name for each call, no leak."""

from __future__ import annotations

import asyncio
import logging
import traceback
import uuid
from collections.abc import MutableMapping
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gatekeeper.api.handlers import answer
from gatekeeper.api.problems import Problem, fault

MOST_BYTES: Final = 1_000_000
"""The largest body of a command, in bytes."""
MOST_SECONDS: Final = 30.0
"""How long a body may take to come."""
_SAFE: Final = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
_log = logging.getLogger("gatekeeper.api")


class Doorway:
    """Stands before every operation. What was not expected is answered as a fault that tells nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation = uuid.uuid4().hex
        state = {**scope.get("state", {}), "correlation_id": correlation}
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        sending = _Sending(send, bodiless=scope["method"] == "HEAD")
        inner = {**scope, "state": state, "method": method}
        try:
            await self._app(inner, await _whole(receive, scope), sending)
        except _Gone:
            return
        except Problem as problem:
            await answer(problem, correlation)(scope, receive, sending)
        except Exception as error:  # noqa: BLE001
            _report(error, correlation)
            if not sending.begun:
                await answer(fault(), correlation)(scope, receive, sending)


class _Gone(Exception):
    """The caller went away before the whole of her call had come."""


class _Sending:
    """Passes an answer on with the safe headers; to HEAD without its body."""

    def __init__(self, send: Send, *, bodiless: bool) -> None:
        self._send, self._bodiless, self.begun = send, bodiless, False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            message = {**message, "headers": [*message.get("headers", []), *_SAFE]}
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


async def _whole(receive: Receive, scope: Scope) -> Receive:
    """The body read whole within its bounds, to be received again. Raises Problem, and _Gone."""
    if any(name == b"content-length" and _too_large(value) for name, value in scope["headers"]):
        raise _large()
    try:
        async with asyncio.timeout(MOST_SECONDS):
            body = await _body(receive)
    except TimeoutError:
        why, remedy = f"it took more than {MOST_SECONDS:g} seconds to come", "send it again over a better line"
        raise Problem(408, "slow", "The body did not come in time", why=why, remedy=remedy) from None
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _too_large(length: bytes) -> bool:
    return not length.isdigit() or len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES


async def _body(receive: Receive) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BYTES:
            raise _large()
    return bytes(body)


def _large() -> Problem:
    why, remedy = f"it is larger than {MOST_BYTES:,} bytes", "send less"
    return Problem(413, "too-large", "The body is too large", why=why, remedy=remedy)


def _report(error: Exception, correlation: str) -> None:
    """Log where it happened; its message may hold what people wrote, and is not logged."""
    places = [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(error.__traceback__)[-8:]]
    told = {"correlation_id": correlation, "kind": type(error).__name__, "at": places}
    _log.error("a fault of the program: %s (%s)", told["kind"], correlation, extra=told)
