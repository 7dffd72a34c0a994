"""The register: what stands now, what was known then, and that nothing of one council reaches into another."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from gatekeeper.storage import tables
from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.transaction import reading, writing
from tests.storage.record_support import BEGUN_AT, clock_at
from tests.storage.register_support import change, gone, named, versions, wards


def test_what_stands_is_the_last_word_and_every_earlier_one_is_kept(engine: Engine, council_id: str) -> None:
    numbers = [change(engine, council_id, n, named("mill", name)) for n, name in enumerate(("Mill", "Old Mill"))]
    assert wards(engine, council_id) == ["Old Mill"]
    assert versions(engine, council_id) == [("Mill", numbers[0], numbers[1]), ("Old Mill", numbers[1], None)]


def test_r036_what_was_known_at_an_instant_is_what_was_recorded_and_not_yet_replaced(
    engine: Engine, council_id: str
) -> None:
    change(engine, council_id, 10, named("mill", "Mill"))
    change(engine, council_id, 20, named("mill", "Old Mill"))
    change(engine, council_id, 30, gone("mill"))
    assert [wards(engine, council_id, minute) for minute in (9, 10, 19, 20, 29, 30)] == [
        [],
        ["Mill"],
        ["Mill"],
        ["Old Mill"],
        ["Old Mill"],
        [],
    ]
    assert wards(engine, council_id) == []


def test_a_thing_keeps_its_id_when_it_is_said_again_after_its_removal(engine: Engine, council_id: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    with reading(engine) as session:
        thing = Register(session, council_id).find("ward", "mill")
    change(engine, council_id, 2, gone("mill"))
    change(engine, council_id, 3, named("mill", "Mill"))
    with reading(engine) as session:
        assert Register(session, council_id).find("ward", "mill") == thing
        assert Register(session, council_id).one(tables.Ward, thing) is not None


def test_rows_are_found_by_one_value_or_by_any_of_several_in_the_order_recorded(
    engine: Engine, council_id: str
) -> None:
    for minute, code in enumerate(("b", "a", "c")):
        change(engine, council_id, minute, named(code, code))
    with reading(engine) as session:
        register = Register(session, council_id)
        assert [each.name for each in register.all(tables.Ward)] == ["b", "a", "c"]
        assert [each.name for each in register.all(tables.Ward, name={"a", "b"})] == ["b", "a"]
        assert [each.name for each in register.all(tables.Ward, name="c")] == ["c"]
        assert register.all(tables.Ward, name=[]) == []
        assert register.one(tables.Ward, None) is None


def test_rows_of_which_something_is_not_said_are_found_by_that(engine: Engine, council_id: str) -> None:
    def two(changes: Changes) -> None:
        changes.put(tables.Person, changes.name("person", "a"), name="a", email="a@council.example")
        changes.put(tables.Person, changes.name("person", "b"), name="b")

    change(engine, council_id, 1, two)
    with reading(engine) as session:
        for register in (Register(session, council_id), Register(session, council_id, clock_at(1)())):
            assert [each.name for each in register.all(tables.Person, email=None)] == ["b"]
            assert [each.name for each in register.all(tables.Person, email="a@council.example")] == ["a"]


@pytest.fixture
def other(engine: Engine) -> str:
    """Another council of the installation."""
    return found_council(engine, "southmere")


def test_a_register_tells_nothing_of_another_council(engine: Engine, council_id: str, other: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    with reading(engine) as session:
        thing = Register(session, council_id).find("ward", "mill")
        assert Register(session, other).find("ward", "mill") is None
        assert Register(session, other).thing(str(thing)) is None
        assert Register(session, other).one(tables.Ward, thing) is None
    assert wards(engine, other) == []


def test_two_councils_have_things_of_the_same_code_apart(engine: Engine, council_id: str, other: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    change(engine, other, 2, named("mill", "Their mill"))
    change(engine, other, 3, gone("mill"))
    assert wards(engine, council_id) == ["Mill"]


NAMING: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "a seat of another council's person": (
        tables.Suspension,
        "person_id",
        {"from_on": BEGUN_AT.date()},
    ),
    "a passage of another council's document": (tables.Passage, "document_id", {}),
    "a paragraph of another council's passage": (tables.Paragraph, "passage_id", {"number": 3}),
    "a finding of another council's thing": (
        tables.Finding,
        "subject_id",
        {"level": "document", "fact": "council_document", "value": "true"},
    ),
    "an appointment of another council's person": (tables.Absence, "person_id", {"from_at": BEGUN_AT}),
}


@pytest.mark.parametrize("what", NAMING)
def test_the_database_refuses(engine: Engine, council_id: str, other: str, what: str) -> None:
    table, column, says = NAMING[what]
    with writing(engine, other) as tx:
        changes = Changes(tx.session, other)
        theirs = changes.name("thing", "theirs")
        changes.apply(tx.now, 0)

    def reach_over(changes: Changes) -> None:
        changes.put(table, changes.name("mine", "1"), **says, **{column: theirs})

    with pytest.raises(IntegrityError):
        change(engine, council_id, 1, reach_over)


def test_the_database_refuses_a_version_of_another_councils_thing(engine: Engine, council_id: str, other: str) -> None:
    change(engine, other, 1, named("mill", "Their mill"))
    with reading(engine) as session:
        theirs = str(Register(session, other).find("ward", "mill"))
    with pytest.raises(IntegrityError):
        change(engine, council_id, 2, lambda changes: changes.put(tables.Ward, theirs, name="Mine now"))
    assert wards(engine, other) == ["Their mill"]


def test_the_database_refuses_two_current_versions_of_one_thing(engine: Engine, council_id: str) -> None:
    change(engine, council_id, 1, named("mill", "Mill"))
    with reading(engine) as session:
        thing = str(Register(session, council_id).find("ward", "mill"))
    row = {"council_id": council_id, "thing_id": thing, "recorded_at": BEGUN_AT, "entry": 0, "name": "Another"}
    with pytest.raises(IntegrityError), writing(engine, council_id) as tx:
        tx.session.add(tables.Ward.model_validate(row))
    assert wards(engine, council_id) == ["Mill"]


def test_the_database_refuses_a_period_that_ends_before_it_begins(engine: Engine, council_id: str) -> None:
    def backwards(changes: Changes) -> None:
        about = {"from_on": BEGUN_AT.date(), "to_on": BEGUN_AT.date().replace(year=2020)}
        changes.put(tables.PackAdoption, changes.name("pack", "1"), pack="wbc", **about)

    with pytest.raises(IntegrityError):
        change(engine, council_id, 1, backwards)
