"""Tests that the library holds exactly what deciding each document by itself would open, whatever the register says."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import col, delete, select

from gatekeeper.services.library.shelving import rebuild
from gatekeeper.storage import tables
from gatekeeper.storage.search_tables import INDEX
from gatekeeper.storage.transaction import Transaction, reading, run
from tests.services.library.asking import as_shown, decided_one_by_one, library
from tests.services.library.upheaval import Upheaval
from tests.services.worlds import World

PEOPLE = ("c1", "c2", "co-opted", "leader")


def shelf(world: World) -> list[Any]:
    """All that stands on the shelf, without the numbers that the database gives."""
    document, shape, page = tables.LibraryDocument, tables.LibraryShape, tables.LibraryPage
    with reading(world.engine) as session:
        rows = session.exec(select(document, shape).where(document.shape_id == shape.id).order_by(document.document_id))
        shelved = [row.model_dump(exclude={"shape_id"}) | of.model_dump(exclude={"id"}) for row, of in rows]
        pages = session.exec(select(page).order_by(page.document_id, col(page.page)))
        return [*shelved, *(each.model_dump(exclude={"id"}) for each in pages)]


def made_anew(world: World) -> list[Any]:
    """The same after everything but the text of files was thrown away and made from the register."""

    def work(tx: Transaction) -> None:
        session = tx.session
        titles = list(session.exec(select(tables.LibraryPage.id).where(col(tables.LibraryPage.page) <= 0)))
        if world.engine.dialect.name == "sqlite":
            for each in titles:
                session.connection().exec_driver_sql(f"DELETE FROM {INDEX} WHERE rowid = {each}")
        session.exec(delete(tables.LibraryPage).where(col(tables.LibraryPage.id).in_(titles)))
        session.exec(delete(tables.LibraryDocument))
        session.exec(delete(tables.LibraryShape))
        rebuild(session, tx.council_id)

    run(world.engine, world.council_id, work, clock=world.clock)
    return shelf(world)


def check(world: World) -> int:
    """The library of each of them against the law, and what opens soon beside it; how many documents they hold."""
    held = 0
    for who in PEOPLE:
        alone = decided_one_by_one(world, who)
        there = {item.document_id: as_shown(item) for item in library(world, who)}
        assert there == {document: shown for document, shown in alone.items() if shown.opened}
        soon = {item.document_id: as_shown(item) for item in library(world, who, opens_soon=True)}
        assert soon == {document: shown for document, shown in alone.items() if shown.later}
        held += len(there) + len(soon)
    return held


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_the_library_equals_deciding_each_document_by_itself_after_any_change(world: World, seed: int) -> None:
    upheaval, held = Upheaval(world, Random(seed)), 0
    upheaval.furnish(meetings=8, documents=16)
    for _ in range(3):
        upheaval.change(6)
        held += check(world)
        assert shelf(world) == made_anew(world)
        world.now += timedelta(days=upheaval.rng.choice([0, 0, 1, 8]), minutes=upheaval.rng.randrange(600))
        held += check(world)
    assert held > 40
