"""Where the API works: the database, the reader of tokens, the clock, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gatekeeper.api.cursors import Cursors
from gatekeeper.auth import AccessToken, IssuerSettings, KeyHealth, TokenReader, metadata_address
from gatekeeper.services.door import Clock, Engine, utc_now


@dataclass(frozen=True, slots=True)
class Place:
    """What every operation works with. ``resource`` is the address by which clients know this service.

    ``keys`` tells how it stands with the issuer's keys; ``checkpoints`` is the folder of the signed checkpoints.
    """

    engine: Engine
    reader: TokenReader
    keys: Callable[[], KeyHealth]
    issuer: IssuerSettings
    resource: str
    cursors: Cursors
    checkpoints: Path
    clock: Clock = utc_now

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
