"""Commands about the pages' sign-ins: where somebody is signed in, and to end that everywhere at once."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from gatekeeper.cli.place import place
from gatekeeper.cli.say import say
from gatekeeper.services.door import utc_now
from gatekeeper.services.sessions import SessionSettings, end_all, end_everywhere, signed_in_at
from gatekeeper.settings import ISSUER, PagesSettings, with_file

commands = typer.Typer(help="End sign-ins to the pages.", no_args_is_help=True, rich_markup_mode=None)
Subject = Annotated[str | None, typer.Option("--subject", help="The person, by her name at the sign-in service.")]
Issuer = Annotated[str | None, typer.Option("--issuer", help=f"The sign-in service; left out, that of {ISSUER}.")]


@commands.command("list", epilog="Example: gatekeeper sessions list --subject harkaway")
def list_command(
    subject: Annotated[str, typer.Option("--subject", help="The person, by her name at the sign-in service.")],
    issuer: Issuer = None,
) -> None:
    """List where a person is signed in now: since when, when it was last used, and when it ends at the latest."""
    with place() as here:
        found = signed_in_at(here.engine, _settings(), utc_now(), _issuer(issuer), subject)
    for each in found:
        times = (each.began_at, each.seen_at, each.ends_at)
        began, seen, ends = (f"{at:%Y-%m-%d %H:%M}" for at in times)
        say(f"signed in {began}, last used {seen}, ends {ends} UTC")
    say(f"{len(found)} in all.")


@commands.command("end", epilog="Example: gatekeeper sessions end --subject harkaway")
def end_command(
    subject: Subject = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="Everybody's sign-ins.")] = False,
    issuer: Issuer = None,
) -> None:
    """End a person's sign-ins to the pages, or everybody's, in every browser at once.

    It closes no account: do that at the sign-in service first. `gatekeeper tokens refuse` ends programs' calls too.
    """
    if (subject is None) != everybody:
        raise typer.BadParameter("name one of --subject and --everybody")
    with place() as here:
        named, now = _issuer(issuer), utc_now()
        ended = end_everywhere(here.engine, now, named, subject) if subject else end_all(here.engine, now, named)
    say(f"{ended} {'sign-in is' if ended == 1 else 'sign-ins are'} ended, from this moment on.")


def _issuer(given: str | None) -> str:
    found = given or with_file(os.environ).get(ISSUER, "")
    if not found:
        raise typer.BadParameter(f"which sign-in service? Set {ISSUER}, or give --issuer")
    return found


def _settings() -> SessionSettings:
    """How long sign-ins last here; the usual where no pages are set up."""
    said = PagesSettings.read(os.environ)
    if said is None:
        return SessionSettings()
    return SessionSettings(said.idle_seconds, said.absolute_seconds, fresh_seconds=said.fresh_seconds)
