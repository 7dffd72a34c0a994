"""The first page: for a councillor her requests, what was asked of her, what is open to her; for officers theirs."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from gatekeeper.services.library.page import Wish
from gatekeeper.services.library.reading import read_library
from gatekeeper.services.my_requests import Councillor, my_requests, questions
from gatekeeper.web.asking_answers import answers_of
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.choosing import asker
from gatekeeper.web.visit import Visit

PAGES = Pages()
REQUESTS_SHOWN: Final = 5
DOCUMENTS_SHOWN: Final = 5


@PAGES.get("/in/{slug}/")
def home(visit: Visit) -> Response:
    """The councillor's own page, also for her assistant; for anybody else the officer's."""
    councillor = asker(visit)
    return officers(visit) if councillor is None else _councillor(visit, councillor)


def officers(visit: Visit) -> Response:
    """For an officer: what there is for her here."""
    return visit.page("home/officer.html", several=bool(visit.who.acts_for) and not visit.who.posts)


def _councillor(visit: Visit, councillor: Councillor) -> Response:
    who, place = visit.who, visit.place
    requests = visit.do(lambda desk: my_requests(desk, owed=True, after=None, limit=REQUESTS_SHOWN))
    ended = () if requests.lines else visit.do(lambda desk: my_requests(desk, owed=False, after=None, limit=1)).lines
    opened = read_library(place.engine, who.council_id, who.actor, Wish(limit=DOCUMENTS_SHOWN), clock=place.clock)
    return visit.page(
        "home/councillor.html",
        councillor=councillor,
        requests=requests,
        asked_before=bool(ended),
        questions=visit.do(questions),
        opened=opened,
        begun=answers_of(visit).count,
        posts=visit.who.posts,
    )
