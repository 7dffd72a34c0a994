"""The pages, by what they are about; each goes through a service."""

from __future__ import annotations

from gatekeeper.web.pages import Pages
from gatekeeper.web.routes import about, case, steps

EVERY: tuple[Pages, ...] = (
    about.PAGES,
    case.PAGES,
    steps.PAGES,
)
"""Every list of pages. A longer address stands before a shorter one that would take it too."""
