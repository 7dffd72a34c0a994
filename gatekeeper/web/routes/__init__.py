"""The pages, by what they are about; each goes through a service."""

from __future__ import annotations

from gatekeeper.web.pages import Pages
from gatekeeper.web.routes import (
    about,
    asking,
    case,
    choosing,
    drafts,
    entitled,
    home,
    interpretations,
    library,
    my_requests,
    oversight,
    reading,
    sign_in,
    signed_in,
    steps,
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
    case.PAGES,
    drafts.PAGES,
    steps.PAGES,
    oversight.PAGES,
    interpretations.PAGES,
)
"""Every list of pages. A longer address stands before a shorter one that would take it too."""
