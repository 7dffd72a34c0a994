"""Would I be entitled: the answer that asking would give, with nothing filed, and from there the way to ask for it."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from gatekeeper.services.cases.submit import Asking
from gatekeeper.services.finding import bodies_to_choose, find_known
from gatekeeper.services.forecast import forecast, forecast_known
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.choosing import FOUND_ON_A_PAGE, asker, nobody, nothing_ticked
from gatekeeper.web.seeking import fields_of, seeking_of
from gatekeeper.web.visit import Visit

PAGES = Pages()
MOST_AT_ONCE: Final = 10


@PAGES.get("/in/{slug}/entitled")
def entitled(visit: Visit) -> Response:
    """The search, or what the law gives of the documents (register ids) that the address names."""
    councillor = asker(visit)
    if councillor is None:
        return nobody(visit)
    wanted = visit.http_request.query_params.getlist("document")[:MOST_AT_ONCE]
    if wanted:
        return _answer(visit, tuple(dict.fromkeys(wanted)))
    bodies = visit.do(bodies_to_choose)
    seeking = seeking_of(visit, bodies, kinds=False)
    found = None
    if seeking.is_narrowed or seeking.after:
        who, place = visit.who, visit.place
        wish = seeking.wish(FOUND_ON_A_PAGE)
        found = find_known(place.engine, who.council_id, who.actor, wish, clock=place.clock)
    following = seeking.following(visit.at, found.following) if found else None
    values = fields_of(visit, seeking, bodies, kinds=False)
    values["errors"] += nothing_ticked(visit) if found else ()
    return visit.page(
        "entitled/find.html", councillor=councillor, found=found, following=following, seeking=seeking, **values
    )


def _answer(visit: Visit, wanted: tuple[str, ...]) -> Response:
    """What asking for them would come to; that some are gone is told. Raises NotThere where she may know of none."""
    asking = Asking(documents=wanted)
    found = visit.do(lambda desk: forecast_known(desk, asking) or forecast(desk, asking))
    return visit.page(
        "entitled/answer.html",
        forecasts=found,
        gone=len(wanted) - len(found),
        hidden=visit.hidden,
        back=visit.at,
    )
