"""A program in tests: a client that acts as itself, with a real token, in councils that are named."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.api.calling import EVERY, Service


@contextmanager
def as_program(service: Service, client: str, *councils: str, scope: str = EVERY) -> Iterator[str]:
    """The token of a program that may write in these councils; the service knows it while this lasts."""
    before, issuer = service.app.state.place, service.issuer
    issuer.use(programs=frozenset({client}))
    service.app.state.place = replace(
        before,
        reader=issuer.reader,
        issuer=issuer.settings,
        keys=issuer.keys.health,
        program_councils={client: frozenset(councils)},
    )
    try:
        yield issuer.token(sub=client, client_id=client, scope=scope, jti=uuid.uuid4().hex)
    finally:
        issuer.use()
        service.app.state.place = before
