"""The library: everything in the register that the councillor may see now as of right, with its words to search."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query

from gatekeeper.api.calls import PersonCall
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.library_schemas import LibraryItem, LibraryList
from gatekeeper.api.routes.paging import Cursor, Limit
from gatekeeper.api.schemas import Id
from gatekeeper.auth import Scope
from gatekeeper.core.case.words import DocumentKind
from gatekeeper.core.plain_words import LONGEST_QUERY
from gatekeeper.services.library.page import Wish, mark_at, narrowed, place_of
from gatekeeper.services.library.reading import read_library

router = APIRouter(prefix="/councils/{slug}", tags=["library"], route_class=GuardedRoute)
_FIRST, _LAST = date(1990, 1, 1), date(2040, 12, 30)
_DAY: Final = {"ge": _FIRST, "le": _LAST}
Words = Annotated[
    str | None,
    Query(min_length=1, max_length=LONGEST_QUERY, description="Words that all stand on one open page or in its name."),
]
Kind = Annotated[DocumentKind | None, Query(description="Only documents of this kind.")]
Body = Annotated[Id | None, Query(description="Only where the newest business is this body's (register id).")]
From = Annotated[date | None, Query(alias="from", **_DAY, description="Only with business on this day or later.")]
To = Annotated[date | None, Query(alias="to", **_DAY, description="Only with its newest business by this day.")]
Soon = Annotated[
    bool, Query(description="Instead: what is not open now, and will be, of documents that she may know of.")
]


@router.get("/library", openapi_extra=needs(Scope.DOCUMENTS_READ))
def library(  # noqa: PLR0913, PLR0917
    call: PersonCall,
    q: Words = None,
    kind: Kind = None,
    body: Body = None,
    first: From = None,
    last: To = None,
    opens_soon: Soon = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> LibraryList:
    """What is open to the councillor now as of right, the newest business first; the reading is entered."""
    asked = "\0".join(map(str, (q, kind, body, first, last, opens_soon)))
    name = f"library {hashlib.sha256(asked.encode()).hexdigest()}"
    wish = Wish(
        words=q,
        filters=narrowed(kind, body, first, last),
        opens_soon=opens_soon,
        after=mark_at(call.cursor(name, cursor)),
        limit=limit,
    )
    page = read_library(call.place.engine, call.council_id, call.who.actor, wish, clock=call.place.clock)
    items = tuple(LibraryItem.model_validate(each) for each in page.items)
    following = call.next(name, place_of(page.following))
    return LibraryList(as_at=page.as_at, items=items, next=following, why=page.why)
