"""Tests of the case service's measurement: what is timed is the real thing, and is as much as what it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from bench.bare import PENDING, BareAudit, BareRequest, BareTables
from bench.scale import QUICK
from bench.service import AIMS, BESIDE, DETERMINE, Determining, contestants, rate, section
from bench.service_register import OPEN, PART, WORKING
from bench.service_world import PAGE, World, sqlite_address
from bench.timing import Timings
from gatekeeper.storage import tables
from gatekeeper.storage.record_reading import head
from gatekeeper.storage.transaction import reading
from tests.bench.worlds import CASES, filled_world

OUTCOMES = {
    OPEN: ["Available now"],
    PART: ["Available now", "An officer must decide"],
    WORKING: ["An officer must decide"],
}


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[World, BareTables]]:
    with filled_world() as made:
        yield made


@pytest.fixture
def world(filled: tuple[World, BareTables]) -> World:
    return filled[0]


@pytest.fixture
def bare(filled: tuple[World, BareTables]) -> BareTables:
    return filled[1]


def rows(world: World, *counted: type) -> tuple[int, ...]:
    """How many rows of each table there are."""
    with reading(world.engine) as session:
        return tuple(session.exec(select(func.count()).select_from(each)).one() for each in counted)


def entries(world: World) -> int:
    """How many entries the council's record holds."""
    with reading(world.engine) as session:
        return head(session, world.council_id).size


@pytest.mark.parametrize("sort", list(OUTCOMES))
def test_each_sort_of_paper_is_decided_as_its_name_says(world: World, sort: str) -> None:
    who = world.councillors[0]
    submitted = world.ask((who, world.papers[sort][0]))
    (document,) = world.read((who, submitted.request_id))["documents"]
    assert [passage["outcome"] for passage in document["passages"]] == OUTCOMES[sort]


def test_a_case_that_was_read_has_one_entry_more(world: World) -> None:
    who = world.councillors[1]
    request = world.ask((who, world.papers[WORKING][1])).request_id
    before = entries(world)
    world.read((who, request))
    assert entries(world) == before + 1


def test_what_was_asked_for_off_the_clock_is_what_is_determined(world: World) -> None:
    determining = Determining(world)
    determining.ask(3)
    (before,) = rows(world, tables.AskedDocument)
    determining.determine(3)
    assert rows(world, tables.AskedDocument) == (before,)
    determining.determine(3)
    assert rows(world, tables.AskedDocument) == (before + 1,)
    with reading(world.engine) as session:
        granted = session.exec(select(tables.Determination.ruling)).all()
    assert granted[-2:] == ["granted", "granted"]


def test_a_bare_command_adds_one_row_and_one_of_audit(world: World, bare: BareTables) -> None:
    requests, audit = rows(world, BareRequest, BareAudit)
    name = bare.insert(("one", "paper"))
    assert rows(world, BareRequest, BareAudit) == (requests + 1, audit + 1)
    found = bare.read(("one", name))
    assert found is not None
    assert found.requester_id == "one"
    assert rows(world, BareRequest, BareAudit) == (requests + 1, audit + 2)


def test_bare_tables_are_none_of_the_products() -> None:
    assert {"bare_request", "bare_audit"} & set(tables.Thing.metadata.tables) == set()


def test_there_are_as_many_bare_rows_as_cases_filled_in() -> None:
    with filled_world() as (world, _):
        counted = rows(world, tables.AccessRequest, tables.AskedDocument, BareRequest, BareAudit)
    assert counted == (CASES,) * 4


def test_a_case_filled_in_is_read_like_any_other(world: World) -> None:
    waiting = world.waiting("director")
    assert [each.due_at for each in waiting[:2]] == sorted(each.due_at for each in waiting[:2] if each.due_at)
    case = world.read((world.director, waiting[0].request_id))
    assert case["documents"][0]["status"] == waiting[0].status
    assert [line["action"] for line in case["timeline"]] == ["submit", "match"]


def test_both_pages_are_of_what_is_pending_and_as_long(world: World, bare: BareTables) -> None:
    assert len(world.waiting(None)) == len(bare.page(None)) == PAGE
    assert {each.status for each in bare.page(None)} == {PENDING}
    with reading(world.engine) as session:
        pending = {"unmatched", "open", "awaiting_councillor", "awaiting_advice"}
        table = tables.AskedDocument
        first = session.exec(select(func.min(table.due_at)).where(col(table.status).in_(pending))).one()
    assert world.waiting(None)[0].due_at == first


def test_every_command_has_a_bare_one_beside_it_and_every_aim_a_command(world: World, bare: BareTables) -> None:
    everyone = contestants(world, bare)
    assert {each.name for each in everyone} == {*BESIDE, *BESIDE.values()}
    assert set(AIMS) <= set(BESIDE)
    assert [each.before is not None for each in everyone if each.name == DETERMINE] == [True]


def test_a_rate_is_the_bare_time_as_a_part_of_the_services() -> None:
    timings = Timings({name: {0: [40]} for name in BESIDE} | {name: {0: [10]} for name in BESIDE.values()})
    assert {rate(timings, name) for name in BESIDE} == {0.25}


@pytest.mark.slow
def test_the_section_prints_every_figure_and_aim() -> None:
    with sqlite_address() as address:
        printed = str(section(replace(QUICK, case_rounds=1), address, 50))
    assert printed.startswith("Cases in SQLite that holds 50\n")
    assert [name for name in (*BESIDE, *BESIDE.values()) if f"\n{name}  " not in printed] == []
    assert printed.count("reached: rate of ") == len(AIMS)
