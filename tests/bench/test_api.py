"""Tests of the API's measurement: both services are the real thing over HTTP, and nothing but success is timed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import func
from sqlmodel import select

from bench import profile
from bench.api import AIMS, BESIDE, Rates, section
from bench.api_calls import Call, Calls
from bench.api_issuer import running_issuer
from bench.api_processes import Caller, ServiceFailed, Took, calling, serving
from bench.api_serve import API, BARE, NOTHING
from bench.bare import BareAudit, BareRequest, BareTables
from bench.postgresql import new_database
from bench.scale import QUICK
from bench.service_world import World, new_world, sqlite_address
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import head
from gatekeeper.storage.transaction import reading
from tests.databases import server_address


def rows(world: World, *counted: type) -> tuple[int, ...]:
    with reading(world.engine) as session:
        return tuple(session.exec(select(func.count()).select_from(each)).one() for each in counted)


@contextmanager
def empty_world() -> Iterator[World]:
    with sqlite_address() as address, new_world(address) as world:
        yield world


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with empty_world() as made:
        yield made


@pytest.fixture(scope="module")
def caller() -> Iterator[Caller]:
    with calling() as made:
        yield made


@pytest.fixture(scope="module")
def called(world: World) -> Iterator[tuple[Calls, int]]:
    """The calls on the measured council, and the port of the API."""
    address = world.engine.url.render_as_string(hide_password=False)
    with running_issuer() as issuer, serving(API, database=address, issuer=issuer.address) as port:
        yield Calls(world, issuer), port


@pytest.mark.slow
def test_what_is_timed_is_filed_determined_and_read(
    world: World, called: tuple[Calls, int], caller: Caller
) -> None:
    calls, port = called
    for number in range(3):
        caller.call(port, [calls.submit(number)])
    assert rows(world, tables.AccessRequest, tables.IdempotencyKey) == (3, 3)
    caller.call(port, [calls.determine(number) for number in range(4)], connections=4)
    assert rows(world, tables.AccessRequest, tables.IdempotencyKey) == (7, 7)
    with reading(world.engine) as session:
        assert session.exec(select(tables.Determination.ruling)).all() == ["granted"] * 4
    readings = [calls.read(number) for number in range(5)]
    before = head_of(world)
    caller.call(port, readings)
    assert head_of(world) == before + 5


@pytest.mark.slow
def test_an_answer_that_is_no_success_is_not_timed_but_ends_the_measurement(
    called: tuple[Calls, int], caller: Caller
) -> None:
    calls, port = called
    without_token = replace(calls.read(0), headers={})
    with pytest.raises(ServiceFailed, match=r"1 of 2 calls: HTTP/1\.1 401"):
        caller.call(port, [calls.read(0), without_token])


@pytest.mark.slow
def test_the_bare_service_adds_one_row_and_one_of_audit(caller: Caller) -> None:
    with empty_world() as world, running_issuer() as issuer:
        address, bare = world.engine.url.render_as_string(hide_password=False), BareTables(world.engine, "one")
        calls = Calls(world, issuer)
        with serving(BARE, database=address, council_id="one") as port:
            caller.call(port, [calls.bare_insert(number) for number in range(20)])
            assert rows(world, BareRequest, BareAudit) == (20, 20)
            calls.bare_names = (bare.insert(("somebody", "paper")),) * 12
            caller.call(port, [calls.bare_read(number) for number in range(5)])
            assert rows(world, BareRequest, BareAudit) == (21, 26)
            caller.call(port, [calls.bare_page(0)])
            assert rows(world, BareRequest, BareAudit) == (21, 26)


def head_of(world: World) -> int:
    """How many entries the council's record holds."""
    with reading(world.engine) as session:
        return head(session, world.council_id).size


def test_every_call_is_made_once_and_timed_whatever_the_number_of_connections(caller: Caller) -> None:
    with serving(NOTHING) as port:
        for connections in (1, 7):
            took = caller.call(port, [Call("GET", "/")] * 40, connections)
            assert len(took.times) == 40
            assert all(0 < each <= took.seconds * 1e9 for each in took.times)


def test_a_service_that_does_not_start_ends_the_measurement() -> None:
    with pytest.raises(ServiceFailed), serving(API, database="mysql://nothing"):
        pass


def test_no_two_calls_carry_the_same_key_and_each_is_signed(world: World) -> None:
    with running_issuer() as issuer:
        calls = Calls(world, issuer)
        made = [calls.submit(number) for number in range(30)]
    assert len({each.headers["Idempotency-Key"] for each in made}) == 30
    assert len({each.headers["Authorization"] for each in made}) == 12
    assert len({json.loads(each.body)["documents"][0] for each in made}) > 9


def test_a_call_is_sent_with_its_length_and_its_body() -> None:
    sent = Call("POST", "/x", {"One": "1"}, b"{}").on_the_wire()
    assert sent == b"POST /x HTTP/1.1\r\nHost: measured\r\nOne: 1\r\nContent-Length: 2\r\n\r\n{}"


def test_a_ratio_is_that_of_the_median_round_and_rates_are_calls_a_second() -> None:
    ten = (1,) * 10
    rates = Rates({"mine": [Took(2.0, ten), Took(1.0, ten), Took(4.0, ten)], "other": [Took(0.5, ten)] * 3})
    assert rates.rate("mine") == 5
    assert rates.ratio("mine", "other") == 0.25


def test_ninety_five_in_a_hundred_calls_are_within_the_p95() -> None:
    rates = Rates({"mine": [Took(1.0, tuple(range(1_000_000, 101_000_000, 1_000_000)))]})
    assert rates.p95_ms("mine") == 95


def test_every_aim_is_of_a_call_that_is_measured() -> None:
    assert set(AIMS) <= set(BESIDE)


@contextmanager
def address_of(database: str) -> Iterator[str]:
    with sqlite_address() if database == "SQLite" else new_database(server_address()) as address:
        yield address


@pytest.mark.slow
@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_the_section_prints_every_figure_and_aim(database: str) -> None:
    with address_of(database) as address:
        printed = str(section(replace(QUICK, case_rounds=1, api_calls=2), address, 50))
    assert printed.startswith(f"The API on {database} that holds 50\n")
    assert [name for name in (*BESIDE, *BESIDE.values()) if f"\n{name}  " not in printed] == []
    assert printed.count("reached: calls of ") == len(AIMS)


@pytest.mark.slow
@pytest.mark.parametrize("command", profile.COMMANDS)
def test_the_profile_names_the_functions_by_their_own_time(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert profile.main([command, "--calls", "3", "--cases", "20", "--lines", "5"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{command}: median ")
    found = [re.match(r" +\d[\d/]* +(\d+\.\d+) ", line) for line in printed.splitlines()]
    own = [float(each[1]) for each in found if each]
    assert len(own) == 5
    assert own == sorted(own, reverse=True)
