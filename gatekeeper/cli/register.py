"""The command that loads a council's register from files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.lazy import later
from gatekeeper.cli.root import app


@app.command("import", epilog="Example: gatekeeper import exports/2026-11 --council northmere --dry-run --as DSO1")
def import_command(
    folder: Annotated[Path, typer.Argument(help="A folder of CSV files (docs/import.md).")],
    council: Annotated[str, typer.Option("--council", help="The council's slug (gatekeeper council list).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would change.")] = False,
    remove_missing: Annotated[
        bool, typer.Option("--remove-missing", help="Remove what is recorded but not in a file that is there.")
    ] = False,
    person: Annotated[
        str | None, typer.Option("--as", help="The code of the person who imports; left out: the system.")
    ] = None,
) -> None:
    """Bring a folder of CSV files into the register, all of it or nothing, and print the difference."""
    run = later("gatekeeper.cli.importing", "import_into")
    run(folder, council, person, dry_run=dry_run, remove_missing=remove_missing)
