"""Every file that the register of any council names, or has ever named."""

from __future__ import annotations

from sqlmodel import Session, col, select

from gatekeeper.storage.tables import StoredFile


def files_named(session: Session) -> list[StoredFile]:
    """The rows of every council, those that were replaced too: what was decided on them can still be looked up."""
    rows = session.exec(select(StoredFile).order_by(col(StoredFile.row_id))).all()
    session.expunge_all()
    return list(rows)
