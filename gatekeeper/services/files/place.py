"""Where files are kept, where they are worked on and drawn, and how slowly one may come in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gatekeeper.documents import Limits, Store
from gatekeeper.services.files.drawing import Drawing
from gatekeeper.services.files.errors import NoRoom
from gatekeeper.services.files.reading import Readings
from gatekeeper.services.files.workroom import Workroom

__all__ = ["Files", "Intake", "Workroom"]

_READINGS: Final = 5_000
"""How many readings that are going on are remembered; the record knows of all of them."""


@dataclass(frozen=True, slots=True)
class Intake:
    """How a file may come in: how many bytes at most, and how fast at least.

    ``patience`` is how many seconds it may take whatever its size; ``rate`` the bytes a second that earn more time.
    """

    most: int = 200_000_000
    patience: float = 30.0
    rate: int = 50_000

    def seconds(self, received: int) -> float:
        """How long a file may take until so many bytes of it have come."""
        return self.patience + received / self.rate


@dataclass(frozen=True, slots=True)
class Files:
    """Everything that working with files needs."""

    store: Store
    workroom: Workroom = field(default_factory=Workroom)
    intake: Intake = field(default_factory=Intake)
    limits: Limits = field(default_factory=Limits)
    drawing: Drawing = field(default_factory=Drawing)
    readings: Readings = field(default_factory=lambda: Readings(_READINGS))

    @contextmanager
    def arriving(self) -> Iterator[Path]:
        """An empty file for one that is on its way in; it is gone afterwards. Raises NoRoom."""
        with ExitStack() as opened:
            try:
                path = opened.enter_context(self.store.arriving())
            except OSError as error:
                raise NoRoom(f"no file can be made in the store ({type(error).__name__})") from error
            yield path

    @classmethod
    def at(cls, folder: Path) -> Files:
        """The files in that folder, which is made where it is not there. Raises NoRoom where it cannot be."""
        try:
            return cls(Store(folder))
        except OSError as error:
            raise NoRoom(f"the folder of files cannot be used ({type(error).__name__})") from error
