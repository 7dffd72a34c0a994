"""One operation of the service: its method, its address, what comes back, and what must be sent with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from gatekeeper.client.addresses import part

T = TypeVar("T")


class Taken(BaseModel):
    """Something that is given with a command: no member that the service does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Given(BaseModel):
    """Something that the service hands out; members that a newer service adds are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """An operation as the service's description says it.

    ``keyed``: it takes an Idempotency-Key, so that it has one effect however often it is sent. ``matched``: it takes
    the ETag of the case as it was read. ``signed``: it takes an access token.
    """

    method: str
    path: str
    answer: type[T]
    keyed: bool = False
    matched: bool = False
    signed: bool = True

    @property
    def repeatable(self) -> bool:
        """Whether it may be sent again where nobody knows if it arrived."""
        return self.method in ("GET", "HEAD") or self.keyed

    def at(self, names: Mapping[str, str]) -> str:
        """Its path, with these ids put in. Raises ValueError for an id that would lead elsewhere."""
        return self.path.format(**{name: part(text, name) for name, text in names.items()})


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What came back, and the ETag of the case where there is one."""

    body: T
    etag: str | None = None


def sent(given: BaseModel | None) -> Any:
    """What is given with a command as JSON data: only what was said, so that the service's own defaults hold."""
    return None if given is None else given.model_dump(mode="json", by_alias=True, exclude_unset=True)
