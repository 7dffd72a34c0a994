"""Opening a document: what of it is open to this person at this instant, entered in the record before a byte leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.core.decision import PassageResult
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import live
from gatekeeper.services.cases.errors import CommandRefused, Forbidden
from gatekeeper.storage import tables

_READABLE = frozenset({"whole_copy", "redacted_copy", "inspection"})
_OFFICERS = frozenset({"decider", "officer", "adviser", "proper_officer", "monitoring_officer", "arbiter"})


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage that may be read: its pages, by which right or ruling, in which form, on which conditions."""

    passage: str
    pages: str
    by: tuple[str, ...]
    form: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened: the passages, whether that is the whole document, the file (None: not kept), and the entry."""

    document: str
    passages: tuple[OpenPassage, ...]
    whole: bool
    file: tables.StoredFile | None
    entry: int


def open_document(desk: Desk, asked_id: str) -> Opened:
    """Open what is open now. Rights are worked out at this instant: one that has ended opens nothing any more.

    Raises CommandRefused where nothing is open; that refusal is entered in the record too.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.OPEN_DOCUMENT)
    if asked.document_id is None:
        raise CommandRefused("Open", "it is not yet known which document is meant", "wait until it is matched")
    roles = desk.roles(request, asked)
    passages, whole = _everything(desk, asked) if roles & _OFFICERS else open_now(desk, request, asked)
    if not passages:
        raise Forbidden("Open", "nothing of it is open to you now", "read the answer, and what would change it")
    data = {"passages": [each.passage for each in passages], "whole": whole}
    entry = desk.step(request, asked, Action.OPEN_DOCUMENT, subjects=(f"thing:{asked.document_id}",), data=data)
    file = next(iter(desk.register.all(tables.StoredFile, document_id=asked.document_id)), None)
    return Opened(asked.document_id, passages, whole, file, entry)


def open_now(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument
) -> tuple[tuple[OpenPassage, ...], bool]:
    """The passages open to the requester at this instant, and whether they are the whole document."""
    result = decide_now(desk, request, (str(asked.document_id),)).document(str(asked.document_id))
    rulings = {each.passage: each for each in live(desk, asked)}
    cleared = _cleared(desk, asked, rulings.values())
    found = [_passage(each, rulings.get(each.passage), cleared=each.passage in cleared) for each in result.passages]
    opened = tuple(each for each in found if each is not None)
    return opened, len(opened) == len(result.passages)


def _cleared(desk: Desk, asked: tables.AskedDocument, rulings: Iterable[tables.Determination]) -> set[str]:
    """The passages that the monitoring officer cleared of a bar by the ruling that stands on them."""
    by_entry = {each.entry: each for each in desk.acts(asked.request_id, asked_id=asked.id)}
    return {
        each.passage
        for each in rulings
        if each.post == "monitoring_officer" and each.passage in by_entry[each.entry].data.get("cleared", ())
    }


def _passage(result: PassageResult, ruling: tables.Determination | None, *, cleared: bool) -> OpenPassage | None:
    if result.outcome == "entitled":
        return OpenPassage(result.passage, result.pages, result.opened_by, "whole_copy")
    barred = result.outcome == "barred" or "barred" in result.could_be
    if ruling is None or (barred and not cleared):
        return None
    if ruling.form not in _READABLE or result.outcome == "not_entitled":
        return None
    by = (f"ruling of the {ruling.post.replace('_', ' ')}",)
    return OpenPassage(result.passage, result.pages, by, str(ruling.form), tuple(ruling.conditions))


def _everything(desk: Desk, asked: tables.AskedDocument) -> tuple[tuple[OpenPassage, ...], bool]:
    rows = desk.register.all(tables.Passage, document_id=asked.document_id)
    if not rows:
        return (OpenPassage("whole", "whole", ("officer on the case",), "inspection"),), True
    return tuple(OpenPassage(r.thing_id, r.pages or "", ("officer on the case",), "inspection") for r in rows), True
