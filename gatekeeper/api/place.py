"""Where the API works: the database, the reader of tokens, the clock, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gatekeeper.api.cursors import Cursors
from gatekeeper.auth import AccessToken, IssuerSettings, KeyHealth, TokenReader, metadata_address
from gatekeeper.doors.limits import Limits
from gatekeeper.services.door import Clock, DatabaseWatch, Engine, answers, utc_now
from gatekeeper.services.files import Files


@dataclass(frozen=True, slots=True)
class Place:
    """What every operation works with. ``resource`` is the address by which clients know this service.

    ``keys`` tells how it stands with the issuer's keys; ``checkpoints`` is the folder of the signed checkpoints;
    ``files`` are those of the documents.
    ``program_councils`` are the councils (slugs) in which each program may write. ``watch`` knows whether the database
    answers without asking it; without a watch it is asked.
    """

    engine: Engine
    reader: TokenReader
    keys: Callable[[], KeyHealth]
    issuer: IssuerSettings
    resource: str
    cursors: Cursors
    checkpoints: Path
    files: Files
    clock: Clock = utc_now
    limits: Limits = field(default_factory=Limits)
    program_councils: Mapping[str, frozenset[str]] = field(default_factory=dict)
    watch: DatabaseWatch | None = None

    @property
    def database(self) -> str:
        """How it stands with the database: it ``answers``, is ``away``, or ``read_only`` (a standby, a full disk)."""
        if self.watch is None:
            return "answers" if answers(self.engine) else "away"
        return "away" if not self.watch.answers else "answers" if self.watch.writable else "read_only"

    @property
    def metadata_address(self) -> str:
        """Where the description of this service lies (RFC 9728 section 3.1)."""
        return metadata_address(self.resource, development=self.issuer.development)

    def token(self, text: str) -> AccessToken:
        """The token of a call. Raises TokenRefused and IssuerUnavailable."""
        return self.reader.read(text)

    @property
    def security_scheme(self) -> Mapping[str, str]:
        """How a client signs in, for the description of the API."""
        return {"type": "openIdConnect", "openIdConnectUrl": self.issuer.discovery}
