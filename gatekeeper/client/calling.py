"""What every call in one council shares: whose it is, in which post it is made, and the case as it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel

from gatekeeper.client.answers import CaseShown
from gatekeeper.client.operation import Answer, Operation
from gatekeeper.client.sending import Sender, Sending

T = TypeVar("T")
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Asked:
    """One asked document of a case as it was read: a command on it is carried out only if the case is still so."""

    asked_id: str
    request_id: str
    etag: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the caller may see it, and the ETag of what she read."""

    shown: CaseShown
    etag: str

    def asked(self, position: int = 0) -> Asked:
        """One of its asked documents, the first being 0. Raises IndexError where there is none."""
        return Asked(self.shown.documents[position].asked_id, self.shown.request_id, self.etag)


@dataclass(frozen=True, slots=True)
class Carried:
    """A command that was carried out: its entry in the record, and the asked document as it stands since."""

    entry: int
    asked: Asked


class Calling:
    """Calls in one council. ``acting_as`` is a post (id), ``on_behalf_of`` a councillor (register id)."""

    def __init__(self, sender: Sender, council: str, acting_as: str | None, on_behalf_of: str | None) -> None:
        self._sender, self.council = sender, council
        self.acting_as, self.on_behalf_of = acting_as, on_behalf_of

    def _send(
        self, operation: Operation[T], body: BaseModel | None = None, *, key: str | None = None, **names: str
    ) -> T:
        return self._whole(operation, self._sending(names, body=body, key=key)).body

    def _list(self, operation: Operation[T], query: dict[str, object], **names: str) -> T:
        return self._whole(operation, self._sending(names, query=query)).body

    def _fetch(self, operation: Operation[Any], names: dict[str, str], read: Callable[[httpx.Response], T]) -> T:
        return self._sender.fetch(operation, self._sending(names), read)

    def _whole(self, operation: Operation[T], sending: Sending) -> Answer[T]:
        return self._sender.send(operation, sending)

    def _sending(self, names: dict[str, str], **given: Any) -> Sending:
        said = {"Acting-As": self.acting_as, "On-Behalf-Of": self.on_behalf_of}
        headers = {name: value for name, value in said.items() if value is not None} | given.pop("headers", {})
        return Sending(names={"slug": self.council, **names}, headers=headers, **given)


def every(page: Callable[[str | None], tuple[tuple[L, ...], str | None]]) -> Iterator[L]:
    """The lines of all pages, each page fetched when it is needed. ``page`` gives its lines and the next cursor."""
    cursor: str | None = None
    while True:
        lines, cursor = page(cursor)
        yield from lines
        if cursor is None:
            return
