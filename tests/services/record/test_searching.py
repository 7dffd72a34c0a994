"""Tests that the log is searched rightly, and who has which part in the record; on both databases."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.record.checked import check_record
from gatekeeper.services.record.checkpointing import take_checkpoint
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.listing import list_entries
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.part import case_named, record_part, require_verifying
from gatekeeper.services.record.published import published
from gatekeeper.services.record.searching import LogAsked, Unsearchable, log_csv, log_shown
from tests.services.cases.walking import refusal
from tests.services.worlds import World
from tests.storage.record_support import change

MADE = "request:submit"


def found(world: World, asked: LogAsked | None = None, upto: int | None = None, limit: int = 500) -> list[int]:
    shown = log_shown(world.engine, world.council_id, asked or LogAsked(), upto, limit)
    return [each.number for each in shown.entries]


def two_days(world: World) -> tuple[str, str]:
    """Two requests, the second late in the evening of the next day by London's clock."""
    first = world.submit("c1", "working_paper").reference
    world.later(hours=37, minutes=59)
    return first, world.submit("c2", "open_report").reference


def test_everything_is_found_the_latest_first_and_portions_join_without_a_gap(world: World) -> None:
    two_days(world)
    every = [each.number for each in list_entries(world.engine, world.council_id)]
    assert found(world) == every[::-1]
    joined, upto = [], None
    while True:
        page = log_shown(world.engine, world.council_id, LogAsked(), upto, 3)
        joined += [each.number for each in page.entries]
        if page.older is None:
            break
        upto = page.older
    assert joined == every[::-1]
    assert page.newer is not None
    assert found(world, upto=page.newer, limit=3)[-1] == page.entries[0].number + 1


def test_entries_are_found_by_kind_by_londons_days_and_by_what_they_concern(world: World) -> None:
    first, second = two_days(world)
    made = found(world, LogAsked(kind=MADE))
    assert len(made) == 2
    assert found(world, LogAsked(kind=MADE, to_on=date(2026, 11, 23))) == made[1:]
    assert found(world, LogAsked(kind=MADE, from_on=date(2026, 11, 24), to_on=date(2026, 11, 24))) == made[:1]
    assert found(world, LogAsked(kind=MADE, from_on=date(2026, 11, 25))) == []
    assert found(world, LogAsked(kind=MADE, about=second)) == made[:1]
    assert found(world, LogAsked(kind=MADE, about="person c1")) == made[1:]
    about = [each.number for each in list_entries(world.engine, world.council_id, about=first)]
    assert found(world, LogAsked(about=first)) == about[::-1]
    document = found(world, LogAsked(about="document open_report"))
    assert set(document) & set(found(world, LogAsked(about=second)))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (LogAsked(kind="request:nonsense"), "kind"),
        (LogAsked(about="MR-2026-09999"), "about"),
        (LogAsked(about="person"), "about"),
        (LogAsked(about="person \x00"), "about"),
        (LogAsked(about=" c1"), "about"),
        (LogAsked(from_on=date(1, 1, 1)), "from_on"),
        (LogAsked(to_on=date(9999, 12, 31)), "to_on"),
        (LogAsked(from_on=date(2026, 2, 1), to_on=date(2026, 1, 1)), "to_on"),
    ],
)
def test_what_it_cannot_be_searched_by_is_refused_before_anything_is_given(
    world: World, asked: LogAsked, field: str
) -> None:
    with pytest.raises(Unsearchable) as refused:
        found(world, asked)
    assert refused.value.field == field
    with pytest.raises(Unsearchable):
        log_csv(world.engine, world.council_id, asked, lambda: None)


def test_the_file_holds_each_entry_once_in_order_and_ends_where_the_right_to_read_does(world: World) -> None:
    two_days(world)
    lines = b"".join(log_csv(world.engine, world.council_id, LogAsked(), lambda: None)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(lines, newline=""), strict=True))
    assert [int(row[0]) for row in rows[1:]] == found(world)[::-1]
    given: list[bytes] = []

    def ended() -> None:
        raise Forbidden("Read the log", "it has ended", "ask")

    with pytest.raises(Forbidden):
        given.extend(log_csv(world.engine, world.council_id, LogAsked(), ended))
    assert len(given) == 1


@pytest.mark.parametrize(
    ("who", "reads", "verifies"), [("auditor", True, True), ("mo", False, True), ("deputy-mo", False, True)]
)
def test_the_auditor_reads_and_verifies_and_the_monitoring_officer_verifies(
    world: World, who: str, reads: bool, verifies: bool
) -> None:
    part = world.do(who, record_part)
    assert (part.reads, part.verifies) == (reads, verifies)
    world.do(who, require_verifying)


@pytest.mark.parametrize("who", ["c1", "d1", "chief", "proper", "foi", "administrator"])
def test_nobody_else_has_a_part_in_the_record_as_a_whole(world: World, who: str) -> None:
    reference = world.submit("c2", "working_paper").reference
    for work in (record_part, require_verifying):
        assert isinstance(refusal(world, world.actor(who), work), Forbidden)
    assert isinstance(refusal(world, world.actor(who), lambda desk: case_named(desk, reference)), NotThere)


def test_the_auditor_finds_a_case_by_its_reference_and_no_other(world: World) -> None:
    made = world.submit("c1", "working_paper")
    assert world.do("auditor", lambda desk: case_named(desk, made.reference)) == made.request_id
    for other in ("MR-2026-09999", "", "' OR 1=1", "\x00"):
        assert isinstance(refusal(world, world.actor("auditor"), lambda desk, o=other: case_named(desk, o)), NotThere)


def test_what_is_published_is_shown_the_latest_first_and_a_forged_note_does_not_hold(
    world: World, outside: Outside, keys: KeyFolder
) -> None:
    assert published(world.engine, world.council_id).keys == ()
    first = take_checkpoint(world.engine, world.council_id, outside, keys, clock=world.clock)
    world.submit("c1", "working_paper")
    second = take_checkpoint(world.engine, world.council_id, outside, keys, clock=world.clock)
    told = published(world.engine, world.council_id)
    assert [each.size for each in told.checkpoints] == [second.checkpoint.size, first.checkpoint.size]
    assert {each.signers for each in told.checkpoints} == {(told.keys[0].fingerprint,)}
    assert published(world.engine, world.council_id, 1, 1).checkpoints == told.checkpoints[1:]
    change(world.engine, "UPDATE signed_checkpoint SET note = 'x'")
    assert {each.signers for each in published(world.engine, world.council_id).checkpoints} == {()}


def test_a_record_is_checked_since_the_last_checkpoint_or_as_a_whole(
    world: World, outside: Outside, keys: KeyFolder
) -> None:
    taken = take_checkpoint(world.engine, world.council_id, outside, keys, clock=world.clock)
    world.submit("c1", "working_paper")
    for whole, since in ((False, taken.checkpoint.size), (True, 0)):
        found = check_record(world.engine, world.council_id, outside.folder, world.now, whole=whole)
        assert found.holds
        assert found.verified is not None
        assert found.verified.since == since
    (outside.folder / "keys.json").unlink()
    broken = check_record(world.engine, world.council_id, outside.folder, world.now, whole=False)
    assert not broken.holds
    assert broken.refused is not None
