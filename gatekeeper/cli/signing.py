"""Commands that sign a council's record, publish the keys that sign it, and change the key."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.place import MaybeSlug, place
from gatekeeper.cli.root import DONE, FAILED
from gatekeeper.cli.say import say, say_json, warn
from gatekeeper.core.audit import AuditError
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.record.checkpointing import Taken, published_keys, rotate_key, take_checkpoint
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.finding import person_named
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside

commands = typer.Typer()


@commands.command("checkpoint", epilog="Example: gatekeeper audit checkpoint --council northmere")
def checkpoint_command(council: MaybeSlug = None) -> None:
    """Sign a record, or every one, as it stands, and write the note into the folder of checkpoints.

    What was added since the last note there is verified first. Exit code 1 where the record does not continue that one.
    """
    failed = False
    with place() as here:
        for each in here.councils(council):
            try:
                folders = Outside(here.checkpoints(each)), KeyFolder(here.keys(each))
                say(_taken(each.slug, take_checkpoint(here.engine, each.id, *folders)))
            except (AuditError, RecordRefused) as error:
                failed = True
                warn(f"{each.slug}: {error}")
    raise SystemExit(FAILED if failed else DONE)


@commands.command("keys", epilog="Example: gatekeeper audit keys --council northmere > keys.json")
def keys_command(council: MaybeSlug = None) -> None:
    """Print the list of keys to publish, with which anybody verifies receipts, bundles and checkpoints."""
    with place() as here:
        say_json(published_keys(here.engine, here.council(council).id).as_data())


@commands.command("rotate-key", epilog="Example: gatekeeper audit rotate-key --council northmere --as MO1")
def rotate_command(
    council: MaybeSlug = None,
    person: Annotated[str | None, typer.Option("--as", help="The code of the person who does it.")] = None,
) -> None:
    """Sign with a new key from now on. Publish the list of `audit keys` again afterwards."""
    with place() as here:
        found = here.council(council)
        actor = person_named(here.engine, found.id, person) if person else SYSTEM
        folders = Outside(here.checkpoints(found)), KeyFolder(here.keys(found))
        say(_taken(found.slug, rotate_key(here.engine, found.id, *folders, actor=actor)))


def _taken(slug: str, taken: Taken) -> str:
    done = "signed" if taken.new else "signed before, and nothing was added since"
    return f"{slug}: {taken.checkpoint.size} entries, root {taken.checkpoint.root.hex()}, {done}\n{taken.path}"
