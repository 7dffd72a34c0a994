"""The pages: councillors ask, officers determine, the monitoring officer resolves, in a browser (docs/pages.md)."""

from __future__ import annotations

from gatekeeper.web.app import Front, create_pages
from gatekeeper.web.look import Look
from gatekeeper.web.place import WebPlace
from gatekeeper.web.themes import ThemeError, read_themes

__all__ = ["Front", "Look", "ThemeError", "WebPlace", "create_pages", "read_themes"]
