"""A sign-in under way is of use once, in the browser in which it began, for ten minutes, and leads to our own page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from gatekeeper.auth.sign_in import Started, hashed
from gatekeeper.services import drafts
from gatekeeper.services.sign_ins import OF_USE, keep_attempt, take_attempt
from gatekeeper.storage.web_kept import MOST_ATTEMPTS

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BROWSER = "b" * 43


def started(state: str = "state-1") -> Started:
    return Started("https://id.council.example/authorize", state, f"nonce of {state}", "verifier", 600)


def kept_attempts(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM sign_in_attempt")).scalar_one())


@pytest.fixture(autouse=True)
def begun(engine: Engine) -> None:
    keep_attempt(engine, NOW, started(), BROWSER, "/in/wexbridge/")


def test_a_sign_in_comes_back_with_what_it_is_checked_against_and_where_it_leads(engine: Engine) -> None:
    found = take_attempt(engine, NOW + timedelta(minutes=9), "state-1", BROWSER)
    assert found is not None
    assert found.return_to == "/in/wexbridge/"
    assert (found.attempt.state_hash, found.attempt.nonce) == (hashed("state-1"), "nonce of state-1")
    assert (found.attempt.verifier, found.attempt.max_age) == ("verifier", 600)


def test_r176_a_sign_in_is_of_use_once(engine: Engine) -> None:
    assert take_attempt(engine, NOW, "state-1", BROWSER) is not None
    assert take_attempt(engine, NOW, "state-1", BROWSER) is None


def test_r176_of_many_who_use_it_at_the_same_time_one_succeeds(engine: Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: take_attempt(engine, NOW, "state-1", BROWSER), range(6)))
    assert len([each for each in found if each]) == 1


@pytest.mark.parametrize(
    ("state", "browser"),
    [
        ("state-1", "t" * 43),
        ("state-1", None),
        ("state-1", ""),
        ("state-2", BROWSER),
        ("", BROWSER),
        ("s" * 201, BROWSER),
        (hashed("state-1"), BROWSER),
        ("state-1\ud800", BROWSER),
    ],
)
def test_r176_login_csrf_another_browser_or_state_finds_nothing_and_takes_nothing(
    engine: Engine, state: str, browser: str | None
) -> None:
    assert take_attempt(engine, NOW, state, browser) is None
    assert take_attempt(engine, NOW, "state-1", BROWSER) is not None


def test_after_ten_minutes_it_is_of_no_use(engine: Engine) -> None:
    assert take_attempt(engine, NOW + OF_USE, "state-1", BROWSER) is None


def test_each_tab_of_a_browser_has_a_sign_in_of_its_own(engine: Engine) -> None:
    keep_attempt(engine, NOW, started("state-2"), BROWSER, "/sessions")
    two, one = (take_attempt(engine, NOW, state, BROWSER) for state in ("state-2", "state-1"))
    assert one is not None
    assert two is not None
    assert (one.return_to, two.return_to) == ("/in/wexbridge/", "/sessions")


def test_r181_a_way_back_to_another_site_is_never_kept(engine: Engine) -> None:
    keep_attempt(engine, NOW, started("state-2"), BROWSER, "//thief.example/")
    found = take_attempt(engine, NOW, "state-2", BROWSER)
    assert found is not None
    assert found.return_to == "/"


def test_nothing_that_was_kept_of_it_shows_the_state_or_the_browser(engine: Engine) -> None:
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM sign_in_attempt")).all()
    assert not {"state-1", BROWSER} & {str(each) for each in row}


def test_sign_ins_that_were_never_ended_are_removed(engine: Engine) -> None:
    assert drafts.sweep(engine, NOW) == 0
    keep_attempt(engine, NOW + OF_USE, started("state-2"), BROWSER, "/")
    assert kept_attempts(engine) == 1
    assert drafts.sweep(engine, NOW + 2 * OF_USE) == 1


def test_a_flood_of_sign_ins_takes_the_place_of_the_oldest_and_is_bounded(engine: Engine) -> None:
    rows = [{"n": str(n)} for n in range(MOST_ATTEMPTS - 1)]
    made = (
        "INSERT INTO sign_in_attempt (state_hash, browser_hash, nonce, verifier, return_to, began_at, expires_at)"
        " SELECT :n, 'b', 'n', 'v', '/', began_at, expires_at FROM sign_in_attempt WHERE id = 1"
    )
    with engine.begin() as connection:
        connection.execute(text(made), rows)
    assert kept_attempts(engine) == MOST_ATTEMPTS
    keep_attempt(engine, NOW + timedelta(minutes=1), started("state-2"), BROWSER, "/")
    assert kept_attempts(engine) == MOST_ATTEMPTS
    assert take_attempt(engine, NOW, "state-2", BROWSER) is not None
