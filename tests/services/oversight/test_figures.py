"""The council's figures are what happened, name nobody, and show no small number by group, ground or route."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, text

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute, rule
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.first import NotHeld, Search, record_not_held
from gatekeeper.services.oversight.export import COLUMNS, figures_csv, file_name, lists
from gatekeeper.services.oversight.figures import figures, may_read_figures
from gatekeeper.services.oversight.period import period
from gatekeeper.services.oversight.shapes import Figures
from gatekeeper.services.oversight.suppress import FEW, HIDDEN
from gatekeeper.storage import tables
from gatekeeper.storage.engine import is_sqlite
from tests.databases import BACKENDS
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import (
    DISPUTING,
    asked_for,
    disputed_ruling,
    entries,
    refused_paper,
    ruled,
)
from tests.services.world_databases import little_world
from tests.services.worlds import World

FORMULA = '=HYPERLINK("http://evil.example")'
NOT_HELD = NotHeld(searches=(Search(where="the deed room", how="by the street's name"),), words="It is not there.")


def counted(world: World, from_on: date | None = None, to_on: date | None = None) -> Figures:
    """The figures of a period, the usual one if none is named, as they stand by the world's clock."""
    return figures(world.engine, world.council_id, period(from_on, to_on, world.now.date()), world.now)


def shown(figures: Figures, name: str) -> dict[str, str]:
    """The rows of a list by their keys, as they are shown, its total among them."""
    found = dict(lists(figures))[name]
    return {**{row.key: str(row.cell) for row in found.rows}, "total": str(found.total)}


def a_year(world: World) -> None:
    """Six papers open by law; six refused, one of them granted on dispute; one not held, one withdrawn, one owed."""
    for _ in range(6):
        asked_for(world, "c1", "open_report")
    for _ in range(3):
        refused_paper(world, "c1")
    for _ in range(2):
        refused_paper(world, "c2")
    world.later(days=1)
    disputed = asked_for(world, "c1")
    world.later(days=1)
    world.do("d1", lambda desk: determine(desk, disputed, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, disputed, DISPUTING))
    world.do("mo", lambda desk: rule(desk, disputed, disputed_ruling("granted")))
    lost = world.submit("c1", descriptions=("The deeds of the mill",)).asked[0]
    world.do("proper", lambda desk: record_not_held(desk, lost, NOT_HELD))
    gone = world.submit("c1", "working_paper", "secret_title").asked[0]
    world.do("c1", lambda desk: withdraw(desk, gone, Leaving(words="I no longer need it.")))


@pytest.fixture(scope="module", params=BACKENDS)
def busy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A council after those requests, on each database; no test changes it."""
    with little_world(request.param, tmp_path_factory.mktemp("busy"), "wbc") as world:
        a_year(world)
        yield world


def test_the_figures_are_what_happened(busy: World) -> None:
    found = counted(busy)
    assert (found.requests, found.documents) == (14, 15)
    november = next(each for each in found.months if each.on == date(2026, 11, 1))
    assert (november.requests, november.documents) == (14, 15)
    assert (found.standing.answered, found.standing.waiting, found.standing.withdrawn) == (13, 1, 1)
    assert (found.disputes.disputed, found.disputes.heard, found.disputes.overturned) == (1, 1, 1)
    assert found.not_held == 1


def test_outcomes_are_counted_by_the_right_that_opened_or_the_ruling_that_answered(busy: World) -> None:
    found = counted(busy)
    right = shown(found, "open_as_of_right")
    assert right.pop("s100f") == right.pop("total") == "6"
    assert set(right.values()) == {"0"}
    withheld = shown(found, "withheld_by_ruling")
    assert withheld.pop("common_law:refused") == withheld.pop("total") == "5"
    assert set(withheld.values()) == {"0"}
    assert set(shown(found, "given_by_ruling").values()) == {FEW}


def test_refusals_are_counted_by_the_ground_of_every_ruling_that_stands(busy: World) -> None:
    grounds = shown(counted(busy), "grounds")
    assert grounds.pop("no_need_shown") == grounds.pop("total") == "5"
    assert set(grounds.values()) == {"0"}


def test_what_is_counted_by_group_shows_no_small_number(busy: World) -> None:
    found = counted(busy)
    assert shown(found, "given_by_group") == {"group:1": "0", "group:2": "7", "no_group": "0", "total": "7"}
    assert shown(found, "withheld_by_group") == {"group:1": FEW, "group:2": FEW, "no_group": FEW, "total": "5"}


def test_the_time_to_answer_is_held_to_the_councils_own_target(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    asked_for(world, "c1", "open_report")
    first, second = asked_for(world), asked_for(world, "c2")
    world.now = datetime(2026, 12, 7, 23, 59, tzinfo=UTC)
    world.do("d1", lambda desk: determine(desk, first, ruled("granted")))
    assert counted(world).times.late_unanswered == 0
    world.later(minutes=1)
    times = counted(world).times
    assert (times.answered, times.within, times.after, times.late_unanswered, times.median) == (2, 2, 0, 1, 5)
    assert times.targets[0] == "A request for a document is answered within 10 working days. [14.2]"
    world.do("d1", lambda desk: determine(desk, second, ruled("granted")))
    times = counted(world).times
    assert (times.answered, times.within, times.after, times.late_unanswered, times.median) == (3, 2, 1, 0, 10)


def test_a_protocol_without_a_target_in_working_days_is_held_to_none(world: World) -> None:
    refused_paper(world)
    world.later(days=60)
    times = counted(world).times
    assert (times.within, times.after, times.without_target, times.targets) == (0, 0, 1, ())


def test_only_what_was_received_in_the_period_is_counted_by_londons_months(world_of: WorldOf) -> None:
    world = world_of("wbc")
    world.now = datetime(2027, 3, 31, 22, 59, tzinfo=UTC)
    asked_for(world, "c1", "open_report")
    world.now = datetime(2027, 3, 31, 23, 1, tzinfo=UTC)
    asked_for(world, "c1", "open_report")
    for month in (3, 4):
        found = counted(world, date(2027, month, 1), date(2027, month, 1))
        assert (found.requests, found.months[0].on) == (1, date(2027, month, 1))
    assert counted(world, date(2027, 5, 1), date(2027, 6, 1)).documents == 0


def test_a_period_in_which_nothing_was_asked_says_so(world: World) -> None:
    found = counted(world)
    assert (found.documents, found.times.median) == (0, None)
    assert all(each.nothing for _, each in lists(found))


def test_what_is_late_now_and_soon_due_is_counted_whenever_it_was_asked(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    asked_for(world)
    empty = date(2027, 5, 1)
    assert counted(world, empty, empty).owed.later == 1
    world.later(days=11)
    assert counted(world, empty, empty).owed.at_risk == 1
    world.later(days=5)
    owed = counted(world, empty, empty).owed
    assert (owed.late, owed.at_risk, owed.later, owed.undated) == (1, 0, 0, 0)


@pytest.mark.parametrize("who", ["mo", "deputy-mo", "chief", "auditor"])
def test_whoever_oversees_the_council_reads_the_figures(world: World, who: str) -> None:
    world.do(who, may_read_figures)


@pytest.mark.parametrize("who", ["c1", "leader", "d1", "proper", "clerk", "foi", "assistant", "administrator"])
def test_nobody_else_reads_the_figures_and_the_attempt_is_entered(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        world.do(who, may_read_figures)
    last = entries(world, f"person:{world.id('person', who)}")[-1]
    assert (last["kind"], last["after"]) == ("access:refused", {"action": "read_figures", "why": "forbidden"})


def test_an_administrator_who_is_monitoring_officer_too_reads_none(world: World) -> None:
    world.make(lambda making: making.appoint("administrator", "monitoring-officer"))
    with pytest.raises(Forbidden, match="administrator of the system"):
        world.do("administrator", may_read_figures)


def test_the_exported_figures_are_those_of_the_page_and_name_nobody(busy: World) -> None:
    found = counted(busy)
    text = figures_csv(found).decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(head) == COLUMNS
    told = {(name, key): count for name, key, _, count in lines}
    assert len(told) == len(lines)
    assert told["requests_received", "2026-11"] == "14"
    assert told["withheld_by_group", "group:1"] == FEW
    assert told["disputes", "overturned"] == "1"
    for _, counts in lists(found):
        assert {str(row.cell) for row in counts.rows} <= {FEW, HIDDEN, *map(str, range(5, 20)), "0"}
    assert "Person " not in text
    assert "MR-2026" not in text
    assert file_name(found) == "figures-2025-12-to-2026-11.csv"


def test_a_groups_name_that_is_a_formula_is_inert_in_the_file(world: World) -> None:
    world.make(lambda making: making.put(tables.PartyGroup, "group", "evil", name=FORMULA))
    assert b"\"'=HYPERLINK(" in figures_csv(counted(world))


@contextmanager
def asking(world: World) -> Iterator[list[tuple[str, Any]]]:
    """Every question that the database is asked meanwhile, with its values."""
    asked: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, values))

    event.listen(world.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(world.engine, "before_cursor_execute", note)


def test_as_few_questions_are_asked_whatever_was_requested_and_each_is_bounded_by_the_period(world: World) -> None:
    counted(world)
    with asking(world) as of_nothing:
        counted(world)
    for _ in range(3):
        refused_paper(world)
    with asking(world) as of_some:
        counted(world)
    assert len(of_some) == len(of_nothing) <= 8
    assert not is_sqlite(world.engine) or not [line for line in _plans(world, of_some) if line.startswith("SCAN")]


def _plans(world: World, asked: list[tuple[str, Any]]) -> Iterator[str]:
    with world.engine.connect() as connection:
        for statement, values in asked:
            if statement.lstrip().upper().startswith("SELECT") and "access_request" in statement:
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                yield from (str(row.detail) for row in rows)


def test_reading_the_figures_changes_nothing(busy: World) -> None:
    def size(desk: Desk) -> int:
        return desk.tx.size

    before = busy.do("mo", size)
    counted(busy)
    assert busy.do("mo", size) == before
    with busy.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM access_request")).scalar_one() == 14
