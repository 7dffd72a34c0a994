"""Opening a document: what of it is open to this person at this instant, entered in the record before a byte leaves."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.decision import PassageResult
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Forbidden
from gatekeeper.services.cases.standing import as_sealed, live
from gatekeeper.storage import tables

_READABLE = frozenset({"whole_copy", "redacted_copy", "inspection"})
_HERS = frozenset({"requester", "assistant"})
_OFFICERS = frozenset(
    {"decider", "officer", "adviser", "proper_officer", "monitoring_officer", "arbiter", "body_member"}
)


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage that may be read: its pages, by which right or ruling, in which form, on which conditions."""

    passage: str
    pages: str
    by: tuple[str, ...]
    form: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Openable:
    """What would open now, and nothing entered of it yet. ``closed``: the pages of every passage that stays closed."""

    request: tables.AccessRequest
    asked: tables.AskedDocument
    document: str
    passages: tuple[OpenPassage, ...]
    whole: bool
    waiting: tuple[OpenPassage, ...]
    closed: tuple[str, ...]
    file: tables.StoredFile | None
    as_officer: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, with the file (None: not kept) and the entry. ``waiting``: until conditions are accepted."""

    document: str
    passages: tuple[OpenPassage, ...]
    whole: bool
    waiting: tuple[OpenPassage, ...]
    file: tables.StoredFile | None
    entry: int


def open_document(desk: Desk, asked_id: str, *, accepts_conditions: bool = False) -> Opened:
    """Open what is open now. Rights are worked out at this instant: one that has ended opens nothing any more.

    What was granted on conditions opens once they were accepted, now or before. Raises CommandRefused where nothing is
    open; that refusal is entered in the record too.
    """
    found = openable(desk, asked_id, accepts_conditions=accepts_conditions)
    entry = enter_opening(desk, found)
    return Opened(found.document, found.passages, found.whole, found.waiting, found.file, entry)


def enter_opening(desk: Desk, found: Openable) -> int:
    """Enter in the record that what was found to be open is opened now; the number of the entry."""
    data = {"passages": [each.passage for each in found.passages], "whole": found.whole}
    data |= {"accepted": sorted(each.passage for each in found.passages if each.conditions)}
    about = (f"thing:{found.document}",)
    return desk.step(found.request, found.asked, Action.OPEN_DOCUMENT, subjects=about, data=data)


def openable(desk: Desk, asked_id: str, *, accepts_conditions: bool = False) -> Openable:
    """What would open now, as ``open_document`` opens it. Raises CommandRefused where it would."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.OPEN_DOCUMENT)
    if asked.document_id is None:
        raise CommandRefused("Open", "it is not yet known which document is meant", "wait until it is matched")
    roles = desk.roles(request, asked)
    officer = bool(roles & _OFFICERS) and not roles & _HERS
    passages, closed = (_everything(desk, asked), ()) if officer else _open_and_closed(desk, request, asked)
    accepted = _accepted(desk, asked) | ({each.passage for each in passages} if accepts_conditions else set())
    given = tuple(each for each in passages if not each.conditions or each.passage in accepted)
    waiting = tuple(each for each in passages if each not in given)
    if not given:
        raise _nothing(waiting)
    file = next(iter(desk.register.all(tables.StoredFile, document_id=asked.document_id)), None)
    shut = closed + tuple(each.pages for each in waiting)
    return Openable(request, asked, asked.document_id, given, not shut, waiting, shut, file, officer)


def _nothing(waiting: tuple[OpenPassage, ...]) -> CommandRefused:
    if not waiting:
        return Forbidden("Open", "nothing of it is open to you now", "read the answer, and what would change it")
    conditions = ", ".join(dict.fromkeys(str(one).replace("_", " ") for each in waiting for one in each.conditions))
    return CommandRefused("Open", f"it was granted on conditions ({conditions})", "accept them, and open it again")


def _accepted(desk: Desk, asked: tables.AskedDocument) -> set[str]:
    """The passages whose conditions the person at the desk accepted since the ruling that set them."""
    since = {each.passage: each.entry for each in live(desk, asked)}
    opened = desk.acts(asked.request_id, Action.OPEN_DOCUMENT.value, asked_id=asked.id)
    mine = [act for act in opened if act.person_id == desk.actor.person]
    return {name for act in mine for name in act.data.get("accepted", ()) if act.entry > since.get(name, act.entry)}


def open_now(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument
) -> tuple[tuple[OpenPassage, ...], bool]:
    """The passages open to the requester at this instant, and whether they are the whole document."""
    opened, closed = _open_and_closed(desk, request, asked)
    return opened, not closed


def _open_and_closed(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument
) -> tuple[tuple[OpenPassage, ...], tuple[str, ...]]:
    """The passages open to the requester at this instant, and the pages of each of the others."""
    result = decide_now(desk, request, (str(asked.document_id),)).document(str(asked.document_id))
    standing = live(desk, asked)
    sealed = as_sealed(desk, standing)
    rulings = {each.passage: each for each in standing if each.passage in sealed}
    found = [(each.pages, _passage(each, rulings.get(each.passage))) for each in result.passages]
    opened = tuple(each for _, each in found if each is not None)
    return opened, tuple(pages for pages, each in found if each is None)


def _passage(result: PassageResult, ruling: tables.Determination | None) -> OpenPassage | None:
    if result.outcome == "entitled":
        return OpenPassage(result.passage, result.pages, result.opened_by, "whole_copy")
    barred = result.outcome == "barred" or "barred" in result.could_be
    if ruling is None or (barred and not (ruling.cleared and ruling.post == "monitoring_officer")):
        return None
    if ruling.form not in _READABLE or result.outcome == "not_entitled":
        return None
    by = (f"ruling of the {ruling.post.replace('_', ' ')}",)
    return OpenPassage(result.passage, result.pages, by, str(ruling.form), tuple(ruling.conditions))


def _everything(desk: Desk, asked: tables.AskedDocument) -> tuple[OpenPassage, ...]:
    rows = desk.register.all(tables.Passage, document_id=asked.document_id)
    if not rows:
        return (OpenPassage("whole", "whole", ("officer on the case",), "inspection"),)
    return tuple(OpenPassage(r.thing_id, r.pages or "", ("officer on the case",), "inspection") for r in rows)
