"""Commands about councils: to set one up with an empty record, and to list them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from gatekeeper.cli.place import place
from gatekeeper.cli.say import Format, check_format, say, say_json
from gatekeeper.services.record.councils import add_council, list_councils

commands = typer.Typer(help="Set councils up, and list them.", no_args_is_help=True, rich_markup_mode=None)


@commands.command("add", epilog="Example: gatekeeper council add northmere --chain northmere.example/record")
def add_command(
    slug: Annotated[str, typer.Argument(help="A short name for commands and addresses, such as northmere.")],
    chain: Annotated[
        str | None,
        typer.Option("--chain", help="The name of its record for ever; left out: SLUG.gatekeeper/record."),
    ] = None,
) -> None:
    """Set up a council with an empty record."""
    with place() as here:
        added = add_council(here.engine, slug, chain=chain)
    say(f"{added.slug}: {added.chain}, {added.size} entries")


@commands.command("list", epilog="Example: gatekeeper council list --format json")
def list_command(format: Format = "text") -> None:
    """Print every council with the name and the size of its record."""
    check_format(format)
    with place() as here:
        found = list_councils(here.engine)
    if format == "json":
        say_json([asdict(each) for each in found])
        return
    say("\n".join(f"{each.slug}: {each.chain}, {each.size} entries" for each in found) or "no council yet")
