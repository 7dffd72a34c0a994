"""The command that decides stored cases again under their own editions: the answers must be identical."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.root import DONE, FAILED, app
from gatekeeper.cli.say import say
from gatekeeper.services.records import RecordError, replay


@app.command("replay", epilog="Example: gatekeeper replay record.json (written by assess --record)")
def replay_command(record_file: Annotated[Path, typer.Argument(help="A record written by assess --record.")]) -> None:
    """Decide a stored case again under its own edition; the answer must be identical."""
    try:
        stored = json.loads(record_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordError(f"{record_file.name} cannot be read as a record: {error}") from error
    found = replay(stored)
    for place in found.differences:
        say(f"differs: {place}")
    if found.calendars_changed:
        say("the calendars have changed since: a proclaimed holiday or a new list of bank holidays")
    say("identical" if found.identical else f"{len(found.differences)} differences")
    raise SystemExit(DONE if found.identical else FAILED)
