"""Tests that writing the shelf leaves alone what else its caller has read."""

from __future__ import annotations

from sqlmodel import select

from gatekeeper.services.library.shelving import rebuild
from gatekeeper.storage import tables
from gatekeeper.storage.library import documents_on
from gatekeeper.storage.transaction import Transaction, run
from tests.services.worlds import World


def test_rows_of_the_register_stay_with_the_caller_and_those_of_the_shelf_are_read_anew(world: World) -> None:
    report = world.id("document", "open_report")

    def work(tx: Transaction) -> None:
        row = tx.session.exec(select(tables.Document).where(tables.Document.thing_id == report)).one()
        shelved = documents_on(tx.session, tx.council_id, [report])[report]
        rebuild(tx.session, tx.council_id)
        assert row in tx.session
        assert shelved not in tx.session

    run(world.engine, world.council_id, work, clock=world.clock)
