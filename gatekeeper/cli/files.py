"""Commands about the store of files: check that every row has its file, and take away files that no row names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from gatekeeper.cli.place import place
from gatekeeper.cli.root import DONE, FAILED
from gatekeeper.cli.say import say
from gatekeeper.documents import Store
from gatekeeper.services.files.keeping import check_files, orphans, sweep

commands = typer.Typer(help="Check and sweep the store of files.", no_args_is_help=True, rich_markup_mode=None)
Hours = Annotated[
    int, typer.Option("--older-than", min=1, help="Only files that came so many hours ago or earlier are orphans.")
]


@commands.command("check", epilog="Example: gatekeeper files check")
def check_command(older_than: Hours = 24) -> None:
    """Read every file that a row names, and name those that are missing or changed. Exit code 1 where there are any."""
    with place() as here:
        found = check_files(here.engine, Store(here.settings.files), _before(older_than))
    for each in found.broken:
        now = "given out now" if each.standing else "replaced since"
        say(f"council {each.council}, document {each.document} ({now}): {each.why}")
    say(f"{found.read} files named, {len(found.broken)} broken, {len(found.orphans)} that no row names")
    raise SystemExit(FAILED if found.broken else DONE)


@commands.command("sweep", epilog="Example: gatekeeper files sweep --apply")
def sweep_command(
    older_than: Hours = 24,
    apply: Annotated[bool, typer.Option("--apply", help="Set them aside; otherwise they are only named.")] = False,
) -> None:
    """Name, or set aside, the files that no row of any council has ever named.

    They lie in the folder `swept` of the store for thirty days. A sweep brings back those that a row names by then.
    """
    with place() as here:
        store, before = Store(here.settings.files), _before(older_than)
        found = sweep(here.engine, store, before) if apply else orphans(here.engine, store, before)
    for each in found:
        say(each)
    say(f"{len(found)} files that no row names{' set aside' if apply else ''}")


def _before(hours: int) -> datetime:
    return datetime.now(UTC) - timedelta(hours=hours)
