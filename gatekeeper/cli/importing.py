"""What `gatekeeper import` does: a folder of CSV files into a council's register, and the difference printed."""

from __future__ import annotations

from pathlib import Path

from gatekeeper.cli.place import place
from gatekeeper.cli.say import say
from gatekeeper.documents import Store
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.importing import import_folder
from gatekeeper.services.record.finding import person_named


def import_into(folder: Path, council: str, person: str | None, *, dry_run: bool, remove_missing: bool) -> None:
    """Import, as that person (her code) or as the system, and print what changed."""
    with place() as here:
        found = here.council(council)
        actor = person_named(here.engine, found.id, person) if person else SYSTEM
        store = None if dry_run else Store(here.settings.files)
        report = import_folder(
            here.engine, found.id, folder, actor, dry_run=dry_run, store=store, remove_missing=remove_missing
        )
    for line in report.lines():
        say(line)
    if report.entries:
        say(f"recorded in entry {', '.join(map(str, report.entries))}")
    elif dry_run:
        say("dry run: nothing was written")
