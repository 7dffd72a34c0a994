"""What is read ahead for many documents is what the register says of each; a remembered case follows every change."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from gatekeeper.services.evidence.build_documents import documents_data
from gatekeeper.services.evidence.gather import Gathering
from gatekeeper.storage import tables
from gatekeeper.storage.ahead import read_ahead
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.services.worlds import World


def _each(register: Register, request: tables.AccessRequest, documents: list[str]) -> list[dict[str, Any]]:
    return [documents_data(Gathering(register, request), (each,))[0] for each in documents]


def test_many_documents_read_ahead_are_told_as_each_is_by_itself(world: World) -> None:
    filed = world.submit("c1", "open_report")
    with reading(world.engine) as session:
        named = select(tables.Thing.id).where(
            tables.Thing.council_id == world.council_id, tables.Thing.kind == "document"
        )
        documents = list(session.exec(named).all())
        assert len(documents) > 3
        request = session.get_one(tables.AccessRequest, filed.request_id)
        plain = _each(Register(session, world.council_id), request, documents)
        assert _each(read_ahead(session, world.council_id, documents), request, documents) == plain
