"""Calls the API as one person of the table, many times in one go, and keeps what she was answered."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from tests.api.calling import Service

NOBODYS: Final = "0" * 32
"""An id that nothing has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One call: its method, its path under the council's address, and what is sent with it."""

    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    council: str = "northmere"
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who calls: her name at the issuer, and the councillor (register id) in whose name she acts."""

    service: Service
    name: str
    behalf_of: str | None = None
    token: str | None = None
    """The token with which she calls; left out, a good one made for her."""

    def ask(self, calls: Iterable[Asked]) -> list[httpx.Response]:
        """The answers to her calls, in their order."""
        token = self.token or self.service.token(self.name)
        return asyncio.run(self._ask(list(calls), token))

    def one(self, call: Asked) -> httpx.Response:
        """The answer to one call."""
        return self.ask([call])[0]

    async def _ask(self, calls: list[Asked], token: str) -> list[httpx.Response]:
        transport = httpx.ASGITransport(self.service.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://gatekeeper.test") as client:
            return [await client.send(self._request(client, each, token)) for each in calls]

    def _request(self, client: httpx.AsyncClient, call: Asked, token: str) -> httpx.Request:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex} | call.headers
        if self.behalf_of is not None:
            headers["On-Behalf-Of"] = self.behalf_of
        options: dict[str, Any] = {} if call.body is None else {"json": call.body}
        options |= {} if call.content is None else {"content": call.content}
        address = call.path if call.path.startswith("/.") else f"/councils/{call.council}{call.path}"
        return client.build_request(call.method, address, headers=headers, **options)


def whole(answer: httpx.Response) -> str:
    """All that an answer tells: its headers and its body."""
    return f"{answer.headers}\n{answer.text}"


def same(answer: httpx.Response, other: httpx.Response) -> bool:
    """Whether two answers cannot be told apart, but for the random name of each call."""
    return _told(answer) == _told(other)


def _told(answer: httpx.Response) -> tuple[int, Any, list[tuple[str, str]]]:
    body: Any = answer.text
    if answer.headers["content-type"] == "application/problem+json":
        body = {name: value for name, value in json.loads(body).items() if name != "correlation_id"}
    return answer.status_code, body, sorted(answer.headers.items())
