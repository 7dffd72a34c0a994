"""The pages, by what they are about; each goes through a service."""

from __future__ import annotations

from gatekeeper.web.pages import Pages
from gatekeeper.web.routes import (
    about,
    advising,
    asking,
    case,
    choosing,
    determining,
    drafts,
    entitled,
    findings,
    home,
    interpretations,
    library,
    matching,
    my_requests,
    oversight,
    passages,
    queue,
    reading,
    ruling,
    sign_in,
    signed_in,
    steps,
    task_list,
    uploads,
)

EVERY: tuple[Pages, ...] = (
    sign_in.PAGES,
    signed_in.PAGES,
    about.PAGES,
    home.PAGES,
    my_requests.PAGES,
    choosing.PAGES,
    asking.PAGES,
    entitled.PAGES,
    library.PAGES,
    reading.PAGES,
    passages.PAGES,
    uploads.PAGES,
    case.PAGES,
    drafts.PAGES,
    queue.PAGES,
    task_list.PAGES,
    findings.PAGES,
    determining.PAGES,
    advising.PAGES,
    matching.PAGES,
    ruling.PAGES,
    steps.PAGES,
    oversight.PAGES,
    interpretations.PAGES,
)
"""Every list of pages. A longer address stands before a shorter one that would take it too."""
