"""My requests: what a councillor has asked for, how each document stands, and what is due next."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from gatekeeper.services.my_requests import my_requests, questions
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.choosing import asker, nobody
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

PAGES = Pages()
ON_A_PAGE: Final = 25
SHOW: Final = {"open": (N_("Waiting for an answer"), True), "ended": (N_("Answered or withdrawn"), False)}


@PAGES.get("/in/{slug}/requests")
def requests(visit: Visit) -> Response:
    """A page of them, the latest first: all, those with an answer still owed, or the others."""
    councillor = asker(visit)
    if councillor is None:
        return nobody(visit)
    show, after = visit.query("show") or "", visit.query("after")
    owed = SHOW[show][1] if show in SHOW else None
    page = visit.do(lambda desk: my_requests(desk, owed=owed, after=after, limit=ON_A_PAGE))
    asked = [("show", show)] if show in SHOW else []
    following = f"{visit.at}?{urlencode([*asked, ('after', page.following)])}" if page.following else None
    return visit.page(
        "my_requests/list.html",
        councillor=councillor,
        page=page,
        show=show if show in SHOW else "",
        shows=SHOW,
        begun_again=after is not None,
        following=following,
        questions=visit.do(questions),
    )
