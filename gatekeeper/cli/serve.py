"""Serves the API and the pages, as the environment's settings say (docs/running.md)."""

from __future__ import annotations

import os

from gatekeeper.cli.lazy import later
from gatekeeper.cli.root import app
from gatekeeper.settings import ApiSettings, PagesSettings


@app.command("serve", epilog="Example: gatekeeper serve")
def serve_command() -> None:
    """Serve the API and the pages until stopped. The settings are those of docs/running.md; unsafe ones are refused."""
    later("gatekeeper.cli.serving", "serve_here")(ApiSettings.read(os.environ), PagesSettings.read(os.environ))
