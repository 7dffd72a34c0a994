"""Serves the API to programs and people's own tools, as the environment's settings say (docs/api.md)."""

from __future__ import annotations

import os

from gatekeeper.cli.lazy import later
from gatekeeper.cli.place import place
from gatekeeper.cli.root import app
from gatekeeper.settings import ApiSettings


@app.command("serve", epilog="Example: GATEKEEPER_ISSUER=https://id.council.example … gatekeeper serve")
def serve_command() -> None:
    """Serve the API until stopped. Unsafe settings are refused, each in one sentence."""
    said = ApiSettings.read(os.environ)
    with place() as here:
        later("gatekeeper.main", "serve")(here.engine, here.settings, said)
