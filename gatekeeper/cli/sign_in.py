"""Signs a person in at a service that runs elsewhere, and out again (docs/client.md)."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.lazy import later
from gatekeeper.cli.root import app

Address = Annotated[str, typer.Argument(help="The service's own address, such as https://gatekeeper.council.example.")]
MaybeAddress = Annotated[str | None, typer.Argument(help="The service's address; left out, the only one kept.")]


@app.command("sign-in", epilog="Example: gatekeeper sign-in https://gatekeeper.council.example --council northmere")
def sign_in_command(
    address: Address,
    council: Annotated[
        str | None, typer.Option("--council", help="The council to which commands go from now on.")
    ] = None,
    client: Annotated[str | None, typer.Option("--client", help="Our name at the council's sign-in.")] = None,
    scope: Annotated[list[str] | None, typer.Option("--scope", help="Ask for this alone; may be given again.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser; if not, the address is printed alone.")] = True,
) -> None:
    """Sign in at the council's own sign-in, in the browser. The sign-in is kept in a file that only you can read."""
    later("gatekeeper.cli.remote", "signed_in")(address, council, client, scope or (), browser=browser)


@app.command("sign-out", epilog="Example: gatekeeper sign-out https://gatekeeper.council.example")
def sign_out_command(address: MaybeAddress = None) -> None:
    """Forget the sign-in on this machine, and have the council's sign-in withdraw it where it can."""
    later("gatekeeper.cli.remote", "signed_out")(address)


@app.command("whoami", epilog="Example: gatekeeper whoami")
def whoami_command(address: MaybeAddress = None) -> None:
    """Say who is signed in, where, and in which posts she may act there."""
    later("gatekeeper.cli.remote", "who_am_i")(address)
