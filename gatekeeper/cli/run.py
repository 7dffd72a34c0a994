"""Starts the whole demo with one command: database, sign-in service, five councils, the API and its worker."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.lazy import later
from gatekeeper.cli.root import app


@app.command("run", epilog="Example: gatekeeper run --port 8100")
def run_command(
    port: Annotated[int, typer.Option("--port", help="Where the API listens, on this machine alone.")] = 8000,
    sign_in_port: Annotated[int, typer.Option("--sign-in-port", help="Where the sign-in service listens.")] = 8001,
) -> None:
    """Start the whole demo on this machine, print its addresses and sign-ins, and run until Ctrl-C; data is kept."""
    later("gatekeeper.cli.running", "run")(port, sign_in_port)
