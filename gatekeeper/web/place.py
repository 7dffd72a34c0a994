"""Where the pages work: the database, the sign-in, the store of files, how pages are drawn and guarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gatekeeper.auth.sign_in import RelyingParty
from gatekeeper.doors.limits import Limits
from gatekeeper.services.door import Clock, DatabaseWatch, Engine, utc_now
from gatekeeper.services.files import Files
from gatekeeper.services.sessions import SessionSettings
from gatekeeper.web.look import Look
from gatekeeper.web.themes import Theme


@dataclass(frozen=True, slots=True)
class WebPlace:
    """What every page works with. ``address`` is the one origin by which browsers know the pages, without a slash.

    ``secure``: cookies bear the prefix ``__Host-`` and leave only over https; off only in development on this machine.
    ``checkpoints`` is the folder of the signed checkpoints. ``themes``: each council's look, by its slug.
    """

    engine: Engine
    relying: RelyingParty
    files: Files
    look: Look
    address: str
    checkpoints: Path
    secure: bool = True
    sessions: SessionSettings = field(default_factory=SessionSettings)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    clock: Clock = utc_now
    limits: Limits = field(default_factory=Limits)
    watch: DatabaseWatch | None = None

    @property
    def cookie(self) -> str:
        """The name of the cookie of a session."""
        return "__Host-gatekeeper" if self.secure else "gatekeeper"
