"""Tests that keys are fetched seldom, change when the issuer changes them, and outlive an outage for a stated time."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from gatekeeper.auth import AccessToken, Algorithm, IssuerUnavailable, KeySource, KeyTimes, Reason, TokenRefused
from gatekeeper.auth.keys import MOST_WAITING
from tests.auth.issuers import DISCOVERY, KEYS, Answer
from tests.auth.signers import Signer, curve_signer, rsa_signer
from tests.auth.world import World

NEW = curve_signer("new")


def read_or_refusal(world: World, text: str) -> AccessToken | Exception:
    try:
        return world.reader.read(text)
    except (TokenRefused, IssuerUnavailable) as problem:
        return problem


def test_keys_are_fetched_once_and_then_kept(world: World) -> None:
    for _ in range(5):
        world.read()
        world.read(rsa_signer())
    assert world.issuer.hits == {DISCOVERY: 1, KEYS: 1}
    assert world.issuer.headers_seen[0]["accept-encoding"] == "identity"


def test_r068_a_new_key_is_accepted_once_a_minute_has_passed_since_the_last_fetch(world: World) -> None:
    world.read()
    world.issuer.publish(curve_signer(), NEW)
    assert world.refuses(world.token(NEW)) is Reason.KEY
    world.clocks.ticks += 60
    assert world.read(NEW).jti == "token-1"
    assert world.read(curve_signer()).jti == "token-1"


def test_r068_a_retired_key_is_refused_once_the_set_is_no_longer_fresh(world: World) -> None:
    world.read()
    world.issuer.publish(NEW)
    world.clocks.ticks += 300
    assert world.read().jti == "token-1"
    world.clocks.ticks += 1
    assert world.refuses(world.token()) is Reason.KEY


def test_r069_a_flood_of_unknown_keys_costs_one_fetch_a_minute(world: World) -> None:
    world.read()
    for second in range(120):
        world.clocks.ticks += 1
        assert world.refuses(world.token(Signer(f"unknown-{second}", NEW.private))) is Reason.KEY
    assert world.issuer.hits[KEYS] == 3


def test_r069_valid_calls_do_not_wait_while_a_flood_waits_for_a_slow_issuer(world: World) -> None:
    world.read()
    world.clocks.ticks += 60
    world.issuer.hold(KEYS)
    with ThreadPoolExecutor(40) as threads:
        flood = [threads.submit(read_or_refusal, world, world.token(NEW)) for _ in range(2 * MOST_WAITING)]
        started = time.monotonic()
        assert world.read().jti == "token-1"
        took = time.monotonic() - started
        while sum(each.done() for each in flood) < MOST_WAITING and time.monotonic() - started < 1:
            time.sleep(0.01)
        answered = sum(each.done() for each in flood)
        world.issuer.gate.set()
        refused = [each.result() for each in flood]
    assert took < 1
    assert answered == MOST_WAITING
    assert {type(each) for each in refused} == {TokenRefused}
    assert world.issuer.hits[KEYS] == 2


def test_many_first_callers_share_one_fetch(world: World) -> None:
    world.issuer.hold(KEYS)
    text = world.token()
    with ThreadPoolExecutor(MOST_WAITING) as threads:
        calls = [threads.submit(read_or_refusal, world, text) for _ in range(MOST_WAITING)]
        world.issuer.gate.set()
        assert {type(each.result()) for each in calls} == {AccessToken}
    assert world.issuer.hits == {DISCOVERY: 1, KEYS: 1}


FAULTS = {
    "500": Answer(status=500),
    "404": Answer(status=404),
    "garbage": Answer(b"\x00\xff garbage"),
    "HTML": Answer(b"<html></html>", headers={"Content-Type": "text/html"}),
    "empty": Answer(b""),
    "no keys": Answer(b'{"keys": []}'),
    "no list of keys": Answer(b'{"keys": {}}'),
    "a list": Answer(b"[]"),
    "truncated": Answer(b'{"keys": [', length=500),
    "twice": Answer(b'{"keys": [], "keys": []}'),
    "204": Answer(status=204),
}


@pytest.mark.parametrize("path", [DISCOVERY, KEYS])
@pytest.mark.parametrize("fault", FAULTS)
def test_r070_known_keys_go_on_through_an_outage_and_unknown_ones_cannot_be_told(
    world: World, path: str, fault: str
) -> None:
    world.read()
    world.issuer.answers[path] = FAULTS[fault]
    world.clocks.ticks += 301
    assert world.read().jti == "token-1"
    assert world.keys.health().state == "stale"
    with pytest.raises(IssuerUnavailable) as unavailable:
        world.read(NEW)
    assert unavailable.value.retry_after == 15


def test_r070_an_issuer_that_hangs_up_is_an_outage(world: World) -> None:
    world.read()
    world.issuer.shutdown()
    world.issuer.server_close()
    world.clocks.ticks += 301
    assert world.read().jti == "token-1"


def test_r070_an_outage_costs_one_fetch_every_quarter_of_a_minute(world: World) -> None:
    world.read()
    world.issuer.answers[DISCOVERY] = FAULTS["500"]
    world.clocks.ticks += 301
    for _ in range(30):
        world.read()
        world.clocks.ticks += 1
    assert world.issuer.hits[DISCOVERY] == 3


def test_r076_an_outage_beyond_the_window_closes_the_door_until_the_issuer_is_back(world: World) -> None:
    world.read()
    published, world.issuer.answers[KEYS] = world.issuer.answers[KEYS], FAULTS["500"]
    world.clocks.ticks += 3_600
    assert world.read().jti == "token-1"
    world.clocks.ticks += 1
    with pytest.raises(IssuerUnavailable, match="answered 500"):
        world.read()
    health = world.keys.health()
    assert (health.state, health.age) == ("unavailable", 3_601)
    world.issuer.answers[KEYS] = published
    world.clocks.ticks += 15
    assert world.read().jti == "token-1"
    assert world.keys.health().problem is None


def test_r076_a_restart_during_an_outage_accepts_nothing(world: World) -> None:
    world.issuer.answers[DISCOVERY] = FAULTS["500"]
    with pytest.raises(IssuerUnavailable):
        world.read()
    assert (world.keys.health().state, world.keys.health().age) == ("unavailable", None)
    with pytest.raises(IssuerUnavailable, match="answered 500"):
        world.keys.check()


def test_r076_an_issuer_that_does_not_answer_holds_a_caller_no_longer_than_is_stated(world: World) -> None:
    keys = KeySource(world.settings, world.client, world.clocks.forward, KeyTimes(wait=0.1))
    world.issuer.hold(DISCOVERY)
    for attempt in (lambda: keys.key("curve", Algorithm.ES256), keys.check):
        started = time.monotonic()
        with pytest.raises(IssuerUnavailable):
            attempt()
        assert time.monotonic() - started < 1


def test_r078_an_emptied_key_set_counts_as_an_outage_and_a_flush_takes_effect_at_once(world: World) -> None:
    world.read()
    world.issuer.publish()
    world.clocks.ticks += 301
    assert world.read().jti == "token-1"
    world.keys.flush()
    with pytest.raises(IssuerUnavailable, match="no key that can be used"):
        world.read()


def test_r078_a_fetch_that_was_under_way_at_a_flush_counts_for_nothing(world: World) -> None:
    world.issuer.hold(KEYS)
    late = threading.Thread(target=read_or_refusal, args=(world, world.token()))
    late.start()
    while not world.issuer.hits[KEYS]:
        time.sleep(0.005)
    world.keys.flush()
    world.issuer.gate.set()
    late.join()
    assert world.keys.health().state == "unavailable"
    world.issuer.publish(NEW)
    assert world.refuses(world.token()) is Reason.KEY
    assert world.read(NEW).jti == "token-1"


def test_one_fetch_at_a_time_is_under_way_however_long_it_takes(world: World) -> None:
    world.read()
    world.clocks.ticks += 301
    world.issuer.hold(DISCOVERY)
    starter = threading.Thread(target=read_or_refusal, args=(world, world.token()))
    starter.start()
    while world.issuer.hits[DISCOVERY] < 2:
        time.sleep(0.005)
    world.clocks.ticks += 60
    started = time.monotonic()
    assert world.read().jti == "token-1"
    assert isinstance(read_or_refusal(world, world.token(NEW)), IssuerUnavailable)
    assert time.monotonic() - started < 1
    world.issuer.gate.set()
    starter.join()
    assert world.issuer.hits[DISCOVERY] == 2


def test_a_caller_whose_key_is_known_does_not_wait_for_a_fetch_that_another_began(world: World) -> None:
    world.read()
    world.clocks.ticks += 301
    world.issuer.hold(DISCOVERY)
    starter = threading.Thread(target=read_or_refusal, args=(world, world.token()))
    starter.start()
    while world.issuer.hits[DISCOVERY] < 2:
        time.sleep(0.005)
    started = time.monotonic()
    assert world.read().jti == "token-1"
    assert time.monotonic() - started < 1
    assert starter.is_alive()
    world.issuer.gate.set()
    starter.join()


def test_a_set_is_as_old_as_the_question_for_it(world: World) -> None:
    world.issuer.hold(KEYS)
    starter = threading.Thread(target=read_or_refusal, args=(world, world.token()))
    starter.start()
    while not world.issuer.hits[KEYS]:
        time.sleep(0.005)
    world.clocks.ticks += 100
    world.issuer.gate.set()
    starter.join()
    assert world.keys.health().age == 100


def test_r077_a_clock_of_the_day_that_is_set_back_lengthens_no_key(world: World) -> None:
    world.read()
    world.clocks.now = world.clocks.now.replace(year=2020)
    world.clocks.ticks += 301
    world.issuer.publish(NEW)
    assert world.refuses(world.token()) is Reason.KEY


def test_a_program_that_starts_learns_at_once_whether_the_keys_can_be_had(world: World) -> None:
    world.keys.check()
    assert world.keys.health().state == "fresh"
    world.keys.check()
    assert world.issuer.hits[KEYS] == 2
