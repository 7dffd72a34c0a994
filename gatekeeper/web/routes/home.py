"""The first page: for a councillor her requests, what was asked of her, what is open to her; for officers theirs."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.library.page import Wish
from gatekeeper.services.library.reading import read_library
from gatekeeper.services.my_requests import HomeOf, home_of
from gatekeeper.services.officers.waiting import Turn, heard_on
from gatekeeper.web.asking_answers import answers_of
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.queue import officer_home
from gatekeeper.web.visit import Visit

PAGES = Pages()
REQUESTS_SHOWN: Final = 5
DOCUMENTS_SHOWN: Final = 5


@PAGES.get("/in/{slug}/")
def home(visit: Visit) -> Response:
    """The councillor's own page, also for her assistant; for anybody else the officer's."""
    found, heard = visit.do(_first)
    return officers(visit) if found is None else _councillor(visit, found, heard)


def _first(desk: Desk) -> tuple[HomeOf | None, tuple[Turn, ...]]:
    """What stands first on a councillor's page, and the disputes on which she is to be heard; None: she is none."""
    found = home_of(desk, REQUESTS_SHOWN)
    return found, heard_on(desk, REQUESTS_SHOWN) if found else ()


def officers(visit: Visit) -> Response:
    """For an officer: what waits for her; where she has no post, what she can do instead."""
    if visit.who.posts:
        return officer_home(visit)
    return visit.page("home/officer.html", several=bool(visit.who.acts_for) and not visit.who.posts)


def _councillor(visit: Visit, found: HomeOf, heard: tuple[Turn, ...]) -> Response:
    who, place = visit.who, visit.place
    opened = read_library(place.engine, who.council_id, who.actor, Wish(limit=DOCUMENTS_SHOWN), clock=place.clock)
    return visit.page(
        "home/councillor.html",
        councillor=found.councillor,
        requests=found.waiting,
        asked_before=found.asked_before,
        questions=found.questions,
        opened=opened,
        begun=answers_of(visit).count,
        posts=visit.who.posts,
        heard=heard,
    )
