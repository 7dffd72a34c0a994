"""The library: everything in the register that the councillor may see now as of right, with its words to search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gatekeeper.client import operations
from gatekeeper.client.answers import LibraryItem, LibraryList
from gatekeeper.client.calling import Calling, every


class Library(Calling):
    """Documents that are open to the councillor now, whether or not she has asked."""

    def library(  # noqa: PLR0913
        self,
        q: str | None = None,
        *,
        kind: str | None = None,
        body: str | None = None,
        from_: date | None = None,
        to: date | None = None,
        opens_soon: bool = False,
        limit: int = 50,
    ) -> Iterator[LibraryItem]:
        """What is open to her now, the newest business first, with the routes by which it is; each page is entered.

        ``q`` are words that all stand on one open page or in its name. ``body`` is a register id, ``from_`` and ``to``
        are days of its business. ``opens_soon``: instead what opens later. An officer finds nothing; the page says why.
        """

        def page(cursor: str | None) -> tuple[tuple[LibraryItem, ...], str | None]:
            found = self.library_page(
                q, kind=kind, body=body, from_=from_, to=to, opens_soon=opens_soon, limit=limit, cursor=cursor
            )
            return found.items, found.next

        return every(page)

    def library_page(  # noqa: PLR0913
        self,
        q: str | None = None,
        *,
        kind: str | None = None,
        body: str | None = None,
        from_: date | None = None,
        to: date | None = None,
        opens_soon: bool = False,
        limit: int = 50,
        cursor: str | None = None,
    ) -> LibraryList:
        """One page of it: as at which instant, and why there can be nothing in it for this caller."""
        query: dict[str, object] = {
            "q": q,
            "kind": kind,
            "body": body,
            "from": from_,
            "to": to,
            "limit": limit,
            "cursor": cursor,
        }
        return self._list(operations.LIBRARY, query | ({"opens_soon": True} if opens_soon else {}))
