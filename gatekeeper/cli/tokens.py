"""Commands about access tokens: to refuse them in every running process, and to let the issuer's keys be forgotten."""

from __future__ import annotations

import os
from typing import Annotated, Final

import typer

from gatekeeper.cli.place import place
from gatekeeper.cli.say import say
from gatekeeper.services.refused_tokens import Kind, refuse_tokens
from gatekeeper.settings import ISSUER, with_file

commands = typer.Typer(help="Refuse access tokens everywhere at once.", no_args_is_help=True, rich_markup_mode=None)
Issuer = Annotated[str | None, typer.Option("--issuer", help=f"The issuer, as its tokens name it; left out: {ISSUER}.")]
Force = Annotated[bool, typer.Option("--force", help=f"Take --issuer also where it is not the one of {ISSUER}.")]
_WITHIN: Final = "Every process knows it within 5 seconds."


@commands.command("refuse", epilog="Example: gatekeeper tokens refuse --subject councillor-17")
def refuse_command(
    token: Annotated[str | None, typer.Option("--jti", help="One token, by its name (jti).")] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", help="A person's or program's tokens, by her name at the issuer.")
    ] = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="Every token issued up to now.")] = False,
    issuer: Issuer = None,
    force: Force = False,
) -> None:
    """Refuse a token, a subject's tokens, or everybody's, issued up to now: a device was lost, a session ended.

    Close the account at the issuer first: a new sign-in brings a new token, which is accepted.
    """
    given: list[tuple[Kind, str]] = [("token", token)] if token else []
    given += [("subject", subject)] if subject else []
    given += [("everybody", "")] if everybody else []
    if len(given) != 1:
        raise typer.BadParameter("name one of --jti, --subject and --everybody")
    with place() as here:
        until = refuse_tokens(here.engine, _issuer(issuer, force=force), *given[0])
    say(f"Refused until {until:%Y-%m-%d %H:%M} UTC; what it refuses has expired by then. {_WITHIN}")


@commands.command("flush-keys", epilog="Example: gatekeeper tokens flush-keys")
def flush_command(issuer: Issuer = None, force: Force = False) -> None:
    """Let every process forget the issuer's keys and fetch them anew: a signing key has leaked.

    Withdraw the key at the issuer first.
    """
    with place() as here:
        refuse_tokens(here.engine, _issuer(issuer, force=force), "keys")
    say(f"The keys are forgotten and fetched anew. {_WITHIN}")


def _issuer(given: str | None, *, force: bool) -> str:
    """The issuer that is meant. A name that no token bears would refuse nothing, and nobody would notice."""
    known = with_file(os.environ).get(ISSUER, "")
    if given and known and given != known and not force:
        raise typer.BadParameter(f"--issuer is not the {ISSUER} of this installation, {known}; add --force to mean it")
    if not given and not known:
        raise typer.BadParameter(f"which issuer? Set {ISSUER}, or give --issuer")
    return given or known
