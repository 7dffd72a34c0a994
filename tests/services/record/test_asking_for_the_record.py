"""The record as people ask for it: the audit right is asked at the instant at which it is used, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere
from gatekeeper.services.record.asked_for import case_reference, may_read_log, read_log
from gatekeeper.services.record.exporting import exported
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import Transaction, run
from tests.services.cases.changing import edit
from tests.services.cases.walking import entries, refusal
from tests.services.world_databases import little_world
from tests.services.worlds import World

PORTION = 500
"""So many entries are read between two looks at the right."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A little council, whose auditor's appointment ends in an hour."""
    with little_world("sqlite", tmp_path, "wbc") as made:
        edit(
            made, tables.Appointment, "appointment", "auditor-auditor-substantive", to_at=made.now + timedelta(hours=1)
        )
        yield made


def kinds(world: World) -> list[str]:
    """The kinds of the entries that concern the auditor."""
    return [each["kind"] for each in entries(world, f"person:{world.id('person', 'auditor')}")]


def many_entries(world: World) -> None:
    def enter(tx: Transaction) -> None:
        for number in range(PORTION + 1):
            tx.enter("access:refused", (f"attempt:{number}",), person=None, post=None)

    run(world.engine, world.council_id, enter, clock=world.clock)


def test_an_auditor_whose_post_has_ended_since_she_signed_in_reads_nothing(world: World) -> None:
    auditor = world.actor("auditor")
    request = world.submit("c1", "working_paper").request_id
    world.do(auditor, read_log)
    assert world.do(auditor, lambda desk: case_reference(desk, request))
    world.later(hours=2)
    for work in (read_log, may_read_log, lambda desk: case_reference(desk, request)):
        assert isinstance(refusal(world, auditor, work), CommandRefused)
    assert kinds(world).count("record:read") == 1


@pytest.mark.parametrize("who", ["c1", "d1", "mo", "proper", "administrator"])
def test_nobody_but_the_auditor_reads_the_log_or_takes_the_evidence_of_a_case(world: World, who: str) -> None:
    request = world.submit("c1", "working_paper").request_id
    assert isinstance(refusal(world, who, read_log), Forbidden)
    assert isinstance(refusal(world, who, lambda desk: case_reference(desk, request)), NotThere)


def test_an_administrator_reads_no_log_though_she_is_the_auditor_too(world: World) -> None:
    world.make(lambda making: making.appoint("auditor", "administrator"))
    assert isinstance(refusal(world, "auditor", read_log), Forbidden)


def test_an_export_ends_where_the_audit_right_ends_and_the_refusal_is_entered(world: World) -> None:
    many_entries(world)
    auditor = world.actor("auditor")
    world.do(auditor, read_log)
    lines = exported(world.engine, world.council_id, lambda: world.do(auditor, may_read_log))
    given = [next(lines) for _ in range(PORTION)]
    world.later(hours=2)
    with pytest.raises(Forbidden):
        given.extend(lines)
    assert len(given) == 1 + PORTION
    assert kinds(world)[-1] == "access:refused"
