"""Tests that words can be destroyed by two people, for good, while the record still says what was done and verifies."""

from __future__ import annotations

import pytest

from gatekeeper.core.audit import WordsState, read_entry, verify_bundle
from gatekeeper.services.record.checkpointing import published_keys
from gatekeeper.services.record.erasing import Erased, erase
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.evidence import bundle
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.replaying import ReplayState, replay_decisions
from gatekeeper.services.record.verifying import verify_record
from gatekeeper.storage.record import NoWordsToErase, entries_of, head, stored_entries, words_of
from gatekeeper.storage.transaction import reading
from tests.services.record.offline import signed
from tests.services.worlds import World

PURPOSE = "My own illness, of which nobody should read for ever."
REASON = "Retention schedule, item 12."


@pytest.fixture
def reference(world: World, outside: Outside, keys: KeyFolder) -> str:
    made = world.submit("c1", "working_paper", purpose=PURPOSE)
    signed(world, outside, keys)
    return made.reference


def erased(world: World, *named: str, by: str = "mo", second: str = "chief", reason: str = REASON) -> Erased:
    people = {"by": world.actor(by), "second": world.actor(second)}
    return erase(world.engine, world.council_id, named, reason=reason, clock=world.clock, **people)


def everything_kept(world: World) -> str:
    """All words that are still in the database."""
    with reading(world.engine) as session:
        kept = words_of(session, world.council_id, range(head(session, world.council_id).size))
    return "\n".join(each.text for each in kept.values())


def bodies(world: World) -> list[bytes]:
    with reading(world.engine) as session:
        return [each.body for each in stored_entries(session, world.council_id)]


def test_r106_the_words_of_a_case_are_gone_and_the_record_still_verifies(
    world: World, reference: str, outside: Outside
) -> None:
    assert PURPOSE in everything_kept(world)
    done = erased(world, reference)
    assert PURPOSE not in everything_kept(world)
    found = verify_record(world.engine, world.council_id, outside, with_words=True, with_index=True)
    assert (found.intact, found.report.erased) == (True, len(done.numbers))


def test_r042_r106_two_people_and_the_reason_stand_in_the_record(world: World, reference: str) -> None:
    done = erased(world, reference)
    with reading(world.engine) as session:
        asked, told = (
            read_entry(each.body).deed for each in entries_of(session, world.council_id, (done.asked, done.told))
        )
        reason = words_of(session, world.council_id, [done.asked])[done.asked].text
    assert (asked.kind, asked.person) == ("words:erasure_asked", world.actor("mo").person_ref)
    assert (told.kind, told.person) == ("words:erased", world.actor("chief").person_ref)
    assert asked.refers_to == told.refers_to == done.numbers
    assert reason == REASON


def test_r042_one_person_alone_erases_nothing(world: World, reference: str) -> None:
    before = everything_kept(world)
    with pytest.raises(RecordRefused, match="two different people"):
        erased(world, reference, by="mo", second="mo")
    assert everything_kept(world) == before


def test_nothing_is_erased_without_a_reason(world: World, reference: str) -> None:
    with pytest.raises(RecordRefused, match="no reason"):
        erased(world, reference, reason=" ")
    assert PURPOSE in everything_kept(world)


def test_where_one_of_the_named_entries_has_no_words_none_is_erased_and_nothing_entered(
    world: World, reference: str
) -> None:
    before = bodies(world)
    with pytest.raises(NoWordsToErase):
        erased(world, reference, str(len(before) - 1))
    assert PURPOSE in everything_kept(world)
    assert bodies(world) == before


def test_what_was_erased_cannot_be_erased_again_and_the_reason_stays(world: World, reference: str) -> None:
    erased(world, reference)
    with pytest.raises(RecordRefused, match="erased before"):
        erased(world, reference)
    assert REASON in everything_kept(world)


def test_r091_no_earlier_entry_is_changed_by_what_is_done_later(
    world: World, reference: str, outside: Outside, keys: KeyFolder
) -> None:
    before = bodies(world)
    erased(world, reference)
    world.later(days=1)
    signed(world, outside, keys)
    after = bodies(world)
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_r106_a_bundle_and_a_replay_name_what_was_erased_as_erased(
    world: World, reference: str, outside: Outside, keys: KeyFolder
) -> None:
    done = erased(world, reference)
    signed(world, outside, keys)
    data = bundle(world.engine, world.council_id, reference)
    found = verify_bundle(data, published_keys(world.engine, world.council_id))
    assert found.holds
    assert found.of(WordsState.ERASED) == done.numbers
    assert [each.state for each in replay_decisions(world.engine, world.council_id)] == [ReplayState.ERASED]
