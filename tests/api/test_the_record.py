"""The record over HTTP: a councillor takes a receipt of her own request, an auditor reads, a program verifies."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gatekeeper.core.audit import read_keys, verify_bundle, verify_checkpoint, verify_receipt
from gatekeeper.doors.lines import LinesAnswer
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.record.checkpointing import published_keys, take_checkpoint
from gatekeeper.services.record.exporting import verify_export
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from tests.api.calling import Service, alike
from tests.storage.record_support import change


def checkpoint(service: Service, folder: Path) -> None:
    """Sign a checkpoint and keep it where the service looks for it."""
    world = service.world
    outside = Outside(service.app.state.place.checkpoints / "northmere")
    take_checkpoint(world.engine, world.council_id, outside, KeyFolder(folder / "keys"), clock=world.clock)


def test_a_receipt_of_ones_own_request_is_checked_with_the_published_keys_alone(
    service: Service, tmp_path: Path
) -> None:
    case = service.asked(purpose="CANARY-PURPOSE")
    assert service.get(f"/requests/{case[0]}/receipt").status_code == 409
    checkpoint(service, tmp_path)
    taken = service.get(f"/requests/{case[0]}/receipt")
    assert taken.status_code == 200
    assert "CANARY" not in taken.text
    world = service.world
    assert verify_receipt(taken.json(), published_keys(world.engine, world.council_id)).holds
    assert service.get(f"/requests/{case[0]}/receipt", "c2").status_code == 404


def test_the_record_is_verified_from_the_last_checkpoint_and_what_was_changed_is_seen(
    service: Service, tmp_path: Path
) -> None:
    checkpoint(service, tmp_path)
    service.asked()
    held = service.get("/record/verification", "auditor").json()
    assert held["intact"]
    assert held["since"] > 0
    assert held["checked"] > 0
    change(service.world.engine, f"UPDATE entry SET kind = 'request:refused' WHERE number = {held['since'] + 1}")
    changed = service.get("/record/verification", "auditor").json()
    assert not changed["intact"]
    assert changed["problem"]


def test_the_signed_checkpoints_and_the_published_keys_are_for_everybody_who_verifies(
    service: Service, tmp_path: Path
) -> None:
    assert service.get("/record/checkpoints", "c1").json() == {"keys": None, "checkpoints": []}
    checkpoint(service, tmp_path)
    told = service.get("/record/checkpoints", "c1").json()
    keys = read_keys(told["keys"])
    assert keys == published_keys(service.world.engine, service.world.council_id)
    assert verify_checkpoint(told["checkpoints"][0], keys).checkpoint.size > 0


def test_the_evidence_of_a_case_is_for_whoever_holds_the_audit_right_and_verifies_offline(
    service: Service, tmp_path: Path
) -> None:
    case = service.asked(purpose="CANARY-PURPOSE")
    checkpoint(service, tmp_path)
    given = service.get(f"/requests/{case[0]}/evidence", "auditor")
    assert given.status_code == 200, given.text
    assert "CANARY-PURPOSE" in given.text
    assert verify_bundle(given.json(), published_keys(service.world.engine, service.world.council_id)).holds
    for who in ("c1", "d1", "mo", "administrator"):
        assert alike(service.get(f"/requests/{each}/evidence", who) for each in (case[0], "0" * 32, "nonsense"))
    entered = service.get("/record/entries", "auditor", params={"limit": "100"}).json()["entries"]
    assert "record:handed_out" in {each["kind"] for each in entered}


def test_the_whole_record_without_words_is_for_whoever_holds_the_audit_right_and_verifies_offline(
    service_on_each: Service, tmp_path: Path
) -> None:
    service = service_on_each
    service.asked(purpose="CANARY-PURPOSE")
    checkpoint(service, tmp_path)
    assert service.get("/record/export", "c1").status_code == 403
    given = service.get("/record/export", "auditor")
    assert given.status_code == 200
    assert given.headers["content-type"].startswith("application/jsonl")
    assert "CANARY" not in given.text
    kept = tmp_path / "record.jsonl"
    kept.write_bytes(given.content)
    found = verify_export(kept, published_keys(service.world.engine, service.world.council_id))
    assert found.report.intact
    assert found.report.head.size == given.content.count(b"\n") - 1


def test_a_record_whose_reader_lost_the_right_meanwhile_is_closed_without_its_end() -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    def lines() -> Iterator[bytes]:
        yield b"first"
        raise Forbidden("Read the log", "the right has ended", "ask for it")

    asyncio.run(LinesAnswer(lines()).stream_response(send))
    assert [each.get("body") for each in sent] == [None, b"first"]
    assert sent[-1]["more_body"]
