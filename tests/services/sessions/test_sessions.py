"""Sessions of the pages: a new cookie each time, an end by time, by the person and from anywhere, nothing to steal."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from gatekeeper.services.refused_tokens import OF_USE, refuse_tokens
from gatekeeper.services.sessions import (
    KEPT_FOR,
    LONG_AGO,
    TOUCH_EVERY,
    Choice,
    SessionSettings,
    State,
    WebSession,
    begin,
    choose,
    end,
    end_all,
    end_everywhere,
    end_one,
    find,
    signed_in_at,
    sweep,
)
from gatekeeper.storage.web import MOST_SESSIONS

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ISSUER = "https://id.council.example"
USUAL = SessionSettings()
IDLE = timedelta(seconds=USUAL.idle_seconds)
WHOLE = timedelta(seconds=USUAL.absolute_seconds)


def begun(engine: Engine, at: datetime = NOW, subject: str = "harkaway", **changes: Any) -> tuple[str, WebSession]:
    said: dict[str, Any] = {"issuer": ISSUER, "subject": subject, "name": "A. Harkaway", "before": None}
    return begin(engine, USUAL, at, **(said | {"authenticated_at": at} | changes))


def state(engine: Engine, cookie: str | None, at: datetime = NOW) -> State | None:
    found = find(engine, USUAL, at, cookie)
    return None if found is None else found[0]


def used_all_day(engine: Engine, cookie: str, until: datetime) -> None:
    at = NOW
    while at < until:
        assert state(engine, cookie, at) is State.LIVE
        at += timedelta(minutes=20)


def test_a_session_is_found_by_its_cookie_and_by_nothing_else(engine: Engine) -> None:
    cookie, session = begun(engine)
    found = find(engine, USUAL, NOW, cookie)
    assert found == (State.LIVE, session)
    assert (session.subject, session.name, session.authenticated_at) == ("harkaway", "A. Harkaway", NOW)
    assert session.ends_at == NOW + WHOLE
    for other in (None, "", session.id, cookie[:-1], cookie + "A", "é" * 43, "a" * 43, f"{cookie}\n", "' OR 1=1 --"):
        assert find(engine, USUAL, NOW, other) is None


def test_r177_a_copy_of_the_database_opens_no_session(engine: Engine) -> None:
    cookie, session = begun(engine)
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM web_session")).all()
    kept = [str(each) for each in row]
    assert hashlib.sha256(cookie.encode()).hexdigest() in kept
    assert not {each for each in kept if cookie in each or session.csrf in each}
    assert cookie not in repr(session)
    assert session.csrf not in repr(session)


def test_r177_every_sign_in_has_a_new_cookie_and_ends_the_one_before(engine: Engine) -> None:
    first, before = begun(engine)
    second, after = begun(engine, NOW + timedelta(minutes=1), before=first)
    assert len({first, second}) == 2
    assert len({before.id, after.id}) == 2
    assert len({before.csrf, after.csrf}) == 2
    assert len(second) >= 43
    assert state(engine, first) is State.OVER
    assert state(engine, second) is State.LIVE


@pytest.mark.parametrize("planted", ["planted-by-somebody-else", "a" * 43, "", "é"])
def test_r177_a_cookie_that_was_planted_is_never_taken_over(engine: Engine, planted: str) -> None:
    cookie, _ = begun(engine, before=planted)
    assert cookie != planted
    assert find(engine, USUAL, NOW, planted) is None


def test_r177_a_session_that_is_not_used_for_half_an_hour_is_idle(engine: Engine) -> None:
    cookie, session = begun(engine)
    assert session.idle_ends_at == NOW + IDLE + TOUCH_EVERY
    last = session.idle_ends_at - timedelta(seconds=1)
    assert state(engine, cookie, last) is State.LIVE
    assert state(engine, cookie, last + IDLE) is State.LIVE
    assert state(engine, cookie, last + 2 * IDLE + TOUCH_EVERY) is State.IDLE
    assert state(engine, cookie, last + 2 * IDLE + TOUCH_EVERY) is State.IDLE


def test_whoever_was_away_for_the_whole_night_was_away_and_not_cut_off(engine: Engine) -> None:
    cookie, _ = begun(engine)
    assert state(engine, cookie, NOW + timedelta(hours=20)) is State.IDLE


def test_r177_a_session_ends_after_eight_hours_however_much_it_is_used(engine: Engine) -> None:
    cookie, session = begun(engine)
    used_all_day(engine, cookie, session.ends_at)
    assert state(engine, cookie, session.ends_at - timedelta(seconds=1)) is State.LIVE
    assert state(engine, cookie, session.ends_at) is State.OVER


def test_that_it_is_in_use_is_written_at_most_once_a_minute(engine: Engine) -> None:
    cookie, session = begun(engine)

    def seen(at: datetime) -> datetime:
        assert state(engine, cookie, at) is State.LIVE
        found = find(engine, USUAL, at, cookie)
        assert found is not None
        return found[1].seen_at

    assert seen(NOW + TOUCH_EVERY - timedelta(seconds=1)) == session.seen_at
    assert seen(NOW + TOUCH_EVERY) == NOW + TOUCH_EVERY


def test_a_browser_that_has_counted_down_is_believed_only_when_it_can_be_right(engine: Engine) -> None:
    _, session = begun(engine)
    assert not session.nearly_over(NOW + IDLE - timedelta(minutes=1))
    assert session.nearly_over(NOW + IDLE)
    assert session.nearly_over(session.ends_at - timedelta(seconds=1))


def test_r182_a_sign_in_is_fresh_for_four_hours_and_never_where_the_issuer_does_not_say_when(engine: Engine) -> None:
    _, session = begun(engine)
    assert session.is_fresh(USUAL, NOW + timedelta(hours=4, seconds=-1))
    assert not session.is_fresh(USUAL, NOW + timedelta(hours=4))
    _, unsaid = begun(engine, authenticated_at=None)
    assert unsaid.authenticated_at == LONG_AGO
    assert not unsaid.is_fresh(USUAL, NOW)


def test_signing_out_ends_this_session_and_leaves_the_others(engine: Engine) -> None:
    (here, _), (there, _) = begun(engine), begun(engine)
    end(engine, NOW, here)
    end(engine, NOW, "no cookie of ours")
    end(engine, NOW, None)
    assert (state(engine, here), state(engine, there)) == (State.OVER, State.LIVE)


def test_r177_a_person_signs_out_everywhere_and_nobody_else_with_her(engine: Engine) -> None:
    mine = [begun(engine)[0] for _ in range(3)]
    others = [begun(engine, subject="foxcombe")[0], begun(engine, issuer="https://id.other.example")[0]]
    assert end_everywhere(engine, NOW, ISSUER, "harkaway") == 3
    assert end_everywhere(engine, NOW, ISSUER, "harkaway") == 0
    assert {state(engine, each) for each in mine} == {State.OVER}
    assert {state(engine, each) for each in others} == {State.LIVE}
    assert end_all(engine, NOW, ISSUER) == 1


def test_a_person_sees_where_she_is_signed_in_and_ends_one_of_them_and_only_her_own(engine: Engine) -> None:
    (_, old), (newer, new), (_, other) = (
        begun(engine),
        begun(engine, NOW + timedelta(minutes=25)),
        begun(engine, NOW + timedelta(minutes=25), subject="foxcombe"),
    )
    at = NOW + timedelta(minutes=26)
    assert [each.id for each in signed_in_at(engine, USUAL, at, ISSUER, "harkaway")] == [new.id, old.id]
    for wrong in (other.id, "", "a\x00b", "0" * 32, old.id.upper()):
        assert not end_one(engine, at, ISSUER, "harkaway", wrong)
    assert end_one(engine, at, ISSUER, "harkaway", old.id)
    assert [each.id for each in signed_in_at(engine, USUAL, at, ISSUER, "harkaway")] == [new.id]
    later = at + timedelta(minutes=31)
    assert signed_in_at(engine, USUAL, later, ISSUER, "harkaway") == ()
    assert state(engine, newer, later) is State.IDLE


def test_one_person_has_so_many_sessions_and_the_oldest_makes_room(engine: Engine) -> None:
    cookies = [begun(engine, NOW + timedelta(seconds=n))[0] for n in range(MOST_SESSIONS + 1)]
    at = NOW + timedelta(minutes=1)
    assert [state(engine, each, at) for each in cookies[:2]] == [State.OVER, State.LIVE]
    assert state(engine, cookies[-1], at) is State.LIVE


@pytest.mark.parametrize(("kind", "name"), [("subject", "harkaway"), ("everybody", "")])
def test_r177_refusing_a_person_s_tokens_ends_her_sessions_and_lets_her_sign_in_again(
    engine: Engine, kind: Any, name: str
) -> None:
    cookie, _ = begun(engine)
    refuse_tokens(engine, ISSUER, kind, name, clock=lambda: NOW + timedelta(minutes=1))
    at = NOW + timedelta(minutes=1, seconds=1)
    assert state(engine, cookie, at) is State.OVER
    again, _ = begun(engine, at)
    assert state(engine, again, at) is State.LIVE
    assert state(engine, cookie, at + OF_USE) is State.OVER


def test_what_is_refused_to_one_person_or_one_token_ends_nobody_else_s_session(engine: Engine) -> None:
    cookie, _ = begun(engine)
    refuse_tokens(engine, ISSUER, "subject", "foxcombe", clock=lambda: NOW)
    refuse_tokens(engine, "https://id.other.example", "everybody", clock=lambda: NOW)
    refuse_tokens(engine, ISSUER, "token", "harkaway", clock=lambda: NOW)
    refuse_tokens(engine, ISSUER, "keys", clock=lambda: NOW)
    assert state(engine, cookie, NOW + timedelta(seconds=1)) is State.LIVE


def test_a_person_is_refused_by_the_issuer_s_own_name_of_her_too(engine: Engine) -> None:
    cookie, _ = begun(engine, subject="S-17", sub="harkaway")
    assert end_everywhere(engine, NOW, ISSUER, "harkaway") == 1
    assert state(engine, cookie) is State.OVER


def test_what_she_has_chosen_is_kept_for_each_council_and_goes_on_when_she_signs_in_once_more(engine: Engine) -> None:
    cookie, session = begun(engine)
    choose(engine, session.id, "wexbridge", "p" * 32, None)
    choose(engine, session.id, "wealdmoor", None, "c" * 32)
    choose(engine, session.id, "wexbridge", "q" * 32, None)
    found = find(engine, USUAL, NOW, cookie)
    assert found is not None
    assert found[1].choices == {"wexbridge": Choice("q" * 32), "wealdmoor": Choice(None, "c" * 32)}
    again, session = begun(engine, before=cookie)
    assert session.choices == found[1].choices
    choose(engine, session.id, "wexbridge", None, None)
    found = find(engine, USUAL, NOW, again)
    assert found is not None
    assert found[1].choices == {"wealdmoor": Choice(None, "c" * 32)}


def test_what_one_person_has_chosen_is_not_the_next_one_s_in_the_same_browser(engine: Engine) -> None:
    cookie, session = begun(engine)
    choose(engine, session.id, "wexbridge", "p" * 32, None)
    _, other = begun(engine, subject="foxcombe", before=cookie)
    assert other.choices == {}
    assert state(engine, cookie) is State.OVER


def test_nothing_is_chosen_in_a_session_that_is_over(engine: Engine) -> None:
    cookie, session = begun(engine)
    end(engine, NOW, cookie)
    choose(engine, session.id, "wexbridge", "p" * 32, None)
    choose(engine, "0" * 32, "wexbridge", "p" * 32, None)
    found = find(engine, USUAL, NOW, cookie)
    assert found is not None
    assert found[1].choices == {}


def test_sessions_that_have_been_over_for_a_day_are_removed_with_what_was_chosen_in_them(engine: Engine) -> None:
    cookie, session = begun(engine)
    choose(engine, session.id, "wexbridge", "p" * 32, None)
    lasting, _ = begun(engine, session.ends_at)
    assert sweep(engine, session.ends_at + KEPT_FOR - timedelta(seconds=1)) == 0
    assert sweep(engine, session.ends_at + KEPT_FOR) == 1
    assert find(engine, USUAL, session.ends_at, cookie) is None
    assert state(engine, lasting, session.ends_at) is State.LIVE
