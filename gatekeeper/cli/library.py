"""The command that reads a councillor's library."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.lazy import later
from gatekeeper.cli.root import app
from gatekeeper.cli.say import Format, check_format


@app.command("library", epilog='Example: gatekeeper library --as hollinshade --search "depot sale"')
def library_command(
    person: Annotated[str, typer.Option("--as", help="The code of the councillor, or of her assistant.")],
    council: Annotated[
        str | None, typer.Option("--council", help="The council's slug; may be left out where there is one council.")
    ] = None,
    councillor: Annotated[str | None, typer.Option(help="For an assistant: the councillor's code.")] = None,
    search: Annotated[str | None, typer.Option(help="Words that all stand on one open page, or in a name.")] = None,
    opens_soon: Annotated[bool, typer.Option("--opens-soon", help="What is not open now, and will be.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many documents at most.")] = 20,
    format: Format = "text",
) -> None:
    """Everything that a councillor may see now as of right, newest business first; the reading is entered."""
    check_format(format)
    read = later("gatekeeper.cli.library_read", "read_as")
    wish = {"words": search, "opens_soon": opens_soon, "limit": limit}
    read(person, council, councillor, wish, as_json=format == "json")
