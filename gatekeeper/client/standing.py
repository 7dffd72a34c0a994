"""How the service is, which anybody may ask without a token."""

from __future__ import annotations

from typing import Any

from gatekeeper.client import operations
from gatekeeper.client.answers import Health, Readiness
from gatekeeper.client.calling import Calling


class StandingBy(Calling):
    """Whether the service lives and is ready, and what it says of itself."""

    def health(self) -> Health:
        """That the program runs."""
        return self._send(operations.HEALTH)

    def ready(self) -> Readiness:
        """Whether calls can be answered now. Raises Away where they cannot."""
        return self._send(operations.READY)

    def metadata(self) -> dict[str, Any]:
        """What the service says of itself to whoever looks for a token (RFC 9728)."""
        return self._send(operations.METADATA)
