"""Asking, and reading what was asked: submit, would I be entitled, my requests, one case, what waits for an officer."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.client import operations
from gatekeeper.client.answers import Filed, Forecasts, Me, RequestShown, WaitingShown
from gatekeeper.client.calling import Calling, Case, every
from gatekeeper.client.commands import Asking
from gatekeeper.client.errors import Garbled


class Requests(Calling):
    """What concerns requests as a whole."""

    def me(self) -> Me:
        """Who the caller is in this council: her register id, her posts now, and for whom she may act."""
        return self._send(operations.ME)

    def submit(self, asking: Asking, *, key: str | None = None) -> Filed:
        """Ask. What the law opens is answered at once: read the case.

        ``key`` is the Idempotency-Key; a program that may be interrupted keeps its own and sends the same again.
        """
        return self._send(operations.SUBMIT_REQUEST, asking, key=key)

    def pre_check(self, asking: Asking) -> Forecasts:
        """Would I be entitled? The same answer as asking would give; nothing is filed."""
        return self._send(operations.PRE_CHECK, asking)

    def my_requests(self, *, limit: int = 50) -> Iterator[RequestShown]:
        """Her own requests, or those of the councillor for whom she acts, the latest first; ``limit`` is a page's."""

        def page(cursor: str | None) -> tuple[tuple[RequestShown, ...], str | None]:
            found = self._list(operations.MY_REQUESTS, {"limit": limit, "cursor": cursor})
            return found.requests, found.next

        return every(page)

    def read(self, request_id: str) -> Case:
        """A case as the caller may see it; the reading is entered in the record."""
        found = self._whole(operations.READ_REQUEST, self._sending({"request_id": request_id}))
        if found.etag is None:
            raise Garbled("The case cannot be read", "it came without its ETag", "tell whoever runs the service")
        return Case(found.body, found.etag)

    def queue(self, stage: str | None = None, *, limit: int = 50) -> Iterator[WaitingShown]:
        """What waits for the caller's posts (or at one stage, such as director) and she may see."""

        def page(cursor: str | None) -> tuple[tuple[WaitingShown, ...], str | None]:
            found = self._list(operations.QUEUE, {"stage": stage, "limit": limit, "cursor": cursor})
            return found.waiting, found.next

        return every(page)
