"""Reads the body of a call whole, once it is known who calls: never more than is allowed, and never for longer."""

from __future__ import annotations

import asyncio
from typing import Final

from fastapi import Request
from starlette.types import Message, Receive

from gatekeeper.doors.problems import Problem

MOST_BYTES: Final = 1_000_000
"""The largest body of a command, in bytes."""
MOST_SECONDS: Final = 30.0
"""How long a body may take to come."""


class CallerGone(Exception):
    """The caller went away before the whole of her call had come."""


async def read_whole(http_request: Request, most: int = MOST_BYTES, seconds: float = MOST_SECONDS) -> Request:
    """The same call with its body read, to be asked for again. Raises Problem (408, 413), and CallerGone."""
    lengths = [value for name, value in http_request.scope["headers"] if name == b"content-length"]
    if any(_too_large(value, most) for value in lengths):
        raise _large(most)
    try:
        async with asyncio.timeout(seconds):
            body = await _body(http_request.receive, most)
    except TimeoutError:
        why, remedy = f"it took more than {seconds:g} seconds to come", "send it again over a better line"
        raise Problem(408, "slow", "The body did not come in time", why=why, remedy=remedy) from None
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await http_request.receive()

    return Request(http_request.scope, again)


def _too_large(length: bytes, most: int) -> bool:
    return not length.isdigit() or len(length) > len(str(most)) or int(length) > most


async def _body(receive: Receive, most: int) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise CallerGone
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise _large(most)
    return bytes(body)


def _large(most: int) -> Problem:
    why, remedy = f"it is larger than {most:,} bytes", "send less"
    return Problem(413, "too-large", "The body is too large", why=why, remedy=remedy)
