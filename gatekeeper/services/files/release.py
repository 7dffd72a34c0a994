"""Gives pages of a kept file out: decided, built, decided again and entered in the record, and only then sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from gatekeeper.core.audit import StateValue
from gatekeeper.documents import FileDamaged, FileRefused
from gatekeeper.documents.release import Rebuilt, rebuild
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, Conflict, NotHerPost
from gatekeeper.services.files.doors import Door
from gatekeeper.services.files.entered import CUT_OFF, NOT_RELEASED, RELEASED, VIEWED, in_words
from gatekeeper.services.files.errors import FilesAway, NoRoom, NotReleased
from gatekeeper.services.files.leaving import Leaving
from gatekeeper.services.files.place import Files

_ATTEMPTS: Final = 3
_FILE_PROBLEM: Final = "the kept file does not let these pages leave alone: it holds more than it shows, or is damaged"
_REPRINT: Final = "it is still yours to see; ask the proper officer to print the open pages to a new PDF"
_GENERAL_TITLE: Final = "A document"

T = TypeVar("T")


class AtDesk(Protocol):
    """How a command is done as the person who calls: in one transaction. It raises CommandRefused."""

    def __call__(self, work: Callable[[Desk], T], /) -> T:
        """Do it."""


@dataclass(frozen=True, slots=True)
class Released:
    """Pages on their way out, under the entry that says so. Whoever sends them closes the file."""

    leaving: Leaving
    file: Rebuilt
    entry: int

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


class CutOff(RuntimeError):
    """What was open when it was entered is open no more, so no further byte leaves."""


def release(at_desk: AtDesk, door: Door, files: Files, *, viewed: bool = False) -> Released:
    """What may leave through that door now, entered in the record together with its hash; nothing has left yet.

    Building takes time, so the rights are worked out before it and again with the entry: only what both come to leaves.
    ``viewed``: it does not leave as a file, but is shown page by page. Raises CommandRefused, FilesAway where the kept
    file is not what was kept, and TooBusy.
    """
    for _ in range(_ATTEMPTS):
        leaving = _entering_refusals(at_desk, door, door.leaving)
        built = _built(at_desk, door, files, leaving)
        try:
            entry = _entering_refusals(at_desk, door, _Entering(door, leaving, built, viewed))
        except BaseException:
            built.close()
            raise
        if entry is not None:
            return Released(leaving, built, entry)
        built.close()
    raise Conflict("Give the pages out", "what is open of it changed while it was made ready", "ask for it again")


def blocks(
    at_desk: AtDesk, door: Door, released: Released, changed: Callable[[], bool], without_post: AtDesk
) -> Iterator[bytes]:
    """The bytes, a block at a time. Raises CutOff as soon as the same pages are open no more; that is entered.

    ``changed`` says whether anything at all has happened since it was last asked, so that little is decided twice.
    ``without_post`` is the desk of the same person in no post: the post in which she began may have ended.
    """
    sent = 0
    for block in released.file.blocks():
        if changed() and not _still(at_desk, door, released.leaving):
            raise _cut_off(at_desk, without_post, _CuttingOff(door, released.entry, sent))
        yield block
        sent += len(block)


def _cut_off(at_desk: AtDesk, without_post: AtDesk, cutting: _CuttingOff) -> CutOff:
    """Enter it. The line is closed also where her right has ended so far that nothing of the case can be named."""
    try:
        try:
            at_desk(cutting)
        except NotHerPost:
            without_post(cutting)
    except CommandRefused as refused:
        return CutOff(str(refused))
    return CutOff()


@dataclass(frozen=True, slots=True)
class _Entering:
    """Enters that these pages leave, if they are still what may leave; None where they are not."""

    door: Door
    leaving: Leaving
    built: Rebuilt
    viewed: bool

    def __call__(self, desk: Desk) -> int | None:
        if self.door.leaving(desk) != self.leaving:
            return None
        opened = self.door.opened(desk)
        after: dict[str, StateValue] = {"bytes": self.built.size, "form": self.leaving.form}
        after |= {"pages": self.built.page_count} | (VIEWED if self.viewed else {})
        return desk.tx.enter(
            RELEASED,
            (*self.door.subjects(desk), f"copy:{self.built.sha256}"),
            person=desk.actor.person_ref,
            post=desk.actor.post_ref,
            behalf_of=self.door.behalf_of(desk),
            after=after,
            refers_to=() if opened is None else (opened,),
            words=in_words(self.leaving),
        )


@dataclass(frozen=True, slots=True)
class _CuttingOff:
    """Enters that no more than so many bytes of what an entry says have left."""

    door: Door
    entry: int
    sent: int

    def __call__(self, desk: Desk) -> None:
        desk.tx.enter(
            CUT_OFF,
            self.door.subjects(desk),
            person=desk.actor.person_ref,
            post=desk.actor.post_ref,
            behalf_of=self.door.behalf_of(desk),
            after={"bytes": self.sent},
            refers_to=(self.entry,),
        )


def _still(at_desk: AtDesk, door: Door, leaving: Leaving) -> bool:
    try:
        return at_desk(door.leaving) == leaving
    except CommandRefused:
        return False


def _built(at_desk: AtDesk, door: Door, files: Files, leaving: Leaving) -> Rebuilt:
    """The pages in a file of their own; that it cannot be made is entered."""
    try:
        return rebuilt(files, leaving)
    except FileRefused as refused:
        told = NotReleased("pages", _FILE_PROBLEM, _REPRINT, str(refused))
        at_desk(lambda desk: _enter_not_released(desk, door, told))
        raise _to_whom(told, leaving) from None
    except FileDamaged as damaged:
        told = NotReleased("kept_file", "the kept file is not what was kept", "tell whoever runs this", str(damaged))
        at_desk(lambda desk: _enter_not_released(desk, door, told))
        raise FilesAway(str(damaged)) from None
    except OSError as error:
        raise NoRoom(f"the pages cannot be made ready ({type(error).__name__})") from error


def rebuilt(files: Files, leaving: Leaving) -> Rebuilt:
    """The pages that may leave, in a file of their own: the same leaving gives the same bytes, and so the same hash.

    Nothing is entered here. Raises FileRefused, FileDamaged, OSError and TooBusy.
    """
    title = "".join(each for each in leaving.label if each.isprintable()).strip() or _GENERAL_TITLE
    work = (leaving.sha256, leaving.pages, title)
    known = files.workroom.refused(work)
    if known is not None:
        raise known
    with files.workroom.desk():
        source = files.store.blocks(leaving.kept_as, leaving.sha256)
        try:
            return rebuild(source, leaving.pages, title=title, limits=files.limits)
        except FileRefused as refused:
            files.workroom.remember(work, refused)
            raise


def _entering_refusals(at_desk: AtDesk, door: Door, work: Callable[[Desk], T]) -> T:
    try:
        return at_desk(work)
    except NotReleased as told:
        entered = told
    at_desk(lambda desk: _enter_not_released(desk, door, entered))
    raise entered


def _enter_not_released(desk: Desk, door: Door, told: NotReleased) -> None:
    desk.tx.enter(
        NOT_RELEASED,
        door.subjects(desk),
        person=desk.actor.person_ref,
        post=desk.actor.post_ref,
        behalf_of=door.behalf_of(desk),
        after={"why": told.reason},
        words=told.detail,
    )


def _to_whom(told: NotReleased, leaving: Leaving) -> NotReleased:
    """Officers on the case are told what was found: it may tell of closed pages, so nobody else is."""
    if not leaving.as_officer or told.detail is None:
        return told
    return NotReleased(told.reason, f"{told.why} ({told.detail.rstrip('.')})", told.remedy, told.detail)
