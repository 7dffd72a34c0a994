"""What every command on a case needs: the database, the council, who gives it, and the asked document it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from gatekeeper.cli.place import place
from gatekeeper.cli.say import say
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.lookup import Lookup
from gatekeeper.storage.transaction import reading

T = TypeVar("T")
As = Annotated[str, typer.Option("--as", help="The code of a person or of a post, such as monitoring-officer.")]
CaseName = Annotated[str, typer.Argument(help="A reference, with /2 for its second document: MR-2026-00001/2.")]
Text = Annotated[str, typer.Option("--words", help="What is said, for people to read.")]
File = Annotated[Path, typer.Argument(help="A YAML or JSON file with the particulars (docs/cases.md).")]


class Here:
    """The database, the council and the actor of one command."""

    def __init__(self, here: Any, slug: str | None, actor: str, behalf_of: str | None = None) -> None:
        self.engine, self.council = here.engine, here.council(slug).id
        with reading(self.engine) as session:
            lookup = Lookup(session, self.council)
            self.actor = lookup.actor(actor, datetime.now(UTC), behalf_of)

    def names(self, find: Callable[[Lookup], T]) -> T:
        """Look something up by the council's own names."""
        with reading(self.engine) as session:
            return find(Lookup(session, self.council))

    def at_desk(self, work: Callable[[Desk], T]) -> T:
        """Give a command as the actor."""
        return at_desk(self.engine, self.council, self.actor, work)


def on_case(council: str | None, actor: str, case: str, work: Callable[[Desk, str], Any]) -> None:
    """Give a command on an asked document, and say what came of it."""
    with place() as here:
        at = Here(here, council, actor)
        asked = at.names(lambda names: names.asked(case))
        done = at.at_desk(lambda desk: work(desk, asked))
    say(f"done; entry {done}" if isinstance(done, int) else str(done))
