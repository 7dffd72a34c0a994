"""Real tokens that have ended, or are for somebody else, or whose key has been replaced at the provider."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gatekeeper.client import Distrusted, TokenRefused
from tests.end_to_end.asking import Asking, header
from tests.end_to_end.town import Town, beside, town

pytestmark = pytest.mark.slow


def now() -> datetime:
    return datetime.now(UTC)


def later() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=10)


def test_a_token_that_has_ended_is_refused(here: Town) -> None:
    token = Asking(here).tokens()["access_token"]
    for clock, good in ((now, True), (later, False)):
        with beside(here, clock) as address:
            assert takes(here, address, token) == good


def test_a_token_for_another_service_is_refused(here: Town) -> None:
    token = Asking(here).tokens()["access_token"]
    with beside(here, now, audience="https://another.council.example") as address:
        assert not takes(here, address, token)


def test_what_is_kept_for_one_service_goes_to_no_other(here: Town) -> None:
    with beside(here, now) as address:
        gatekeeper = here.client(address, credential=here.signed_in("harkaway"))
        with gatekeeper, pytest.raises(Distrusted, match="nowhere else"):
            gatekeeper.me()


def test_a_key_that_the_provider_replaces_is_found_and_the_old_one_is_no_longer_taken(tmp_path: Path) -> None:
    ticks = [1_000.0]
    with town(tmp_path) as own, beside(own, now, lambda: ticks[0]) as address:
        before = Asking(own).tokens()["access_token"]
        assert takes(own, address, before)
        own.replace_keys()
        after = Asking(own).tokens()["access_token"]
        assert header(after)["kid"] != header(before)["kid"]
        assert not takes(own, address, after), "the keys were fetched less than a minute ago"
        ticks[0] += 61
        assert takes(own, address, after)
        assert not takes(own, address, before)


def takes(here: Town, address: str, token: str) -> bool:
    """Whether the service there takes that token."""
    with here.client(address, token=token) as gatekeeper:
        try:
            return bool(gatekeeper.me().person)
        except TokenRefused:
            return False
