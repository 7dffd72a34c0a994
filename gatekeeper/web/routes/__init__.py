"""The pages, by what they are about; each goes through a service."""

from __future__ import annotations

from gatekeeper.web.pages import Pages
from gatekeeper.web.routes import about, case, drafts, sign_in, signed_in, steps

EVERY: tuple[Pages, ...] = (
    sign_in.PAGES,
    signed_in.PAGES,
    about.PAGES,
    case.PAGES,
    drafts.PAGES,
    steps.PAGES,
)
"""Every list of pages. A longer address stands before a shorter one that would take it too."""
