"""Documents open to me: everything that the law opens to the councillor now, with its words to search."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from gatekeeper.services.finding import bodies_in
from gatekeeper.services.library.page import place_of
from gatekeeper.services.library.reading import read_library
from gatekeeper.services.my_requests import councillor_in
from gatekeeper.services.register_shown import read_register
from gatekeeper.web.pages import Pages
from gatekeeper.web.seeking import KINDS, fields_of, seeking_of
from gatekeeper.web.visit import Visit

PAGES = Pages()
ON_A_PAGE: Final = 25


@PAGES.get("/in/{slug}/library")
def library(visit: Visit) -> Response:
    """A page of it, the newest business first, or what opens soon; the reading is entered in the record."""
    who, place, now = visit.who, visit.place, visit.now
    bodies, councillor = read_register(
        place.engine,
        who.council_id,
        lambda register: (bodies_in(register), councillor_in(register, who.actor, now)),
    )
    seeking = seeking_of(visit, bodies, kinds=True)
    page = read_library(place.engine, who.council_id, who.actor, seeking.wish(ON_A_PAGE), clock=place.clock)
    return visit.page(
        "library/list.html",
        page=page,
        seeking=seeking,
        kinds=KINDS,
        councillor=councillor,
        hidden=visit.hidden,
        following=seeking.following(visit.at, place_of(page.following)),
        **fields_of(visit, seeking, bodies, kinds=True),
    )
