"""Keeps what is typed into a form before it is sent: at a press of the button, or by itself every few moments."""

from __future__ import annotations

import re

from starlette.responses import Response

from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.drafts import KeptDraft, drop, keep, kept_forms
from gatekeeper.services.part import reference_of
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
    found = kept_forms(visit.place.engine, session.subject, session.issuer, visit.slug)
    asked = {each.key: _asked(visit, each) for each in found}
    references = {each: _reference(visit, each) for each in set(asked.values()) if each}
    return visit.page("drafts/list.html", drafts=[(each, references.get(asked[each.key], "")) for each in found])


@PAGES.post("/in/{slug}/drafts")
def forget(visit: Visit) -> Response:
    """Forget what was kept of one form."""
    _ = visit.who
    session = visit.known
    drop(visit.place.engine, session.subject, session.issuer, visit.slug, visit.value("page"))
    return visit.see_other(f"{visit.home}drafts", "dropped")


def _asked(visit: Visit, draft: KeptDraft) -> str:
    """The asked document that the form is about; empty where it is about none."""
    before, _, rest = draft.address.partition(f"{visit.home}asked/")
    return "" if before else re.split("[/?#]", rest)[0]


def _reference(visit: Visit, asked_id: str) -> str:
    """The reference of its case; empty where she has no part in it any more."""
    try:
        return visit.do(lambda desk: reference_of(desk, asked_id))
    except NotThere:
        return ""


def _page(visit: Visit) -> str:
    _ = visit.who
    page = visit.query("page") or ""
    if not page.startswith(visit.home):
        raise NotThere
    return page
