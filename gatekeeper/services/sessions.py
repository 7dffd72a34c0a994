"""Who is signed in to the pages: sessions kept by the service, ended by time, by the person, or from anywhere at once.

A browser holds one random cookie and nothing else; only its SHA-256 is kept, so a copy of the database opens no
session. What a person may do in it is asked of the register at every call (services.identity).
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from gatekeeper.services.door import AWAY, Engine
from gatekeeper.services.refused_tokens import SKEW
from gatekeeper.storage import web
from gatekeeper.storage.columns import is_id
from gatekeeper.storage.tables import WebSessionRow

LONG_AGO: Final = datetime(1970, 1, 2, tzinfo=UTC)
"""Stands for when a person authenticated where her sign-in service does not say: never fresh."""
TOUCH_EVERY: Final = timedelta(minutes=1)
"""How often it is noted that a session is in use, at most; so much longer it may be unused, lest it end too early."""
KEPT_FOR: Final = timedelta(days=7)
"""How long a session that is over is still known as such, so that its person is told why."""
_RANDOM_BYTES: Final = 32
_SECONDS: Final = timedelta(seconds=10)
_COOKIE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST_NAME: Final = 300
_log = logging.getLogger("gatekeeper.sessions")


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How long a session lasts, in seconds: unused, at all, from when its end is told, and for grave commands."""

    idle_seconds: int = 1800
    absolute_seconds: int = 8 * 3600
    warn_seconds: int = 300
    fresh_seconds: int = 4 * 3600


@dataclass(frozen=True, slots=True)
class Choice:
    """In which post (register id), or for which councillor (register id), a person has chosen to act in a council."""

    post: str | None = None
    behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class WebSession:
    """One person signed in, in one browser. The instants are aware.

    ``subject`` is her lasting name at the issuer, by which the register knows her; ``name`` is for showing alone.
    ``csrf`` is the token that forms of this session carry; ``choices`` are by council (slug).
    """

    id: str
    issuer: str
    subject: str
    name: str | None
    began_at: datetime
    seen_at: datetime
    authenticated_at: datetime
    ends_at: datetime
    idle_ends_at: datetime
    csrf: str = field(repr=False)
    choices: Mapping[str, Choice] = field(default_factory=dict)

    def is_fresh(self, settings: SessionSettings, now: datetime) -> bool:
        """Whether the person has authenticated so lately that a grave command may be done."""
        return now < self.authenticated_at + timedelta(seconds=settings.fresh_seconds)

    def nearly_over(self, now: datetime) -> bool:
        """Whether her browser, which counts from when it showed a page, may say by now that the session is over."""
        return now >= min(self.idle_ends_at - TOUCH_EVERY, self.ends_at) - _SECONDS


class State(StrEnum):
    """How it stands with a session."""

    LIVE = "live"
    IDLE = "idle"
    OVER = "over"


def begin(  # noqa: PLR0913
    engine: Engine,
    settings: SessionSettings,
    now: datetime,
    *,
    issuer: str,
    subject: str,
    name: str | None,
    authenticated_at: datetime | None,
    before: str | None,
    sub: str | None = None,
) -> tuple[str, WebSession]:
    """Begin a session: the cookie's value, always a new one, and the session.

    The session of the cookie ``before`` is ended; where it was the same person's, what she had chosen goes on.
    ``sub`` is the issuer's own name of her where ``subject`` is another claim.
    """
    cookie = secrets.token_urlsafe(_RANDOM_BYTES)
    row = WebSessionRow(
        cookie_hash=_hash(cookie),
        issuer=issuer,
        subject=subject,
        sub=sub or subject,
        name=name[:_LONGEST_NAME] if name else None,
        began_at=now,
        seen_at=now,
        authenticated_at=authenticated_at or LONG_AGO,
        ends_at=now + timedelta(seconds=settings.absolute_seconds),
    )
    choices = web.add_session(engine, row, _hash(before) if before and _COOKIE.fullmatch(before) else None)
    return cookie, _session(web.Kept(web.stored(row), choices), settings, cookie)


def find(
    engine: Engine, settings: SessionSettings, now: datetime, cookie: str | None
) -> tuple[State, WebSession] | None:
    """The session of a cookie and how it stands with it; None where there is none.

    It is over, too, where her tokens have been refused since it began (services.refused_tokens).
    """
    if cookie is None or not _COOKIE.fullmatch(cookie):
        return None
    kept = web.find_session(engine, _hash(cookie), now)
    if kept is None:
        return None
    found = _session(kept, settings, cookie)
    state = _state(kept, found, now)
    if state is State.LIVE and now - found.seen_at >= TOUCH_EVERY:
        with suppress(*AWAY):  # where nothing can be stored now she reads on, until she counts as away
            web.touch(engine, found.id, now)
    return state, found


def end(engine: Engine, now: datetime, cookie: str | None) -> None:
    """End the session of that cookie, if there is one."""
    if cookie is not None and _COOKIE.fullmatch(cookie):
        web.end_sessions(engine, now, cookie_hash=_hash(cookie))


def end_one(engine: Engine, now: datetime, issuer: str, subject: str, session_id: str) -> bool:
    """End one session of that person, by its id; whether there was one."""
    if not is_id(session_id):
        return False
    return web.end_sessions(engine, now, session_id=session_id, issuer=issuer, subject=subject) == 1


def end_everywhere(engine: Engine, now: datetime, issuer: str, subject: str) -> int:
    """End every session of that person, in whatever browser; how many. It counts at once, in every process."""
    ended = web.end_sessions(engine, now, issuer=issuer, subject=subject)
    _log.info("a person's sessions were ended everywhere", extra={"count": ended})
    return ended


def end_all(engine: Engine, now: datetime, issuer: str) -> int:
    """End everybody's sessions; how many."""
    ended = web.end_sessions(engine, now, issuer=issuer)
    _log.warning("everybody's sessions were ended", extra={"count": ended})
    return ended


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One place where a person is signed in: since when, and when it was last used, to the minute."""

    id: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


def signed_in_at(
    engine: Engine, settings: SessionSettings, now: datetime, issuer: str, subject: str
) -> tuple[Whereabouts, ...]:
    """Where that person is signed in now, the newest first."""
    idle = timedelta(seconds=settings.idle_seconds) + TOUCH_EVERY
    found = web.sessions_of(engine, issuer, subject, now)
    return tuple(
        Whereabouts(each.id, each.began_at, each.seen_at, each.ends_at) for each in found if now < each.seen_at + idle
    )


def choose(engine: Engine, session_id: str, slug: str, post: str | None, behalf_of: str | None) -> None:
    """Keep in which post, or for which councillor, she acts in that council from now on; whether she may, the caller
    has asked (services.identity), and every command asks again."""
    web.choose(engine, session_id, slug, post, behalf_of)


def sweep(engine: Engine, now: datetime) -> int:
    """Remove the sessions that have been over for KEPT_FOR; how many."""
    return web.sweep_sessions(engine, now - KEPT_FOR)


def _state(kept: web.Kept, found: WebSession, now: datetime) -> State:
    if kept.row.ended_at is not None or (kept.refused_to and found.began_at <= kept.refused_to - SKEW):
        return State.OVER
    if now < min(found.idle_ends_at, found.ends_at):
        return State.LIVE
    return State.IDLE if found.idle_ends_at < found.ends_at else State.OVER


def _session(kept: web.Kept, settings: SessionSettings, cookie: str) -> WebSession:
    row = kept.row
    return WebSession(
        id=row.id,
        issuer=row.issuer,
        subject=row.subject,
        name=row.name,
        began_at=row.began_at,
        seen_at=row.seen_at,
        authenticated_at=row.authenticated_at,
        ends_at=row.ends_at,
        idle_ends_at=row.seen_at + timedelta(seconds=settings.idle_seconds) + TOUCH_EVERY,
        csrf=_csrf(cookie),
        choices={slug: Choice(*chosen) for slug, chosen in kept.choices.items()},
    )


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("ascii")).hexdigest()


def _csrf(cookie: str) -> str:
    """The token that forms carry: made of the cookie, so that it lies nowhere and is of this session alone."""
    return hmac.new(cookie.encode("ascii"), b"gatekeeper csrf", "sha256").hexdigest()
