"""Tests of the pages of a queue: the earliest due first, what has no date last, and every one on exactly one page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import run
from tests.storage.record_support import BEGUN_AT
from tests.storage.request_support import ask

DUE_IN_DAYS = (9, None, 3, 27, 3, None, 1)
PENDING = ("open", "awaiting_advice")


@pytest.fixture
def filled(engine: Engine, council_id: str) -> Engine:
    """A request for seven documents, due as above, the last two before the executive; and one that is determined."""
    run(engine, council_id, lambda tx: _ask(tx.session, council_id))
    return engine


def _ask(session: Session, council_id: str) -> None:
    first = ask(session, council_id)
    first.status = "determined"
    for position, days in enumerate(DUE_IN_DAYS, 1):
        session.add(
            tables.AskedDocument(
                council_id=council_id,
                request_id=first.request_id,
                position=position,
                stage="executive" if position > 5 else "director",
                holder_post_id=None,
                status=PENDING[position % 2],
                due_at=None if days is None else BEGUN_AT + timedelta(days=days),
                changed_at=BEGUN_AT,
            )
        )


def pages(engine: Engine, council_id: str, size: int, stage: str | None = None) -> list[list[int | None]]:
    """In how many days each asked document of each page is due."""
    with Session(engine) as session:
        cases = Cases(session, council_id)
        read = (cases.pending(PENDING, stage=stage, limit=size, offset=at) for at in range(0, 8, size))
        return [[None if asked.due_at is None else (asked.due_at - BEGUN_AT).days for asked, _ in p] for p in read]


def test_the_earliest_due_comes_first_and_what_has_no_date_last(filled: Engine, council_id: str) -> None:
    assert pages(filled, council_id, 8) == [[1, 3, 3, 9, 27, None, None]]


def test_every_one_is_on_exactly_one_page(filled: Engine, council_id: str) -> None:
    assert pages(filled, council_id, 2) == [[1, 3], [3, 9], [27, None], [None]]


def test_a_stage_has_its_own_queue(filled: Engine, council_id: str) -> None:
    assert pages(filled, council_id, 8, "executive") == [[1, None]]


def test_each_stands_with_its_own_request_and_another_council_has_none(filled: Engine, council_id: str) -> None:
    with Session(filled) as session:
        found = Cases(session, council_id).pending(PENDING, limit=8, offset=0)
        assert {request.reference for _, request in found} == {"R1"}
        assert Cases(session, "another").pending(PENDING, limit=8, offset=0) == []
