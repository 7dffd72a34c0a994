"""Reads single claims of a token, each of one type and within one bound, for every kind of token alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from gatekeeper.auth.errors import Reason, TokenRefused
from gatekeeper.auth.strict import is_name

_DAY: Final = 86_400
_LAST_SECOND: Final = 253_402_300_799
"""The last second of the year 9999, the last that a datetime holds."""


def authenticated_at(claims: Mapping[str, object], latest: datetime) -> datetime | None:
    """When the person authenticated (auth_time), None where it is not said. Raises TokenRefused."""
    if "auth_time" not in claims:
        return None
    at = instant_claim(claims, "auth_time")
    if at > latest:
        raise TokenRefused(Reason.CLAIMS, "the person signed in (auth_time) only after the token was issued")
    return at


def instant_claim(claims: Mapping[str, object], name: str) -> datetime:
    """A time in whole seconds since 1970. Raises TokenRefused.

    A day is kept between it and the ends of the calendar, for the skew; so true, which is 1 in Python, is no time.
    """
    value = claims.get(name)
    if not isinstance(value, int) or not _DAY <= value <= _LAST_SECOND - _DAY:
        raise TokenRefused(Reason.CLAIMS, f"the claim {name} must be a time in whole seconds since 1970")
    return datetime.fromtimestamp(value, UTC)


def name_claim(claims: Mapping[str, object], name: str) -> str:
    """A name of 1 to 255 printable ASCII characters. Raises TokenRefused."""
    value = claims.get(name)
    if not isinstance(value, str) or not is_name(value):
        raise TokenRefused(Reason.CLAIMS, f"the claim {name} must be 1 to 255 printable characters")
    return value
