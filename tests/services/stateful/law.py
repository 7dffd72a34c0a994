"""What the law opens of an asked document now, worked out afresh from the register and nothing that was kept of it."""

from __future__ import annotations

from sqlmodel import Session

from gatekeeper.services.cases.decide import assess_case
from gatekeeper.services.evidence import evidence_for
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from tests.services.worlds import World


def law_on(world: World, asked_id: str) -> dict[str, str]:
    """The outcome on each passage of an asked document."""
    with reading(world.engine) as session:
        asked = Cases(session, world.council_id).asked(asked_id)
        assert asked is not None
        return _outcomes(world, session, asked)


def _outcomes(world: World, session: Session, asked: tables.AskedDocument) -> dict[str, str]:
    request = session.get(tables.AccessRequest, asked.request_id)
    assert request is not None
    documents = (str(asked.document_id),)
    evidence = evidence_for(Register(session, world.council_id), request, documents, world.now)
    decision = assess_case(evidence.case, world.now).decision
    return {passage.passage: passage.outcome for each in decision.documents for passage in each.passages}


def kept_on(session: Session, council_id: str, asked_id: str) -> dict[str, str]:
    """The outcome on each passage as it was last kept with the case."""
    return {name: each.outcome for name, each in Cases(session, council_id).answers(asked_id).items()}
