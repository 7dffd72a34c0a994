"""Who keeps the register by hand, and who reads all that it says of a document."""

from __future__ import annotations

from typing import Final

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.people import posts_held
from gatekeeper.services.register_reading import document_for
from gatekeeper.services.register_writing import may_enter
from gatekeeper.storage import tables

_REGISTERS: Final = "proper_officer"
_NEVER: Final = "administrator"
_READS: Final = frozenset({"proper_officer", "monitoring_officer"})
_NO_CONTENT: Final = frozenset({"administrator", "auditor", "group_assistant"})


def kinds_held(desk: Desk) -> frozenset[str]:
    """The kinds of the posts that the person at the desk holds at this instant."""
    return frozenset(post.kind for post in _posts(desk))


def keeps_register(desk: Desk) -> bool:
    """Whether she enters things in the register: the proper officer, and never an administrator of the system."""
    held = kinds_held(desk)
    return _REGISTERS in held and _NEVER not in held


def require_keeper(desk: Desk, action: str = "enter_register") -> None:
    """Raises Forbidden for everybody who does not keep the register (LGA 1972 s.270(3))."""
    desk.attempt.action = action
    may_enter(desk)


def require_officer(desk: Desk) -> None:
    """Raises NotThere for whoever has no post that gives knowledge of documents."""
    if not kinds_held(desk) - _NO_CONTENT:
        raise NotThere("The list")


def document_row(desk: Desk, document_id: str) -> tables.Document:
    """A document, for those who read all that the register says of it: who keeps or holds it, or resolves disputes.

    Raises NotThere for whoever may not know that there is such a document, and Forbidden for whoever may.
    """
    desk.attempt.seeks(document_id, "read_document")
    row = desk.register.one(tables.Document, document_id)
    if row is None:
        raise NotThere("The document")
    posts = _posts(desk)
    kinds, held = {post.kind for post in posts}, {post.thing_id for post in posts}
    if _NEVER in kinds or not (kinds & _READS or row.holder_post_id in held):
        document_for(desk, document_id)
        why = "what is claimed and found of it is for the proper officer, the monitoring officer and who holds it"
        raise Forbidden("Read what the register says of it", why, "ask the proper officer")
    return row


def _posts(desk: Desk) -> list[tables.Post]:
    if desk.actor.person is None:
        return []
    held = posts_held(desk.register, desk.actor.person, desk.tx.now)
    return list(desk.register.all(tables.Post, thing_id=list(held)))
