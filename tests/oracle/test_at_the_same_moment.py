"""What several people do over HTTP at one moment has one order and one effect, and nobody is answered a fault."""

from __future__ import annotations

import json
import random
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.api.calling import Service
from tests.oracle.served import Served, served
from tests.services.cases.walking import ruled
from tests.services.stateful.soundness import faults
from tests.services.stateful.together import at_once

THREADS = 8
CUTS = 100
REFUSING = ruled("refused").model_dump(mode="json", exclude_unset=True)
SAID = {"words": "Looked for it."}


@pytest.fixture
def over_http(service_on_each: Service) -> Iterator[Served]:
    """The API over the little council behind a real server, on each database."""
    with served(service_on_each) as running:
        yield running


def sound(api: Served) -> bool:
    """Whether the council's requests and record are what they must be at every moment."""
    world = api.service.world
    return faults(world.engine, world.council_id) == []


def statuses(answers: list[httpx.Response]) -> Counter[int]:
    return Counter(each.status_code for each in answers)


def tag(api: Served, case: tuple[str, str], who: str) -> str:
    return str(api.call("GET", f"/requests/{case[0]}", who).headers["etag"])


@pytest.mark.slow
def test_r109_one_key_sent_by_eight_at_once_is_one_request_answered_byte_for_byte_alike(over_http: Served) -> None:
    asking = {"documents": [over_http.service.world.id("document", "working_paper")]}
    key = {"Idempotency_Key": uuid.uuid4().hex}
    answers = at_once(*[lambda: over_http.call("POST", "/requests", "c1", asking, **key)] * THREADS)
    assert statuses(answers) == {201: THREADS}
    assert len({each.content for each in answers}) == 1
    assert len(over_http.call("GET", "/requests", "c1").json()["requests"]) == 1
    assert sound(over_http)


@pytest.mark.slow
def test_r109_one_key_sent_twice_down_one_line_is_one_request_answered_alike(over_http: Served) -> None:
    sent = over_http.bytes_of("/requests", "c1", b'{"descriptions": ["The lease of the mill"]}', uuid.uuid4().hex)
    first, second = over_http.exchange(sent * 2, 2)
    assert first == second
    assert json.loads(first)["reference"].startswith("MR-")
    assert len(over_http.call("GET", "/requests", "c1").json()["requests"]) == 1


def test_r109_a_key_is_kept_for_a_day_and_more(service: Service) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    asking = {"descriptions": ["The lease of the mill"]}
    first = service.post("/requests", given=asking, headers=key)
    service.world.later(hours=25)
    again = service.post("/requests", given=asking, headers=key)
    assert (again.status_code, again.content) == (201, first.content)


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(3))
def test_r111_determining_and_withdrawing_at_once_have_one_order_and_never_both(over_http: Served, turn: int) -> None:
    case = over_http.service.asked("c1")
    seen = {"If_Match": tag(over_http, case, "d1")}
    works = [
        lambda: over_http.call("POST", f"/asked/{case[1]}/determine", "d1", REFUSING, **seen),
        lambda: over_http.call("POST", f"/asked/{case[1]}/withdraw", "c1", {}, **seen),
    ]
    answers = at_once(*works[turn % 2 :], *works[: turn % 2])
    assert sorted(each.status_code for each in answers) == [200, 412]
    document = over_http.call("GET", f"/requests/{case[0]}", "c1").json()["documents"][0]
    assert document["status"] in ("determined", "withdrawn")
    assert sound(over_http)


def test_r111_after_the_withdrawal_no_byte_is_given_to_anybody(service_on_each: Service) -> None:
    case = service_on_each.asked("c1")
    assert service_on_each.post(f"/asked/{case[1]}/open", "d1").status_code == 200
    assert service_on_each.step("c1", case, "withdraw", {}).status_code == 200
    for who in ("c1", "d1", "mo", "proper"):
        assert service_on_each.post(f"/asked/{case[1]}/open", who).status_code == 403, who
    for who, name, given in (("d1", "determine", REFUSING), ("d1", "note", SAID), ("c1", "dispute", SAID)):
        assert service_on_each.step(who, case, name, given).status_code in (403, 409), name


@pytest.mark.slow
def test_r115_of_eight_who_write_on_one_version_one_does_and_the_others_are_told_it_changed(over_http: Served) -> None:
    case = over_http.service.asked("c1")
    seen = {"If_Match": tag(over_http, case, "d1")}
    works = [
        lambda words=f"Note {n}.": over_http.call("POST", f"/asked/{case[1]}/note", "d1", {"words": words}, **seen)
        for n in range(THREADS)
    ]
    assert statuses(at_once(*works)) == {200: 1, 412: THREADS - 1}
    told = over_http.call("GET", f"/requests/{case[0]}", "d1").json()["timeline"]
    assert [each["action"] for each in told].count("note") == 1
    assert sound(over_http)


@pytest.mark.slow
def test_r116_what_was_answered_is_what_every_reading_after_it_shows(over_http: Served) -> None:
    for _ in range(5):
        asking = {"documents": [over_http.service.world.id("document", "working_paper")]}
        made = over_http.call("POST", "/requests", "c1", asking).json()
        case = made["request_id"], made["asked"][0]
        listed = {each["request_id"]: each for each in over_http.call("GET", "/requests", "c1").json()["requests"]}
        assert listed[case[0]]["documents"][0]["status"] == "open"
        assert case[1] in waiting(over_http, "d1")
        seen = {"If_Match": tag(over_http, case, "d1")}
        done = over_http.call("POST", f"/asked/{case[1]}/determine", "d1", REFUSING, **seen)
        assert tag(over_http, case, "c1") == done.headers["etag"]
        assert case[1] not in waiting(over_http, "d1")
        listed = {each["request_id"]: each for each in over_http.call("GET", "/requests", "c1").json()["requests"]}
        assert listed[case[0]]["documents"][0]["ruling"] == "refused"


def waiting(api: Served, who: str) -> set[str]:
    return {each["asked_id"] for each in api.call("GET", "/queue?limit=100", who).json()["waiting"]}


@pytest.mark.slow
def test_r117_r118_eight_people_who_ask_read_open_and_determine_at_once_meet_no_fault(over_http: Served) -> None:
    cases = [over_http.service.asked(who) for who in ("c1", "c2", "c3", "c4")]
    answers = at_once(*[lambda start=n: whole_round(over_http, cases[start:] + cases[:start]) for n in range(4)] * 2)
    found = Counter(status for each in answers for status in each)
    assert {status for status in found if status >= 500} == set()
    assert found[201] == THREADS
    numbers = sorted(each["reference"] for who in ("c1", "c2", "c3", "c4") for each in own(over_http, who))
    assert numbers == [f"MR-2026-{n:05}" for n in range(1, len(numbers) + 1)]
    assert sound(over_http)


def own(api: Served, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.call("GET", "/requests?limit=100", who).json()["requests"]
    return found


def whole_round(api: Served, cases: list[tuple[str, str]]) -> list[int]:
    """One person asks; then each case is read, noted on and determined, in this order."""
    asking = {"documents": [api.service.world.id("document", "secret_title")]}
    told = [api.call("POST", "/requests", "c1", asking).status_code]
    for case in cases:
        read = api.call("GET", f"/requests/{case[0]}", "d1")
        seen = {"If_Match": read.headers["etag"]}
        told += [read.status_code, api.call("POST", f"/asked/{case[1]}/note", "d1", SAID, **seen).status_code]
        told += [api.call("POST", f"/asked/{case[1]}/determine", "d1", REFUSING, **seen).status_code]
        told += [api.call("POST", f"/asked/{case[1]}/open", "d1").status_code]
    return told


@pytest.mark.slow
def test_r121_of_eight_who_determine_at_once_one_does(over_http: Served) -> None:
    case = over_http.service.asked("c1")
    seen = {"If_Match": tag(over_http, case, "d1")}

    def determining() -> httpx.Response:
        return over_http.call("POST", f"/asked/{case[1]}/determine", "d1", REFUSING, **seen)

    assert statuses(at_once(*[determining] * THREADS)) == {200: 1, 412: THREADS - 1}
    told = over_http.call("GET", f"/requests/{case[0]}", "d1").json()
    assert [each["action"] for each in told["timeline"]].count("determine") == 1
    assert sound(over_http)


@pytest.mark.slow
def test_r123_a_caller_who_goes_away_at_any_moment_leaves_her_request_whole_or_not_at_all(over_http: Served) -> None:
    chance = random.Random(123)
    keys = [uuid.uuid4().hex for _ in range(CUTS)]
    for n, key in enumerate(keys):
        sent = over_http.bytes_of("/requests", "c1", body_of(n), key)
        whole = chance.random() < 0.7
        over_http.cut_off(sent if whole else sent[: chance.randrange(1, len(sent))], chance.uniform(0.0, 0.04))
    assert own(over_http, "c1"), "some were whole when she went away"
    answers = [json.loads(each) for each in again(over_http, keys)]
    assert sorted(each["reference"] for each in answers) == [f"MR-2026-{n:05}" for n in range(1, CUTS + 1)]
    assert sound(over_http)
    assert held_open(over_http) == 0
    began = time.monotonic()
    assert over_http.call("GET", "/me", "c1").status_code == 200
    assert time.monotonic() - began < 5


def body_of(number: int) -> bytes:
    return json.dumps({"descriptions": [f"The lease numbered {number}"]}).encode()


def again(api: Served, keys: list[str]) -> Iterator[bytes]:
    """Each request sent again to its end under its own key."""
    for n, key in enumerate(keys):
        yield from api.exchange(api.bytes_of("/requests", "c1", body_of(n), key), 1)


def held_open(api: Served) -> int:
    """How many connections to the database stand in a transaction that nobody goes on with."""
    engine = api.service.world.engine
    if engine.dialect.name != "postgresql":
        return 0
    asking = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in %'")
    with engine.connect() as connection:
        return int(connection.execute(asking).scalar_one())
