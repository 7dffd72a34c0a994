"""The command that decides stored cases again under their own editions: the answers must be identical."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from gatekeeper.cli.lazy import later
from gatekeeper.cli.root import DONE, FAILED, app
from gatekeeper.cli.say import say
from gatekeeper.services.records import RecordError, replay


@app.command("replay", epilog="Example: gatekeeper replay record.json; gatekeeper replay --council northmere")
def replay_command(
    record_file: Annotated[Path | None, typer.Argument(help="A record written by assess --record.")] = None,
    council: Annotated[
        str | None, typer.Option("--council", help="Replay all that this council's record holds.")
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help="Only the decisions on this request.")] = None,
) -> None:
    """Decide stored cases again, each under its own edition; the answers must be identical."""
    if (record_file is None) == (council is None) or (case and council is None):
        raise typer.BadParameter("give a record's file, or --council with or without --case")
    if record_file is not None:
        _replay_file(record_file)
    holds = later("gatekeeper.cli.replaying", "replay_stored")(council, case)
    raise SystemExit(DONE if holds else FAILED)


def _replay_file(record_file: Path) -> NoReturn:
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
