"""Keeps what is typed into a form before it is sent: at a press of the button, or by itself every few moments."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.drafts import drop, keep, kept_forms
from gatekeeper.web.pages import Pages
from gatekeeper.web.unseen import draft_key, typed
from gatekeeper.web.visit import Visit

PAGES = Pages()


@PAGES.post("/in/{slug}/draft")
def save(visit: Visit) -> Response:
    """Keep the form of the page that the address names. Raises NotThere for a page that is none of this council."""
    session, key = visit.known, draft_key(_page(visit), visit.hidden["acting"])
    keep(visit.place.engine, visit.now, session.subject, session.issuer, visit.slug, key, typed(visit.form))
    if visit.http_request.headers.get("accept", "") == "application/json":
        return Response(status_code=204)
    return visit.see_other(f"{visit.home}drafts", "draft")


@PAGES.get("/in/{slug}/drafts")
def drafts(visit: Visit) -> Response:
    """What she has begun to write here and not sent."""
    _ = visit.who
    session = visit.known
    return visit.page(
        "drafts/list.html", drafts=kept_forms(visit.place.engine, session.subject, session.issuer, visit.slug)
    )


@PAGES.post("/in/{slug}/drafts")
def forget(visit: Visit) -> Response:
    """Forget what was kept of one form."""
    _ = visit.who
    session = visit.known
    drop(visit.place.engine, session.subject, session.issuer, visit.slug, visit.value("page"))
    return visit.see_other(f"{visit.home}drafts", "dropped")


def _page(visit: Visit) -> str:
    _ = visit.who
    page = visit.query("page") or ""
    if not page.startswith(visit.home):
        raise NotThere
    return page
