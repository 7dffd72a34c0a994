"""The record over HTTP: a councillor takes a receipt of her own request, an auditor reads, a program verifies."""

from __future__ import annotations

from pathlib import Path

from gatekeeper.core.audit import verify_receipt
from gatekeeper.services.record.checkpointing import published_keys, take_checkpoint
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from tests.api.calling import Service
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
