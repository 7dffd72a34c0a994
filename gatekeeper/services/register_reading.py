"""A document of the register as one person may know of it: what it is called to her, and whether any of it is open."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Forbidden, NotThere, Undecidable
from gatekeeper.services.cases.people import acts_for, may_ask, posts_held
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.storage import tables

_KNOW_TITLES = frozenset({"proper_officer", "monitoring_officer"})
"""They register the documents and hold what is barred, so they know every title."""
_NO_CONTENT = frozenset({"administrator", "auditor", "group_assistant"})
"""Posts that give no knowledge of documents: no right to content, and an audit right to the record without words."""


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document as far as she may know of it: what it is called to her, and whether anything of it is open now."""

    document_id: str
    called: str
    open_now: bool


def document_for(desk: Desk, document_id: str) -> ShownDocument:
    """A document by its id. Raises NotThere where there is none, or she may not know that there is.

    The proper officer decides what councillors may know of; whoever holds the document knows it; somebody who is
    neither a councillor nor an officer in post knows of none.
    """
    desk.attempt.seeks(document_id)
    row = desk.register.one(tables.Document, document_id)
    if row is None:
        raise NotThere
    posts = _posts(desk)
    if {post.kind for post in posts} & _KNOW_TITLES or row.holder_post_id in {post.thing_id for post in posts}:
        return ShownDocument(document_id, row.title, open_now=False)
    outcomes = _outcomes(desk, document_id)
    opened = "entitled" in outcomes
    if not opened and not (row.existence_known and _knows_of_documents(desk, posts)):
        raise NotThere
    return ShownDocument(document_id, label_for_councillor(row, whole=outcomes == {"entitled"}), opened)


def _posts(desk: Desk) -> list[tables.Post]:
    if desk.actor.person is None:
        return []
    held = posts_held(desk.register, desk.actor.person, desk.tx.now)
    return list(desk.register.all(tables.Post, thing_id=list(held)))


def _knows_of_documents(desk: Desk, posts: list[tables.Post]) -> bool:
    """Whether what councillors may know of is hers to know: as one, for one who has authorised her, or in her post."""
    person, behalf_of, on = desk.actor.person, desk.actor.behalf_of, local_date(desk.tx.now)
    if person is None:
        return False
    if any(post.kind not in _NO_CONTENT for post in posts) or may_ask(desk.register, person, on):
        return True
    return behalf_of is not None and acts_for(desk.register, person, behalf_of, on)


def _outcomes(desk: Desk, document_id: str) -> set[str]:
    """What its passages would come to if she asked; nothing for whoever cannot ask, or where it cannot be decided."""
    try:
        decided = pre_check(desk, Asking(documents=(document_id,)))
    except (Forbidden, NotThere, Undecidable):
        return set()
    return {str(each.outcome) for each in decided.document(document_id).passages}
