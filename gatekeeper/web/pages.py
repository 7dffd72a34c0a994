"""The list of pages: each with its address, who may come to it without having signed in, and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from starlette.responses import Response

from gatekeeper.web.visit import Visit

Handler = Callable[[Visit], Response]
_H = TypeVar("_H", bound=Handler)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a form that is sent to it.

    ``open_to_all``: nobody need have signed in. ``fresh``: the sign-in must be recent. ``before``: the form carries a
    file, of which nothing is read until this was done: it says which form is shown again, and refuses whoever may not.
    ``sends``: what answers it is a file, which may take longer than others. ``counted``: it is counted against the
    address it is asked from, which may ask only so often.
    """

    path: str
    method: Literal["GET", "POST"]
    handler: Handler
    open_to_all: bool = False
    fresh: bool = False
    before: Callable[[Visit], None] | None = None
    sends: bool = False
    counted: bool = False


class Pages:
    """The pages of one subject, in the order in which they are written."""

    def __init__(self) -> None:
        self._pages: list[Page] = []

    def get(
        self, path: str, *, open_to_all: bool = False, fresh: bool = False, counted: bool = False
    ) -> Callable[[_H], _H]:
        """The function below shows the page at that address."""

        def add(handler: _H) -> _H:
            self._pages.append(Page(path, "GET", handler, open_to_all, fresh, counted=counted))
            return handler

        return add

    def post(
        self,
        path: str,
        *,
        open_to_all: bool = False,
        fresh: bool = False,
        before: Callable[[Visit], None] | None = None,
        sends: bool = False,
    ) -> Callable[[_H], _H]:
        """The function below takes the form that is sent to that address, which is that of the page it stands on."""

        def add(handler: _H) -> _H:
            self._pages.append(Page(path, "POST", handler, open_to_all, fresh, before, sends))
            return handler

        return add

    def __iter__(self) -> Iterator[Page]:
        return iter(self._pages)
