"""Commands about the database: to make its tables, take them forward or back, check them, and set up rights."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.place import place
from gatekeeper.cli.root import DONE, FAILED
from gatekeeper.cli.say import say
from gatekeeper.services.record import database
from gatekeeper.storage import migrations

commands = typer.Typer(
    help="Make, change and check the tables of the database.", no_args_is_help=True, rich_markup_mode=None
)


@commands.command("upgrade", epilog="Example: gatekeeper db upgrade")
def upgrade_command(
    revision: Annotated[str, typer.Argument(help="A revision; left out: the newest.")] = "head",
) -> None:
    """Make the tables, or bring them forward to those of this release. An interruption changes nothing."""
    with place(making=True) as here:
        say(f"revision: {database.upgrade(here.engine, revision)}")


@commands.command("downgrade", epilog="Example: gatekeeper db downgrade 0001")
def downgrade_command(revision: Annotated[str, typer.Argument(help="A revision, or base for no tables.")]) -> None:
    """Take the tables back to an earlier revision. Refused where entries of a record would be lost."""
    with place(any_revision=True) as here:
        say(f"revision: {database.downgrade(here.engine, revision) or 'none'}")


@commands.command("current", epilog="Example: gatekeeper db current")
def current_command() -> None:
    """Print the revision of the tables. Exit code 1 where it is not the newest that this release knows."""
    with place(any_revision=True) as here:
        found, newest = migrations.current(here.engine), migrations.is_current(here.engine)
    say(f"revision: {found or 'none'}" + ("" if newest else f"; this release wants {database.known_revisions()[-1]}"))
    raise SystemExit(DONE if newest else FAILED)


@commands.command("check", epilog="Example: gatekeeper db check")
def check_command() -> None:
    """Compare tables and triggers with those of this release. Exit code 1 where something differs."""
    with place() as here:
        differences = migrations.check(here.engine)
    for each in differences:
        say(each)
    say(f"{len(differences)} differences")
    raise SystemExit(FAILED if differences else DONE)


@commands.command("roles", epilog="Example: gatekeeper db roles gatekeeper_app --apply")
def roles_command(
    role: Annotated[str, typer.Argument(help="The PostgreSQL role that the program connects as; it must exist.")],
    apply: Annotated[bool, typer.Option("--apply", help="Give the rights now; otherwise the SQL is printed.")] = False,
    schema: Annotated[str, typer.Option("--schema", help="The schema of the tables, for the printed SQL.")] = "public",
) -> None:
    """Print, or give, the rights of the program's role on PostgreSQL: it adds to the record and cannot change it."""
    with place() as here:
        lines = database.application_role(here.engine, role, schema)
        if apply:
            database.apply_role(here.engine, role)
    say(f"the role {role} has its rights" if apply else "\n".join(f"{line};" for line in lines))
