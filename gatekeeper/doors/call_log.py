"""One line in the log for each call: which operation, how it was answered and how long it took; never its address."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.types import ASGIApp, Receive, Scope, Send

NONE: Final = "none"
"""The operation of a call whose address is no operation's."""
_KNOWN: Final = frozenset({409, 412})
"""Refusals that are answered only in a council that is there and knows the caller."""
_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_SLUG: Final = re.compile("[a-z0-9][a-z0-9_-]{0,59}")
_log = logging.getLogger("gatekeeper.calls")


@dataclass(slots=True)
class _Call:
    """What is known of a call while it is answered. ``route`` is the operation's template, without its ids."""

    correlation_id: str
    route: str = NONE
    council: str | None = None
    status: int = 0


class CallLog:
    """Stands outside everything, gives the call its random name, and writes the line once the answer has gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the call answered, and write its line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        call, began = _Call(uuid.uuid4().hex), time.perf_counter()
        state = {**scope.get("state", {}), "call": call, "correlation_id": call.correlation_id}

        async def noting(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                call.status = message["status"]
            await send(message)

        try:
            await self._app({**scope, "state": state}, receive, noting)
        finally:
            _write(call, scope["method"], time.perf_counter() - began)


class RouteNote:
    """Stands inside, where the operation is known, and notes it for the line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the call answered, and note which operation it was."""
        try:
            await self._app(scope, receive, send)
        finally:
            call = scope.get("state", {}).get("call")
            if call is not None:
                call.route = getattr(scope.get("route"), "path", NONE)
                call.council = scope.get("path_params", {}).get("slug")


def _write(call: _Call, method: str, seconds: float) -> None:
    """A council is named only where the answer shows that there is one of that name."""
    known = call.council if 0 < call.status < 400 or call.status in _KNOWN else None
    told = {
        "correlation_id": call.correlation_id,
        "method": method if method in _METHODS else "other",
        "route": call.route,
        "status": call.status or "gone",
        "milliseconds": round(seconds * 1000, 1),
        "council": known if known and _SLUG.fullmatch(known) else None,
    }
    _log.info("call", extra=told)
