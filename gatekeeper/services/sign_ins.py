"""Sign-ins under way: each begun in one browser, of use once, within ten minutes, and with a way back to a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gatekeeper.auth.own_path import own_path
from gatekeeper.auth.sign_in import Attempt, Started, hashed
from gatekeeper.services.door import Engine
from gatekeeper.storage import web_kept
from gatekeeper.storage.tables import SignInAttempt

OF_USE: Final = timedelta(minutes=10)
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Returning:
    """A sign-in whose answer has come: what it is checked against, and the page of ours to which she goes on."""

    attempt: Attempt
    return_to: str


def keep_attempt(engine: Engine, now: datetime, started: Started, browser: str, return_to: str) -> None:
    """Keep a sign-in that begins. ``browser`` is the random value that this very browser holds in a cookie."""
    attempt = SignInAttempt(
        state_hash=hashed(started.state),
        browser_hash=hashed(browser),
        nonce=started.nonce,
        verifier=started.verifier,
        return_to=own_path(return_to),
        max_age=started.max_age,
        began_at=now,
        expires_at=now + OF_USE,
    )
    web_kept.add_attempt(engine, attempt, now)


def take_attempt(engine: Engine, now: datetime, state: str, browser: str | None) -> Returning | None:
    """The sign-in of that state, which is then used; None where this browser began none such, or used it already."""
    if not browser or not state or len(state) > _LONGEST or len(browser) > _LONGEST:
        return None
    found = web_kept.take_attempt(engine, hashed(state), hashed(browser), now)
    if found is None:
        return None
    attempt = Attempt(hashed(state), found["nonce"], found["verifier"], found["max_age"])
    return Returning(attempt, own_path(found["return_to"]))
