"""The demo: five invented councils, and a walk through each from a request to the end of its ladder."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from gatekeeper.cli.place import place, settings
from gatekeeper.cli.say import say
from gatekeeper.demo.councils import COUNCILS
from gatekeeper.demo.loading import load
from gatekeeper.demo.walk_data import walk_of
from gatekeeper.demo.walking import Walking
from gatekeeper.services.record import database

commands = typer.Typer(help="The demo: five invented councils, and a walk through each.", no_args_is_help=True)


@commands.command("load", epilog="Example: gatekeeper demo load")
def load_command() -> None:
    """Make the database where it is not there, and load the five councils; those that are there stay as they are."""
    with place(making=True) as here:
        database.upgrade(here.engine)
        loaded = load(here.engine, here.settings.files, datetime.now(UTC).date())
    packs = {each.slug: each.pack for each in COUNCILS}
    for each in loaded:
        say(f"{each.slug}: under the pack {packs[each.slug]}, {each.size} entries in its record")


@commands.command("walk", epilog="Example: gatekeeper demo walk wexbridge")
def walk_command(
    council: Annotated[str, typer.Argument(help="One of the demo's councils.")] = "wexbridge",
) -> None:
    """Walk one case from the request to the end of its ladder, and print what each person sees."""
    walk = walk_of(council)
    with place() as here:
        Walking(here.engine, here.council(council).id, walk, say).go()
    say(f"\nThe record of it: gatekeeper audit log --council {council}; in {settings().home}")
