"""What is due by time alone: done once however many workers there are, caught up after a pause, and never held up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from gatekeeper.documents.store import Store
from gatekeeper.services import jobs
from gatekeeper.services.jobs import TakenOver
from gatekeeper.storage import tables
from gatekeeper.storage.jobs import LEASE, MOST_TRIES
from gatekeeper.storage.locks import StorageBusy
from gatekeeper.storage.transaction import reading
from gatekeeper.worker import Worker
from tests.databases import BACKENDS
from tests.services.cases.walking import acts, asked_for, state
from tests.services.world_databases import little_world
from tests.services.worlds import World


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A little council under a protocol with a ladder, on each database."""
    with little_world(request.param, tmp_path, "wbc") as found:
        yield found


def worker(world: World, folder: Path) -> Worker:
    """A worker whose clock is the council's."""
    return Worker(world.engine, folder / "keys", folder / "checkpoints", folder / "files", world.clock)


def all_done(world: World, folder: Path) -> int:
    """How many jobs one worker does until nothing is due."""
    one, count = worker(world, folder), 0
    while taken := one.once():
        count += taken
    return count


def due(world: World, task: str = "decide") -> list[tables.Job]:
    """The jobs of that kind."""
    with reading(world.engine) as session:
        found = list(session.exec(select(tables.Job).where(tables.Job.task == task).order_by(col(tables.Job.id))).all())
        session.expunge_all()
        return found


def status(world: World, asked: str) -> tuple[str, str | None]:
    """How an asked document stands, and what was ruled."""
    found = state(world, asked)
    return found.status, found.ruling


def changes(world: World, asked: str) -> int:
    """How often the machine put a change on the case."""
    return sum(each.action == "re_evaluate" for each in acts(world, asked))


def six_years_old(world: World) -> None:
    """The open report went to a meeting six years ago, and to no other, so that the public's right to it soon ends."""
    held_at = datetime(2020, 12, 1, 18, 30, tzinfo=UTC)
    world.make(lambda making: making.meeting("planning-last", "planning", held_at, held_at + timedelta(hours=2)))
    world.make(lambda making: making.item("old", "planning", "planning-last"))
    world.make(lambda making: making.document("open_report", items=("old",), body="planning"))
    world.make(lambda making: making.changes.remove(tables.Link, making.id("link", "open_report-mill")))
    world.now = datetime(2026, 11, 30, 23, 58, tzinfo=UTC)


def test_a_public_report_opens_on_its_day_though_nobody_does_anything(world: World, tmp_path: Path) -> None:
    asked = asked_for(world, "co-opted", "open_report")
    assert all_done(world, tmp_path) == 2, "the case, and the record of the council"
    days = 0
    while not changes(world, asked) and days < 30:
        (job,) = due(world)
        assert job.due_at > world.now
        world.now, days = job.due_at, days + 1
        all_done(world, tmp_path)
    (changed,) = [each for each in acts(world, asked) if each.action == "re_evaluate"]
    meeting = world.read(lambda register: register.one(tables.Meeting, world.id("meeting", "planning-next")))
    assert meeting is not None
    assert meeting.meeting_at is not None
    assert meeting.meeting_at.date() - changed.at.date() == timedelta(days=8), "five clear days and a weekend"
    assert status(world, asked) == ("determined", "granted")


def test_r152_after_three_days_of_rest_each_case_is_caught_up_with_once(world: World, tmp_path: Path) -> None:
    six_years_old(world)
    cases = [asked_for(world, who, "open_report") for who in ("c1", "c2", "c3")]
    all_done(world, tmp_path)
    assert {status(world, each) for each in cases} == {("determined", "granted")}
    world.later(days=3)
    assert all_done(world, tmp_path) == len(cases) + 1
    assert [changes(world, each) for each in cases] == [1, 1, 1]
    assert all_done(world, tmp_path) == 0


def test_r149_a_clock_that_is_put_back_has_nothing_done_twice(world: World, tmp_path: Path) -> None:
    six_years_old(world)
    asked = asked_for(world, "c1", "open_report")
    all_done(world, tmp_path)
    world.later(minutes=5)
    all_done(world, tmp_path)
    assert changes(world, asked) == 1
    world.later(hours=-1)
    assert all_done(world, tmp_path) == 0
    assert changes(world, asked) == 1


def test_r114_two_workers_at_once_do_nothing_twice(world: World, tmp_path: Path) -> None:
    six_years_old(world)
    cases = [asked_for(world, who, "open_report") for who in ("c1", "c2", "c3", "c4")]
    all_done(world, tmp_path)
    world.later(days=1)
    counts: list[int] = []
    both = [threading.Thread(target=lambda: counts.append(all_done(world, tmp_path))) for _ in range(3)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sum(counts) == len(cases) + 1
    assert [changes(world, each) for each in cases] == [1] * len(cases)


def test_r114_a_worker_that_was_given_up_for_lost_cannot_do_it_a_second_time(world: World, tmp_path: Path) -> None:
    six_years_old(world)
    asked = asked_for(world, "c1", "open_report")
    all_done(world, tmp_path)
    world.later(days=1)
    held = next(each for each in jobs.take(world.engine, world.now, 20) if each.task == "decide")
    assert all_done(world, tmp_path) == 0, "it is held"
    world.now += LEASE + timedelta(seconds=1)
    assert all_done(world, tmp_path) == 2
    with pytest.raises(TakenOver):
        jobs.do(world.engine, held, tmp_path / "keys", tmp_path / "checkpoints", world.clock)
    assert changes(world, asked) == 1


def spoil(world: World, asked: str, reference: str | None) -> None:
    """Have the request bear a reference, or none, which it cannot be decided with."""
    statement = "UPDATE asked_document SET stage = :stage WHERE id = :id"
    with world.engine.begin() as connection:
        connection.execute(text(statement), {"stage": reference or "nowhere", "id": asked})


def test_r141_a_case_that_always_fails_is_parked_and_the_others_go_on(world: World, tmp_path: Path) -> None:
    six_years_old(world)
    poison, *others = (asked_for(world, who, "open_report") for who in ("c1", "c2", "c3"))
    all_done(world, tmp_path)
    good = state(world, poison).stage
    spoil(world, poison, None)
    world.later(days=1)
    for _ in range(MOST_TRIES):
        all_done(world, tmp_path)
        world.later(minutes=30)
    assert [changes(world, each) for each in others] == [1, 1], "the others do not wait for it"
    (parked,) = jobs.parked(world.engine)
    assert parked.subject == state(world, poison).request_id
    world.later(days=1)
    all_done(world, tmp_path)
    assert len(jobs.parked(world.engine)) == 1, "it is left alone until somebody comes"
    spoil(world, poison, good)
    assert jobs.release(world.engine, world.clock) == 1
    all_done(world, tmp_path)
    assert (jobs.parked(world.engine), changes(world, poison)) == ([], 1)


def dies_at(world: World, folder: Path, poison: str) -> None:
    """What a worker does that is ended by that case, and the time until it counts as gone."""
    for each in jobs.take(world.engine, world.now, 20):
        if each.subject == poison:
            break
        jobs.do(world.engine, each, folder / "keys", folder / "checkpoints", world.clock)
    world.now += LEASE + timedelta(seconds=1)


def test_r141_a_case_that_always_ends_its_worker_is_parked_alone(world: World, tmp_path: Path) -> None:
    six_years_old(world)
    poison, *others = (asked_for(world, who, "open_report") for who in ("c1", "c2", "c3"))
    all_done(world, tmp_path)
    world.later(days=1)
    for _ in range(MOST_TRIES):
        dies_at(world, tmp_path, state(world, poison).request_id)
    all_done(world, tmp_path)
    (parked,) = jobs.parked(world.engine)
    assert (parked.subject, parked.fault) == (state(world, poison).request_id, "WorkerLost")
    assert [changes(world, each) for each in others] == [1, 1]


@pytest.mark.parametrize(("fault", "tries"), [(RuntimeError, 1), (StorageBusy, 0)])
def test_a_worker_that_ends_in_the_midst_gives_back_what_it_has_not_begun(
    world: World, tmp_path: Path, fault: type[Exception], tries: int
) -> None:
    for who in ("c1", "c2"):
        asked_for(world, who, "open_report")
    calls = count()

    def clock() -> datetime:
        if next(calls):
            raise fault
        return world.now

    one = replace(worker(world, tmp_path), clock=clock)
    with pytest.raises(fault):
        one.once()
    left = sorted((*due(world), *due(world, "checkpoint")), key=lambda each: each.id or 0)
    assert [each.tries for each in left] == [tries, 0, 0]
    assert [each.claim is None for each in left] == [tries == 0, True, True]


def test_a_change_of_the_register_has_a_parked_case_tried_again(world: World, tmp_path: Path) -> None:
    asked = asked_for(world, "c1", "open_report")
    jobs.plan(world.engine, world.now)
    for each in jobs.take(world.engine, world.now, 20):
        jobs.fail(world.engine, replace(each, tries=MOST_TRIES), world.now, "Planted")
    assert len(jobs.parked(world.engine)) == 2
    world.make(lambda making: making.seat("c1", "employment"))
    assert {each.task for each in jobs.parked(world.engine)} == {"checkpoint"}
    assert all_done(world, tmp_path) == 1
    assert status(world, asked) == ("determined", "granted")


def test_the_record_of_each_council_is_signed_each_hour(world: World, tmp_path: Path) -> None:
    asked_for(world, "c1", "open_report")
    all_done(world, tmp_path)
    world.later(hours=1)
    all_done(world, tmp_path)
    first = sorted(path.name for path in (tmp_path / "checkpoints" / "northmere").glob("*.txt"))
    asked_for(world, "c2", "open_report")
    world.later(hours=1)
    all_done(world, tmp_path)
    second = sorted(path.name for path in (tmp_path / "checkpoints" / "northmere").glob("*.txt"))
    assert len(first) == 1
    assert len(second) == 2


def test_r137_a_file_that_nothing_names_is_deleted_after_a_day_and_not_before(world: World, tmp_path: Path) -> None:
    one = worker(world, tmp_path)
    kept = Store(one.files).keep(b"%PDF-1.7\n%%EOF\n")
    path = one.files / kept.kept_as[:2] / kept.kept_as
    world.now = datetime.fromtimestamp(path.stat().st_mtime, UTC) + timedelta(hours=23)
    one.once()
    assert path.exists()
    world.later(hours=25)
    one.once()
    assert not path.exists()


def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_begun(world: World, tmp_path: Path) -> None:
    asked_for(world, "c1", "open_report")
    stop = threading.Event()
    stop.set()
    one = worker(world, tmp_path)
    assert one.once(stop) == 2
    assert {(each.tries, each.claim) for each in (*due(world), *due(world, "checkpoint"))} == {(0, None)}
    assert all_done(world, tmp_path) == 2
