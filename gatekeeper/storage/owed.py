"""What the law gives and nobody has fetched yet: asked documents that are open, or will be, as of right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import String, cast, func, or_
from sqlmodel import Session, col, select

from gatekeeper.storage import tables

_ASKED, _REQUEST, _ANSWER, _ACT = tables.AskedDocument, tables.AccessRequest, tables.Answer, tables.Act
_NOTHING: Final = "[]"
_TELLING: Final = ("match", "transfer", "note")
"""The acts whose data tells where a case was sent, and that the executive answered."""


def not_yet_had(
    session: Session, council_id: str, opened: str, withdrawn: str, *, limit: int, offset: int
) -> Sequence[tables.AskedDocument]:
    """Asked documents of which the law opens something now or later, and which nobody has opened: the first first.

    ``opened`` is the act by which the councillor, or who asked in her name, has it; ``withdrawn`` the status of what is
    not asked for any more.
    """
    found = select(_ASKED).join(_REQUEST, col(_REQUEST.id) == col(_ASKED.request_id))
    found = found.where(
        _ASKED.council_id == council_id,
        _ASKED.status != withdrawn,
        col(_ASKED.id).in_(_open_or_to_come(council_id)),
        col(_ASKED.id).not_in(_had(council_id, opened)),
    )
    ordered = found.order_by(col(_REQUEST.received_at), col(_ASKED.id))
    return session.exec(ordered.limit(limit).offset(offset)).all()


def of_routes(  # noqa: PLR0913
    session: Session,
    council_id: str,
    *,
    stage: str,
    noted: str,
    routes: Collection[str],
    limit: int,
    offset: int,
) -> Sequence[tables.AskedDocument]:
    """Asked documents that are or were sent to that stage, have such a note, or are open by one of these routes.

    The latest asked first. ``noted`` is a name in the data of an act.
    """
    names = [f'%"{stage}"%', f'%"{noted}"%']
    told = select(col(_ACT.asked_id)).where(
        _ACT.council_id == council_id,
        col(_ACT.action).in_(_TELLING),
        or_(*(cast(col(_ACT.data), String).like(each) for each in names)),
        col(_ACT.asked_id).is_not(None),
    )
    by_right = select(_ANSWER.asked_id).where(
        _ANSWER.council_id == council_id,
        col(_ANSWER.replaced_at).is_(None),
        or_(*(cast(col(_ANSWER.opened_by), String).like(f'%"{each}"%') for each in sorted(routes))),
    )
    found = select(_ASKED).join(_REQUEST, col(_REQUEST.id) == col(_ASKED.request_id))
    one = or_(col(_ASKED.stage) == stage, col(_ASKED.id).in_(told), col(_ASKED.id).in_(by_right))
    ordered = found.where(_ASKED.council_id == council_id, one)
    ordered = ordered.order_by(col(_REQUEST.received_at).desc(), col(_ASKED.id))
    return session.exec(ordered.limit(limit).offset(offset)).all()


def _open_or_to_come(council_id: str) -> Any:
    later = func.coalesce(cast(col(_ANSWER.opens_later_by), String), _NOTHING) != _NOTHING
    found = select(_ANSWER.asked_id).where(_ANSWER.council_id == council_id, col(_ANSWER.replaced_at).is_(None))
    return found.where(or_(col(_ANSWER.outcome) == "entitled", later))


def _had(council_id: str, opened: str) -> Any:
    """The asked documents that somebody on the councillor's side has opened."""
    acts = select(col(_ACT.asked_id)).join(_REQUEST, col(_REQUEST.id) == col(_ACT.request_id))
    person = col(_ACT.person_id)
    hers = or_(person == col(_REQUEST.requester_id), person == col(_REQUEST.assistant_id))
    return acts.where(_ACT.council_id == council_id, _ACT.action == opened, hers, col(_ACT.asked_id).is_not(None))
