"""The API as it is measured: over a council's database and a loopback issuer, at the instant of the measurements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.api_issuer import AUDIENCE
from bench.service_world import clock
from gatekeeper.api import USUAL, Api, Cursors, Place, create_app
from gatekeeper.auth import IssuerSettings, KeySource, TokenReader, issuer_client
from gatekeeper.services.door import Engine
from gatekeeper.services.files import Files
from gatekeeper.services.refused_tokens import SharedDenyList

LIMITS = replace(USUAL, caller=None, refused=None, council=None)
"""The limits of a service in use, but that callers may call as often as they like: they are to be kept busy."""


@contextmanager
def api_over(engine: Engine, issuer: str, folder: Path) -> Iterator[Api]:
    """The API with everything it checks, as it is put together in service. Raises IssuerUnavailable."""
    settings = IssuerSettings(issuer=issuer, audience=AUDIENCE, development=True)
    with issuer_client() as client:
        keys, refused = KeySource(settings, client), SharedDenyList(engine, clock)
        refused.flushes(keys.flush)
        keys.check()
        place = Place(
            engine=engine,
            reader=TokenReader(settings, keys, clock, refused),
            keys=keys.health,
            issuer=settings,
            resource=AUDIENCE,
            cursors=Cursors("a secret of the measurements, of no use elsewhere"),
            checkpoints=folder / "checkpoints",
            files=Files.at(folder / "files"),
            clock=clock,
            limits=LIMITS,
        )
        yield create_app(place)
