"""What the operations on open to all give, as the description of the API says it."""

from __future__ import annotations

from gatekeeper.client.operation import Given


class Health(Given):
    """That the program runs."""

    alive: bool


class Readiness(Given):
    """Whether calls can be answered now, and what stands in the way."""

    ready: bool
    database: str
    issuer: str
