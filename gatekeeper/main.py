"""Puts the service together: the database, the issuer's keys, the reader of tokens and the API, and serves it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from gatekeeper.api import Api, Cursors, Place, create_app
from gatekeeper.auth import (
    ClaimMapping,
    IssuerSettings,
    IssuerSettingsError,
    IssuerUnavailable,
    IssuerUntrusted,
    KeySource,
    MemoryDenyList,
    TokenReader,
    issuer_client,
    metadata_address,
)
from gatekeeper.services.door import Engine, utc_now
from gatekeeper.settings import ApiSettings, Settings, SettingsError

GRACE_SECONDS: Final = 30
"""How long what is in flight may take to end once the service is told to stop."""
_MOST_AT_ONCE: Final = 200
_log = logging.getLogger("gatekeeper.main")


def issuer_settings(said: ApiSettings) -> IssuerSettings:
    """How tokens are read. Raises SettingsError where the issuer or our own address cannot be trusted."""
    try:
        metadata_address(said.public_address, development=said.development)
        return IssuerSettings(
            issuer=said.issuer,
            audience=said.audience,
            claims=ClaimMapping.parse({"person": said.person_claim}),
            programs=said.programs,
            key_origins=said.key_origins,
            development=said.development,
        )
    except IssuerSettingsError as error:
        raise SettingsError(error.problems) from None


@contextmanager
def assembled(engine: Engine, settings: Settings, said: ApiSettings) -> Iterator[Api]:
    """The API over an open database. Raises SettingsError where the issuer is not what it should be.

    An issuer that does not answer now stops nobody from starting: calls are answered 503 until it does.
    """
    issuer = issuer_settings(said)
    with issuer_client() as client:
        keys = KeySource(issuer, client)
        try:
            keys.check()
        except IssuerUntrusted as error:
            raise SettingsError((f"The issuer is not the one that is named: {error.why}.",)) from None
        except IssuerUnavailable as error:
            _log.warning("the issuer does not answer yet: %s", error.why)
        reader = TokenReader(issuer, keys, utc_now, MemoryDenyList(utc_now))
        yield create_app(
            Place(
                engine=engine,
                reader=reader,
                keys=keys.health,
                issuer=issuer,
                resource=said.public_address,
                cursors=Cursors(said.secret),
                checkpoints=settings.checkpoints,
            )
        )


def serve(engine: Engine, settings: Settings, said: ApiSettings) -> None:
    """Serve the API until the process is told to stop; what is in flight is finished first."""
    with assembled(engine, settings, said) as app:
        uvicorn.run(
            app,
            host=said.host,
            port=said.port,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
