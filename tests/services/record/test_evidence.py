"""Tests that a receipt and a bundle prove what they hold without the council, its database and any settings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.core.audit import KeyRing, WordsState, verify_bundle, verify_receipt
from gatekeeper.services.record.checkpointing import published_keys
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.evidence import bundle, receipt
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.replaying import ReplayState, replay_bundle
from tests.services.record.independent_verifier import NotBelieved, verify
from tests.services.record.offline import INDEPENDENT, independently, kept, program, signed
from tests.services.worlds import World
from tests.storage.record_support import change, checkpoint, forged, rewrite

PURPOSE = "The budget is set next month, and the café's lease is part of it."


@pytest.fixture
def reference(world: World, outside: Outside, keys: KeyFolder) -> str:
    """A request that was made and decided, in a record that was signed."""
    made = world.submit("c1", "working_paper", "open_report", purpose=PURPOSE)
    signed(world, outside, keys)
    return made.reference


def ring(world: World) -> KeyRing:
    return published_keys(world.engine, world.council_id)


def gone(world: World) -> None:
    """Nothing is left of the database."""
    world.engine.dispose()
    if world.engine.url.get_backend_name() == "sqlite":
        Path(str(world.engine.url.database)).unlink()


def test_r107_the_receipt_of_a_request_shows_who_asked_when_and_in_what_words(world: World, reference: str) -> None:
    found = verify_receipt(receipt(world.engine, world.council_id, reference), ring(world))
    assert found.proven is not None
    assert found.proven.entry.deed.kind == "request:submit"
    assert found.proven.entry.deed.person == world.actor("c1").person_ref
    assert found.proven.text == f"Why: {PURPOSE}"


def test_r107_a_receipt_is_verified_by_others_after_the_database_is_gone(
    world: World, reference: str, tmp_path: Path
) -> None:
    data = receipt(world.engine, world.council_id, reference)
    file, keys = kept(tmp_path, world, data)
    gone(world)
    proven = independently(tmp_path, file, keys)
    done = program(tmp_path, "audit", "verify-receipt", str(file), "--keys", str(keys))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"entry {proven[0]} of northmere.gatekeeper/record: request:submit" in done.stdout
    assert PURPOSE in done.stdout


def test_a_bundle_holds_every_entry_about_the_case_and_its_decisions_replay_after_the_database_is_gone(
    world: World, reference: str, tmp_path: Path
) -> None:
    data = bundle(world.engine, world.council_id, reference)
    file, keys = kept(tmp_path, world, data)
    kinds = [json.loads(each["entry"])["kind"] for each in as_any(data)["entries"]]
    gone(world)
    assert {"request:submit", "request:decided"} <= set(kinds)
    assert len(independently(tmp_path, file, keys)) == len(kinds)
    done = program(tmp_path, "audit", "verify-bundle", str(file), "--keys", str(keys), "--replay")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"the bundle holds: {len(kinds)} entries" in done.stdout
    assert "decisions replayed: 2 identical" in done.stdout


def as_any(data: dict[str, object]) -> dict[str, Any]:
    return data


def test_words_that_the_reader_may_not_see_are_withheld_and_still_proved(world: World, reference: str) -> None:
    def may_read(entry: Any) -> bool:
        return bool(entry.form == "decision")

    data = bundle(world.engine, world.council_id, reference, may_read)
    found = verify_bundle(data, ring(world))
    assert found.holds
    assert [each.text for each in found.entries if each.entry.deed.kind == "request:submit"] == [None]
    assert found.of(WordsState.WITHHELD)
    assert PURPOSE not in json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("entry", '"kind":"request:submit"', '"kind":"request:withdraw"'),
        ("entry", '"at":"2026', '"at":"2025'),
        ("checkpoint", "northmere.gatekeeper", "southmere.gatekeeper"),
        ("words", "budget", "bridge"),
    ],
    ids=["denied", "back-dated", "another council's", "other words"],
)
def test_r107_a_receipt_can_be_neither_denied_nor_back_dated_nor_reworded(
    world: World, reference: str, place: str, old: str, new: str
) -> None:
    data = as_any(receipt(world.engine, world.council_id, reference))
    changed = {**data, place: json.loads(json.dumps(data[place]).replace(json.dumps(old)[1:-1], json.dumps(new)[1:-1]))}
    assert changed != data
    assert not verify_receipt(changed, ring(world)).holds
    with pytest.raises(NotBelieved):
        verify(changed, ring(world).as_data())


def test_r107_a_receipt_contradicts_a_record_that_was_rewritten_after_it(world: World, reference: str) -> None:
    data = receipt(world.engine, world.council_id, reference)
    proven = verify_receipt(data, ring(world)).proven
    assert proven is not None
    size = checkpoint(world.engine, world.council_id).size
    rewrite(world.engine, world.council_id, 1, [forged(each, at=world.now) for each in range(1, size)])
    with pytest.raises(RecordRefused, match="another root"):
        receipt(world.engine, world.council_id, str(proven.entry.number))
    assert verify_receipt(data, ring(world)).holds


def test_what_no_checkpoint_counts_yet_is_not_handed_out(world: World, reference: str) -> None:
    later = world.submit("c2", "working_paper")
    for give in (receipt, bundle):
        with pytest.raises(RecordRefused, match="came after them"):
            give(world.engine, world.council_id, later.reference)
    assert receipt(world.engine, world.council_id, reference)


def test_words_changed_in_the_database_are_not_handed_out(world: World, reference: str) -> None:
    change(world.engine, "UPDATE entry_words SET text = 'Something else.' WHERE form = 'text'")
    with pytest.raises(RecordRefused, match="not the words that were sealed"):
        receipt(world.engine, world.council_id, reference)


def test_a_decision_in_a_bundle_that_the_rules_would_not_make_again_is_told(world: World, reference: str) -> None:
    data = as_any(bundle(world.engine, world.council_id, reference))
    report = verify_bundle(data, ring(world))
    assert [each.state for each in replay_bundle(data, report)] == [ReplayState.IDENTICAL] * 2
    assert [each.state for each in replay_bundle({**data, "editions": {}}, report)] == [ReplayState.UNREADABLE] * 2


def test_the_independent_verifier_takes_nothing_from_the_program() -> None:
    imported = re.findall(r"(?m)^(?:from|import) (\w+)", INDEPENDENT.read_text("utf-8"))
    assert {"hashlib", "cryptography"} <= set(imported)
    assert "gatekeeper" not in imported
