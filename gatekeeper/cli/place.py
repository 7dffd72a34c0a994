"""Where a command works: the settings of this machine and the open database, with its refusals in plain words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from gatekeeper.cli.root import REFUSED
from gatekeeper.cli.say import refuse
from gatekeeper.documents import FileDamaged, FileRefused
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.importing import ImportErrors
from gatekeeper.services.record.councils import CouncilEntry, find_council, list_councils
from gatekeeper.services.record.database import opened
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.settings import Settings
from gatekeeper.storage.engine import DatabaseAddressError
from gatekeeper.storage.faults import FAULTS, fault_in_words
from gatekeeper.storage.locks import StorageBusy
from gatekeeper.storage.migrations import BrokenReference
from gatekeeper.storage.record import NoWordsToErase, UnknownCouncil
from gatekeeper.storage.types import Engine

Slug = Annotated[str, typer.Option("--council", help="The council's slug (gatekeeper council list).")]
MaybeSlug = Annotated[
    str | None, typer.Option("--council", help="The council's slug; may be left out where there is one council.")
]
_SQLITE: Final = "sqlite:///"
_EXPECTED: Final = (
    BrokenReference,
    CommandRefused,
    DatabaseAddressError,
    FileDamaged,
    FileRefused,
    ImportErrors,
    NoWordsToErase,
    StorageBusy,
    UnknownCouncil,
)


@dataclass(frozen=True, slots=True)
class Place:
    """The settings and the open database that they name."""

    settings: Settings
    engine: Engine

    def council(self, slug: str | None) -> CouncilEntry:
        """The council of that slug; without one, the only one. Raises RecordRefused."""
        return find_council(self.engine, slug)

    def councils(self, slug: str | None) -> tuple[CouncilEntry, ...]:
        """The council of that slug; without one, every one. Raises RecordRefused."""
        return (self.council(slug),) if slug or not list_councils(self.engine) else list_councils(self.engine)

    def checkpoints(self, council: CouncilEntry, root: Path | None = None) -> Path:
        """The folder of that council's checkpoints, in the settings' folder or in another one."""
        return (root or self.settings.checkpoints) / council.slug

    def keys(self, council: CouncilEntry) -> Path:
        """The folder of that council's signing keys."""
        return self.settings.keys / council.slug


def settings() -> Settings:
    """The settings of this process. Only here is the environment read."""
    return Settings.read(os.environ)


@contextmanager
def place(*, making: bool = False, any_revision: bool = False) -> Iterator[Place]:
    """The place that the settings name. With `any_revision` its tables may be of another release.

    With `making` it may be that there is nothing yet, and SQLite's file is made.

    What is expected to go wrong with a database or with files is said in one message, and ends the command.
    """
    found = settings()
    try:
        _prepare(found, making=making)
        with opened(found.database_url, any_revision=making or any_revision) as engine:
            yield Place(found, engine)
    except _EXPECTED as error:
        refuse(str(error), REFUSED)
    except FAULTS as error:
        refuse(fault_in_words(error), REFUSED)


def _prepare(found: Settings, *, making: bool) -> None:
    """SQLite would make an empty file of whatever name it is given, so it is only let do so on purpose."""
    if not found.database_url.startswith(_SQLITE):
        return
    path = Path(found.database_url.removeprefix(_SQLITE).partition("?")[0])
    if making and path.is_relative_to(found.home):
        found.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not making and not path.exists():
        raise RecordRefused("The database", f"there is no file {path}", "make it with `gatekeeper db upgrade`")
