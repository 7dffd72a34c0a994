"""The API as it is measured, and the pages before it: over a council's database and an issuer of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from bench.api_issuer import AUDIENCE
from bench.service_world import clock
from gatekeeper.api import USUAL, Api, Cursors, Place, create_app
from gatekeeper.auth import IssuerSettings, KeySource, TokenReader, issuer_client
from gatekeeper.auth.sign_in import Registration, RelyingParty
from gatekeeper.services.door import Engine
from gatekeeper.services.files import Files
from gatekeeper.services.refused_tokens import SharedDenyList
from gatekeeper.web import Front, Look, WebPlace, create_pages

LIMITS = replace(USUAL, caller=None, refused=None, council=None)
"""The limits of a service in use, but that callers may call as often as they like: they are to be kept busy."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the API and the pages share."""

    engine: Engine
    settings: IssuerSettings
    keys: KeySource
    refused: SharedDenyList
    client: httpx.Client
    folder: Path
    files: Files


@contextmanager
def api_over(engine: Engine, issuer: str, folder: Path) -> Iterator[Api]:
    """The API with everything it checks, as it is put together in service. Raises IssuerUnavailable."""
    with _together(engine, issuer, folder) as parts:
        yield _api(parts)


@contextmanager
def front_over(engine: Engine, issuer: str, folder: Path) -> Iterator[Front]:
    """The same with the pages before it, in one process, as in service. Raises IssuerUnavailable."""
    with _together(engine, issuer, folder) as parts:
        yield Front(_api(parts), create_pages(_pages(parts)))


@contextmanager
def _together(engine: Engine, issuer: str, folder: Path) -> Iterator[_Parts]:
    settings = IssuerSettings(issuer=issuer, audience=AUDIENCE, development=True)
    with issuer_client() as client:
        keys, refused = KeySource(settings, client), SharedDenyList(engine, clock)
        refused.flushes(keys.flush)
        keys.check()
        yield _Parts(engine, settings, keys, refused, client, folder, Files.at(folder / "files"))


def _api(parts: _Parts) -> Api:
    return create_app(
        Place(
            engine=parts.engine,
            reader=TokenReader(parts.settings, parts.keys, clock, parts.refused),
            keys=parts.keys.health,
            issuer=parts.settings,
            resource=AUDIENCE,
            cursors=Cursors("a secret of the measurements, of no use elsewhere"),
            checkpoints=parts.folder / "checkpoints",
            files=parts.files,
            clock=clock,
            limits=LIMITS,
        )
    )


def _pages(parts: _Parts) -> WebPlace:
    me = Registration("measuring", "a secret of the measurements, of no use elsewhere", f"{AUDIENCE}/sign-in/done")
    look = Look()
    look.warm()
    return WebPlace(
        engine=parts.engine,
        relying=RelyingParty(parts.settings, parts.keys, me, parts.client, clock),
        files=parts.files,
        look=look,
        address=AUDIENCE,
        checkpoints=parts.folder / "checkpoints",
        clock=clock,
        limits=LIMITS,
    )
