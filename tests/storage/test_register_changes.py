"""Changes of the register before they are made: the last word counts, and what stands already is no change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes
from gatekeeper.storage.transaction import writing
from tests.storage.register_support import change, named, versions, wards


@pytest.fixture(params=[False, True], ids=["thing by thing", "read at once"])
def changes(request: pytest.FixtureRequest, engine: Engine, council_id: str) -> Iterator[Changes]:
    """Changes to a register in which one ward, Mill, stands; with what stands read thing by thing, or all at once."""
    change(engine, council_id, 0, named("mill", "Mill"))
    with writing(engine, council_id) as tx:
        made = Changes(tx.session, council_id)
        if request.param:
            made.prefetch(tables.Ward)
        yield made
        made.apply(tx.now, 1)


def test_a_thing_has_one_id_for_its_kind_and_code(changes: Changes) -> None:
    assert changes.name("ward", "mill") == changes.name("ward", "mill")
    assert len({changes.name("ward", "mill"), changes.name("body", "mill"), changes.name("ward", "quay")}) == 3


def test_a_new_thing_is_added(changes: Changes) -> None:
    quay = changes.name("ward", "quay")
    row = changes.put(tables.Ward, quay, name="Quay")
    assert changes.added == (row,)
    assert (changes.ended, changes.things) == ((), (quay,))


def test_saying_what_stands_already_is_no_change(changes: Changes) -> None:
    assert changes.put(tables.Ward, changes.name("ward", "mill"), name="Mill") is None
    assert (changes.added, changes.ended, changes.things) == ((), (), ())


def test_saying_something_else_ends_what_stood(changes: Changes) -> None:
    mill = changes.name("ward", "mill")
    row = changes.put(tables.Ward, mill, name="Old Mill")
    assert changes.added == (row,)
    assert [each.thing_id for each in changes.ended] == [mill]
    assert changes.things == (mill,)


def test_of_two_words_on_one_thing_the_last_counts(changes: Changes) -> None:
    mill = changes.name("ward", "mill")
    changes.put(tables.Ward, mill, name="Old Mill")
    last = changes.put(tables.Ward, mill, name="New Mill")
    assert changes.added == (last,)
    assert len(changes.ended) == 1


def test_saying_again_what_stands_takes_an_earlier_word_back(changes: Changes) -> None:
    mill = changes.name("ward", "mill")
    changes.put(tables.Ward, mill, name="Old Mill")
    assert changes.put(tables.Ward, mill, name="Mill") is None
    assert (changes.added, changes.ended, changes.things) == ((), (), ())


def test_what_is_not_said_has_its_default(changes: Changes) -> None:
    person = changes.name("person", "p")
    changes.put(tables.Person, person, name="The person", email=None)
    assert isinstance(changes.added[0], tables.Person)
    assert changes.added[0].signs_in_as is None


def test_removing_ends_what_stood(changes: Changes) -> None:
    mill = changes.name("ward", "mill")
    assert changes.remove(tables.Ward, mill)
    assert changes.added == ()
    assert [each.thing_id for each in changes.ended] == [mill]


def test_removing_what_was_never_said_is_no_change(changes: Changes) -> None:
    assert not changes.remove(tables.Ward, changes.name("ward", "quay"))
    assert changes.things == ()


def test_removing_what_was_only_just_said_takes_it_back(changes: Changes) -> None:
    quay = changes.name("ward", "quay")
    changes.put(tables.Ward, quay, name="Quay")
    assert changes.remove(tables.Ward, quay)
    assert changes.things == ()


def test_what_is_removed_and_then_said_again_as_it_stood_is_no_change(changes: Changes) -> None:
    mill = changes.name("ward", "mill")
    changes.remove(tables.Ward, mill)
    assert changes.put(tables.Ward, mill, name="Mill") is None
    assert changes.things == ()


def test_a_removal_after_a_word_ends_what_stood_and_forgets_the_word(changes: Changes) -> None:
    mill = changes.name("ward", "mill")
    changes.put(tables.Ward, mill, name="Old Mill")
    changes.remove(tables.Ward, mill)
    assert changes.added == ()
    assert len(changes.ended) == 1


def test_changes_that_were_made_are_made_once(engine: Engine, council_id: str) -> None:
    def twice(changes: Changes) -> None:
        named("mill", "Mill")(changes)
        changes.apply(datetime.now(UTC), 0)
        assert changes.things == ()

    change(engine, council_id, 1, twice)
    assert wards(engine, council_id) == ["Mill"]
    assert len(versions(engine, council_id)) == 1


def test_nothing_is_changed_before_the_changes_are_made(engine: Engine, council_id: str) -> None:
    with writing(engine, council_id) as tx:
        named("mill", "Mill")(Changes(tx.session, council_id))
    assert wards(engine, council_id) == []


def _abandon(changes: Changes) -> None:
    changes.apply(datetime.now(UTC), 0)
    raise RuntimeError("The client has gone away.")


def test_changes_of_an_abandoned_transaction_leave_nothing(engine: Engine, council_id: str) -> None:
    def work(changes: Changes) -> None:
        named("mill", "Mill")(changes)
        _abandon(changes)

    with pytest.raises(RuntimeError):
        change(engine, council_id, 1, work)
    assert wards(engine, council_id) == []
