"""The command line: decide cases, keep the rules, the database and the record, and verify what others hand over."""

from __future__ import annotations

from gatekeeper.cli import assess, library, register, replay, run, serve, sign_in
from gatekeeper.cli.lazy import lazily
from gatekeeper.cli.policy import policies
from gatekeeper.cli.refusals import REFUSALS
from gatekeeper.cli.root import DONE, FAILED, INCIDENT, REFUSED, RULES_REFUSED, app
from gatekeeper.cli.say import refuse
from gatekeeper.policy.errors import PolicyError

app.add_typer(policies, name="policies")
app.add_typer(lazily("gatekeeper.cli.db", "Make, change and check the tables of the database."), name="db")
app.add_typer(
    lazily("gatekeeper.cli.case", "Ask, answer, determine, dispute and read, as a named person."), name="case"
)
app.add_typer(lazily("gatekeeper.cli.demo", "The demo: five invented councils, and a walk through each."), name="demo")
app.add_typer(lazily("gatekeeper.cli.audit", "Verify, sign, hand out and list the record."), name="audit")
app.add_typer(lazily("gatekeeper.cli.files", "Check and sweep the store of files."), name="files")
app.add_typer(lazily("gatekeeper.cli.council", "Set councils up, and list them."), name="council")
app.add_typer(lazily("gatekeeper.cli.tokens", "Refuse access tokens everywhere at once."), name="tokens")
app.add_typer(lazily("gatekeeper.cli.sessions", "End sign-ins to the pages."), name="sessions")
app.add_typer(lazily("gatekeeper.cli.remote", "Ask a service elsewhere, as whoever signed in there."), name="remote")
app.add_typer(lazily("gatekeeper.cli.worker", "Do what is due by time alone."), name="worker")

__all__ = [
    "DONE",
    "FAILED",
    "INCIDENT",
    "REFUSED",
    "RULES_REFUSED",
    "app",
    "assess",
    "library",
    "main",
    "policies",
    "register",
    "replay",
    "run",
    "serve",
    "sign_in",
]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line (of this process, if none is given). Always ends in SystemExit with an exit code.

    Every expected failure is one clear message on standard error.
    """
    try:
        app(args=arguments, prog_name="gatekeeper")
    except REFUSALS as error:
        refuse(str(error), REFUSED)
    except PolicyError as error:
        refuse(f"The rules were refused. {error}", RULES_REFUSED)
