"""Nobody's haste holds up the others: callers, addresses and councils are counted, places and times are bounded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from gatekeeper.api import USUAL, Limits, Rate, create_app
from gatekeeper.api.guard import caller_of
from gatekeeper.auth import AccessToken
from gatekeeper.documents.release import Rebuilt
from gatekeeper.doors.doorway import MOST_ADDRESS_BYTES, MOST_HEADERS
from gatekeeper.doors.gate import Gate, address_of
from gatekeeper.doors.limits import MOST_REMEMBERED, Buckets
from gatekeeper.doors.problems import Problem
from gatekeeper.doors.sending import PdfAnswer
from gatekeeper.services.files.leaving import Leaving
from gatekeeper.services.files.release import Released
from gatekeeper.services.record.councils import add_council
from tests.api.calling import COUNCIL, Service
from tests.api.files.filing import about, kept
from tests.api.test_nobody_without_a_token import bearer
from tests.documents.papers import paper

ME = f"{COUNCIL}/me"


class Ticks:
    """Seconds that go forward by a word."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def limited(service: Service, limits: Limits) -> Service:
    """The same service with these limits."""
    return Service(create_app(replace(service.app.state.place, limits=limits)), service.world, service.issuer)


def called(service: Service, signed: dict[str, str], times: int, address: str = ME) -> list[httpx.Response]:
    return [service.send("GET", address, headers=signed) for _ in range(times)]


def test_a_bucket_gives_its_burst_at_once_and_its_rate_in_the_long_run() -> None:
    ticks = Ticks()
    bucket = Buckets(Rate(2, 3), ticks)
    assert [bucket.take("a") for _ in range(4)] == [0, 0, 0, 1]
    assert bucket.take("b") == 0
    ticks.now += 0.5
    assert [bucket.take("a"), bucket.take("a")] == [0, 1]
    ticks.now += 1_000
    assert [bucket.take("a") for _ in range(4)] == [0, 0, 0, 1]


def test_a_flood_of_names_is_forgotten_from_the_quietest_on() -> None:
    bucket = Buckets(Rate(1, 1), Ticks())
    for name in range(MOST_REMEMBERED + 10):
        bucket.take(name)
    assert bucket.take(MOST_REMEMBERED) == 1
    assert bucket.take(0) == 0


def test_r015_whoever_asks_too_much_is_slowed_down_and_others_are_not(steady: Service) -> None:
    few = limited(steady, Limits(caller=Rate(0.5, 3)))
    hers, other = bearer(few.token("c1")), bearer(few.token("c2"))
    answers = called(few, hers, 5)
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert [each.status_code for each in called(few, bearer(few.token("c1")), 1)] == [429]
    assert [each.status_code for each in called(few, other, 1)] == [200]


def test_r015_being_slowed_down_is_told_to_whoever_watches_the_log(
    steady: Service, caplog: pytest.LogCaptureFixture
) -> None:
    few = limited(steady, Limits(caller=Rate(0.5, 1)))
    called(few, bearer(few.token("c1")), 2)
    told = [each for each in caplog.records if "slowed" in each.getMessage()]
    assert len(told) == 1
    assert "subject-c1" not in str(told[0].__dict__)


def test_r204_a_council_that_floods_is_slowed_down_and_another_is_not(service: Service) -> None:
    add_council(service.world.engine, "southmere", clock=service.world.clock)
    few = limited(service, Limits(council=Rate(0.5, 3)))
    flood = [called(few, bearer(few.token(who)), 1)[0].status_code for who in ("c1", "c2", "c3", "c4", "c5")]
    assert flood == [200, 200, 200, 429, 429]
    quiet = called(few, bearer(few.token("c1")), 1, "/councils/southmere/rules")
    assert quiet[0].status_code == 404


def test_r204_calls_of_one_council_take_no_more_than_its_places() -> None:
    async def crowd() -> tuple[int, list[object]]:
        gate, inside, most = Gate(Limits(council_at_once=2, council_waiting=3)), 0, 0

        async def one() -> None:
            nonlocal inside, most
            async with gate.turn("northmere"):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.01)
                inside -= 1

        return most, await asyncio.gather(*(one() for _ in range(9)), return_exceptions=True)

    most, ended = asyncio.run(crowd())
    assert len([each for each in ended if each is None]) == 5
    assert {getattr(each, "status", None) for each in ended if each is not None} == {429}
    assert most <= 2


def test_addresses_that_send_tokens_of_no_use_are_sent_away_before_any_is_looked_at(steady: Service) -> None:
    few = limited(steady, Limits(refused=Rate(0.1, 3), proxies=frozenset({"127.0.0.1"})))
    untrue = bearer(few.token("c1", exp=1_000_000)) | {"X-Forwarded-For": "192.0.2.7"}
    assert [each.status_code for each in called(few, untrue, 5)] == [401, 401, 401, 429, 429]
    true = bearer(few.token("c1"))
    assert called(few, true | {"X-Forwarded-For": "192.0.2.7"}, 1)[0].status_code == 429
    assert called(few, true | {"X-Forwarded-For": "192.0.2.8"}, 1)[0].status_code == 200
    assert [each.status_code for each in called(few, {"X-Forwarded-For": "192.0.2.9"}, 9)] == [401] * 9


@pytest.mark.parametrize(
    ("peer", "said", "found"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
        ("10.0.0.5", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.5", "203.0.113.1, 198.51.100.9", "198.51.100.9"),
        ("10.0.0.5", "198.51.100.9, 10.0.0.5", "198.51.100.9"),
        ("10.0.0.5", "nonsense", None),
        ("10.0.0.5", "", None),
        ("127.0.0.1", "198.51.100.9", None),
        ("2001:db8::1", "", "2001:db8::/64"),
        (None, "", None),
    ],
)
def test_r172_only_a_believed_proxy_says_where_a_call_comes_from(
    peer: str | None, said: str, found: str | None
) -> None:
    headers = [(b"x-forwarded-for", said.encode())] if said else []
    scope: dict[str, Any] = {"client": (peer, 1) if peer else None, "headers": headers}
    assert address_of(scope, frozenset({"10.0.0.5"})) == found


def test_where_all_places_are_taken_the_caller_is_told_when_to_come_back_and_health_is_told_still(
    steady: Service,
) -> None:
    full = limited(steady, Limits(at_once=0))
    answer = full.send("GET", ME, headers=bearer(full.token("c1")))
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert full.send("GET", "/health").status_code == 200


def test_a_call_that_takes_too_long_is_answered_in_time_and_what_it_does_is_done(service: Service) -> None:
    slow = limited(service, Limits(seconds=0.05))
    given = {"descriptions": ["The lease of the mill"]}

    def hold(connection: Any, cursor: Any, statement: str, *more: Any) -> None:  # noqa: ARG001
        if "INSERT INTO access_request" in statement:
            time.sleep(0.3)

    event.listen(service.world.engine, "before_cursor_execute", hold)
    answer = slow.post("/requests", given=given, headers={"Idempotency-Key": "one"})
    assert answer.status_code == 503
    assert "Idempotency-Key" in answer.json()["remedy"]
    assert int(answer.headers["retry-after"]) > 0
    again = service.post("/requests", given=given, headers={"Idempotency-Key": "one"})
    assert again.status_code == 201
    assert len(service.get("/requests").json()["requests"]) == 1


@pytest.mark.parametrize(
    "headers", [[("X-One", "1")] * MOST_HEADERS, [("X-Large", "x" * 40_000)]], ids=["many", "large"]
)
def test_r171_headers_beyond_all_use_are_refused(steady: Service, headers: Sequence[tuple[str, str]]) -> None:
    signed = [*bearer(steady.token()).items(), *headers]
    answer = steady.send("GET", ME, headers=signed)
    assert answer.status_code == 431
    assert answer.headers["content-type"] == "application/problem+json"


def test_r171_an_address_beyond_all_use_is_refused(steady: Service) -> None:
    signed = bearer(steady.token())
    assert steady.send("GET", f"{COUNCIL}/rules/{'x' * MOST_ADDRESS_BYTES}", headers=signed).status_code == 414
    assert steady.send("GET", ME, headers=signed, params={"limit": "1" * MOST_ADDRESS_BYTES}).status_code == 414


def test_somebody_who_works_quickly_stays_below_the_usual_limits() -> None:
    ticks = Ticks()
    bucket = Buckets(USUAL.caller, ticks)
    for _ in range(3_600):
        assert bucket.take("a quick reader") == 0
        ticks.now += 0.1


def test_r204_files_on_their_way_are_few_for_each_caller_and_in_all() -> None:
    gate = Gate(Limits(files_of_caller=2, files=3))
    with gate.file(caller_of(token_of("one")), "in"), gate.file(caller_of(token_of("one")), "in"):
        assert refused_file(gate, "one", "in") == 429
        with gate.file(caller_of(token_of("one")), "out"), gate.file(caller_of(token_of("two")), "in"):
            assert refused_file(gate, "two", "in") == 503
    with gate.file(caller_of(token_of("one")), "in"):
        assert refused_file(gate, "two", "in") is None


def token_of(person: str) -> AccessToken:
    """A token of somebody."""
    some = frozenset[Any]()
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return AccessToken("https://issuer.test", person, "app", "person", person, some, some, some, "j", at, at, None)


def refused_file(gate: Gate, person: str, way: str) -> int | None:
    """How a further file of hers is refused."""
    try:
        with gate.file(caller_of(token_of(person)), way):
            return None
    except Problem as problem:
        return problem.status


def test_r204_a_file_that_drips_in_takes_no_turn_of_its_council(service: Service) -> None:
    few = limited(service, Limits(council_at_once=1, council_waiting=0, files_of_caller=1))
    path = f"{COUNCIL}/documents/{few.world.id('document', 'part_exempt')}/file"
    usual = {"Content-Type": "application/pdf", "Idempotency-Key": "k", "If-Match": '"0"'}

    async def several() -> list[int]:
        more, coming = asyncio.Event(), asyncio.Event()

        async def body() -> AsyncIterator[bytes]:
            coming.set()
            yield b"%PDF-1.7"
            await more.wait()

        transport = httpx.ASGITransport(few.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://gatekeeper.test") as client:
            signed = usual | bearer(few.token("proper"))
            dripping = asyncio.create_task(client.put(path, content=body(), headers=signed))
            await asyncio.wait_for(coming.wait(), 20)
            others = [await client.get(ME, headers=bearer(few.token("c1")))]
            others.append(await client.put(path, content=b"%PDF-1.7", headers=signed))
            more.set()
            return [each.status_code for each in (*others, await dripping)]

    assert asyncio.run(several()) == [200, 429, 422]


def test_a_file_that_waits_for_its_turn_longer_than_a_call_may_take_leaves_and_is_not_given_up(
    service: Service,
) -> None:
    kept(service, "part_exempt", paper(6))
    slow = limited(service, Limits(council_at_once=1, seconds=0.1))
    path = f"{COUNCIL}/library/{slow.world.id('document', 'part_exempt')}/file"

    async def waits() -> int:
        transport = httpx.ASGITransport(slow.app)
        async with httpx.AsyncClient(transport=transport, base_url="https://gatekeeper.test") as client:
            async with slow.app.state.gate.turn("northmere"):
                asking = asyncio.create_task(client.get(path, headers=bearer(slow.token("c1"))))
                await asyncio.sleep(0.5)
            return (await asking).status_code

    assert asyncio.run(waits()) == 200
    assert len(about(slow, "part_exempt", "file:released")) == 1


def test_whoever_takes_a_file_more_slowly_than_the_least_rate_finds_the_line_closed(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w+b") as lying:
        leaving = Leaving("d", "0" * 32, "0" * 64, None, "whole_copy", "A document")
        released = Released(leaving, Rebuilt(lying, 0, "0" * 64, 9, 1), 7)
        told = list[str]()

        async def send(message: Any) -> None:
            told.append(message["type"])
            await asyncio.sleep(0.2)

        answer = PdfAnswer(released, [b"one", b"two", b"six"], patience=0.3)
        asyncio.run(answer({}, None, send))  # type: ignore[arg-type]
    assert told == ["http.response.start", "http.response.body", "http.response.body"]
