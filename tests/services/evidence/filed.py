"""Files cases in a database and builds them again in another transaction, for the tests of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from gatekeeper.core.case import Case
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.evidence import Evidence, evidence_for, file_case
from gatekeeper.services.evidence.file import Filed
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.register import Changes, Register
from gatekeeper.storage.transaction import Transaction, reading, run
from tests.databases import database

AS_AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@contextmanager
def opened(backend: str, folder: Path) -> Iterator[Engine]:
    """A new database for several councils."""
    with database(backend, folder) as address:
        engine = open_engine(address)
        yield engine
        engine.dispose()


def filed_case(tx: Transaction, case: Case, prefix: str) -> Filed:
    """File a case with its request, in one transaction."""
    changes = Changes(tx.session, tx.council_id)
    filed = file_case(changes, case, prefix)
    apply_changes(tx, changes, SYSTEM, "register:filed")
    columns = dict(filed.columns)
    request = tables.AccessRequest(
        id=filed.request,
        council_id=tx.council_id,
        reference=prefix.rstrip("/"),
        requester_id=filed.person,
        title=str(columns.pop("title")),
        received_at=case.request.received_at,
    )
    for name, value in columns.items():
        setattr(request, name, value)
    tx.session.add(request)
    tx.session.flush()
    return filed


def built_again(engine: Engine, council_id: str, cases: Mapping[str, Case]) -> dict[str, Evidence]:
    """Each case filed in the council under its own prefix, and its evidence as another transaction reads it."""
    filed = run(engine, council_id, lambda tx: {name: filed_case(tx, case, f"{name}/") for name, case in cases.items()})
    return {name: evidence_of(engine, council_id, each, cases[name].as_at or AS_AT) for name, each in filed.items()}


def built_in_a_council_of_its_own(engine: Engine, case: Case, slug: str) -> Evidence:
    """The evidence of a case that was filed in a new council."""
    return built_again(engine, found_council(engine, slug), {"case": case})["case"]


def evidence_of(engine: Engine, council_id: str, filed: Filed, as_at: datetime) -> Evidence:
    """The evidence of a filed case."""
    with reading(engine) as session:
        request = session.get_one(tables.AccessRequest, filed.request)
        return evidence_for(Register(session, council_id), request, filed.documents, as_at)
