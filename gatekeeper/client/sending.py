"""Sends the calls of one client: signed, tried again where that is safe, and answered with a form or an exception."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from gatekeeper.client.addresses import trusted
from gatekeeper.client.credentials import Credential
from gatekeeper.client.discovery import Service
from gatekeeper.client.errors import Away, Garbled, Refused, TokenRefused, TooMany
from gatekeeper.client.http import Broken, Call, exchange, whole
from gatekeeper.client.operation import Answer, Operation, sent
from gatekeeper.client.patience import Patience, Waiting
from gatekeeper.client.problems import refusal
from gatekeeper.client.secret import Secret

T = TypeVar("T")
_GOOD: Final = range(200, 300)


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent with an operation: the ids of its address, its query, its body, a key, an ETag, further headers.

    ``body`` is a form that goes as JSON; ``content`` gives the blocks of any other, from the beginning at each try.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, object] = field(default_factory=dict)
    body: BaseModel | None = None
    key: str | None = None
    match: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content: Callable[[], Iterator[bytes]] | None = None


class Sender:
    """One client's way to the service."""

    def __init__(self, service: Service, credential: Credential | None, patience: Patience) -> None:
        self._service, self._credential, self._patience = service, credential, patience

    def send(self, operation: Operation[T], sending: Sending) -> Answer[T]:
        """Carry the operation out. Raises Refused for a problem, and the other exceptions of ``errors``."""

        def read(http_response: httpx.Response) -> Answer[T]:
            return Answer(_read(operation, http_response), http_response.headers.get("etag"))

        return self.fetch(operation, sending, read)

    def fetch(self, operation: Operation[Any], sending: Sending, read: Callable[[httpx.Response], T]) -> T:
        """The same with an answer that ``read`` takes in; it is called again where the connection breaks meanwhile."""
        waiting, headers, renewed = self._patience.waiting(), _headers(operation, sending), False
        while True:
            token = self._token(operation)
            signed = headers | ({"Authorization": f"Bearer {token.reveal()}"} if token else {})
            try:
                with exchange(self._service.client, self._call(operation, sending, signed)) as http_response:
                    if http_response.status_code in _GOOD:
                        return read(http_response)
                    problem = refusal(http_response, whole(http_response))
            except Broken as broken:
                if (broken.arrived and not operation.repeatable) or not waiting.wait():
                    raise
                continue
            if isinstance(problem, TokenRefused) and token and not renewed:
                renewed = self._renewed(token)
                if renewed:
                    continue
            if not _wait(problem, waiting):
                raise problem

    def _token(self, operation: Operation[Any]) -> Secret | None:
        return self._credential.token(self._service) if self._credential and operation.signed else None

    def _renewed(self, token: Secret) -> bool:
        return self._credential is not None and self._credential.renew(self._service, token)

    def _call(self, operation: Operation[Any], sending: Sending, headers: Mapping[str, str]) -> Call:
        address = trusted(f"{self._service.address}{operation.at(sending.names)}", "the service")
        query = {name: _plain(value) for name, value in sending.query.items() if value is not None}
        body: dict[str, Any] = {} if sending.body is None else {"json": sent(sending.body)}
        body |= {} if sending.content is None else {"content": sending.content()}
        return Call(operation.method, address, headers, {"params": query, **body})


def _headers(operation: Operation[Any], sending: Sending) -> dict[str, str]:
    headers = {"Accept": "application/json, application/problem+json", **sending.headers}
    if operation.keyed:
        headers["Idempotency-Key"] = sending.key or uuid.uuid4().hex
    if operation.matched and sending.match is not None:
        headers["If-Match"] = sending.match
    return headers


def _wait(problem: Refused, waiting: Waiting) -> bool:
    return isinstance(problem, Away | TooMany) and waiting.wait(problem.told.retry_after)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(operation: Operation[T], http_response: httpx.Response) -> T:
    body = whole(http_response)
    kind = http_response.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            return TypeAdapter(operation.answer).validate_json(body)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) or "the whole" for each in error.errors()[:3])
        why = f"it is not of the form that is described, at {places}"
        raise Garbled("The answer cannot be read", why, "see that client and service are of one release") from None
    raise Garbled("The answer cannot be read", "it is no JSON", "see that the address is that of the service")
