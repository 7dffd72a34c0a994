"""Puts the service together: the database, the issuer's keys, the reader of tokens, the API, and the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from gatekeeper.api import USUAL, Api, Cursors, Limits, Place, Rate, create_app
from gatekeeper.auth import (
    ClaimMapping,
    IssuerSettings,
    IssuerSettingsError,
    IssuerUnavailable,
    IssuerUntrusted,
    KeySource,
    TokenReader,
    issuer_client,
    metadata_address,
)
from gatekeeper.auth.sign_in import Registration, RelyingParty
from gatekeeper.services.door import DatabaseWatch, Engine, utc_now
from gatekeeper.services.files import Files, NoRoom
from gatekeeper.services.refused_tokens import SharedDenyList
from gatekeeper.services.sessions import SessionSettings
from gatekeeper.settings import ApiSettings, PagesSettings, Settings, SettingsError
from gatekeeper.web import Front, Look, ThemeError, WebPlace, create_pages, read_themes

SIGNED_IN: Final = "/sign-in/done"
"""Where the sign-in service sends people back to."""
_log = logging.getLogger("gatekeeper.main")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the API and the pages share."""

    engine: Engine
    settings: Settings
    said: ApiSettings
    issuer: IssuerSettings
    files: Files
    watch: DatabaseWatch
    keys: KeySource
    reader: TokenReader
    relying: Callable[[Registration], RelyingParty]


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


def limits(said: ApiSettings) -> Limits:
    """How much may be asked: one caller so many calls a second, after a rest ten seconds' worth at once."""
    rate = Rate(said.calls_a_second, 10 * said.calls_a_second)
    return replace(USUAL, caller=rate, proxies=said.proxies)


@contextmanager
def assembled(engine: Engine, settings: Settings, said: ApiSettings) -> Iterator[Api]:
    """The API over an open database. Raises SettingsError where the issuer is not what it should be.

    An issuer that does not answer now stops nobody from starting: calls are answered 503 until it does.
    """
    with _together(engine, settings, said) as parts:
        yield _api(parts)


@contextmanager
def with_pages(
    engine: Engine, settings: Settings, said: ApiSettings, pages: PagesSettings | None
) -> Iterator[Api | Front]:
    """The same with the pages in front of it where they are set. Raises SettingsError."""
    with _together(engine, settings, said) as parts:
        api = _api(parts)
        yield api if pages is None else Front(api, create_pages(_web_place(parts, pages)))


@contextmanager
def _together(engine: Engine, settings: Settings, said: ApiSettings) -> Iterator[_Parts]:
    issuer = issuer_settings(said)
    with issuer_client() as client, DatabaseWatch(engine).watching() as watch:
        keys, refused = KeySource(issuer, client), SharedDenyList(engine)
        refused.flushes(keys.flush)
        _check(keys)
        reader = TokenReader(issuer, keys, utc_now, refused)

        def relying(me: Registration) -> RelyingParty:
            return RelyingParty(issuer, keys, me, client)

        yield _Parts(engine, settings, said, issuer, _files(settings), watch, keys, reader, relying)


def _check(keys: KeySource) -> None:
    try:
        keys.check()
    except IssuerUntrusted as error:
        raise SettingsError((f"The issuer is not the one that is named: {error.why}.",)) from None
    except IssuerUnavailable as error:
        _log.warning("the issuer does not answer yet: %s", error.why)


def _api(parts: _Parts) -> Api:
    said = parts.said
    return create_app(
        Place(
            engine=parts.engine,
            reader=parts.reader,
            keys=parts.keys.health,
            issuer=parts.issuer,
            resource=said.public_address,
            cursors=Cursors(said.secret),
            checkpoints=parts.settings.checkpoints,
            files=parts.files,
            limits=limits(said),
            program_councils=said.program_councils,
            watch=parts.watch,
        )
    )


def _web_place(parts: _Parts, pages: PagesSettings) -> WebPlace:
    """Where the pages work. Raises SettingsError for looks that cannot be taken."""
    me = Registration(pages.client_id, pages.client_secret, f"{_origin(parts.said)}{SIGNED_IN}")
    try:
        themes = read_themes(pages.themes) if pages.themes else {}
    except ThemeError as error:
        raise SettingsError((str(error),)) from None
    look = Look()
    look.warm()
    return WebPlace(
        engine=parts.engine,
        relying=parts.relying(me),
        files=parts.files,
        look=look,
        address=_origin(parts.said),
        checkpoints=parts.settings.checkpoints,
        secure=not parts.said.development,
        sessions=SessionSettings(
            idle_seconds=pages.idle_seconds,
            absolute_seconds=pages.absolute_seconds,
            fresh_seconds=pages.fresh_seconds,
        ),
        themes=themes,
        limits=limits(parts.said),
        watch=parts.watch,
    )


def _origin(said: ApiSettings) -> str:
    return said.public_address.rstrip("/")


def _files(settings: Settings) -> Files:
    """The store of files. Raises SettingsError where its folder cannot be used."""
    try:
        return Files.at(settings.files)
    except NoRoom:
        raise SettingsError((f"The folder of files, {settings.files}, cannot be used; name another one.",)) from None
