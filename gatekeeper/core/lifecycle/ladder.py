"""The council's dispute ladder, as its protocol lays it down: who hears a dispute, then who else, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from gatekeeper.core.lifecycle.errors import ImpossibleState
from gatekeeper.core.lifecycle.words import BODIES, MATCHING, STAGES
from gatekeeper.core.pack import Pack, Stage

Hearing = Literal["none", "written", "oral"]

NO_PROTOCOL = (
    "No protocol of this council lays down a dispute. The council's complaints procedure remains, and judicial review, "
    "promptly and in any event within three months."
)
_FIRST = "director"
_OTHER_FIRST = (
    _FIRST,
    "proper_officer",
    "executive",
    "chief_finance_officer",
    "monitoring_officer",
    "chief_executive",
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung. ``consults`` are heard before the ruling and never make it; times are working days and hours."""

    post: str
    title: str
    final: bool
    consults: tuple[str, ...] = ()
    hearing: Hearing = "none"
    within_working_days: int | None = None
    notice_hours: int | None = None

    def __post_init__(self) -> None:
        if self.post not in STAGES or self.post == MATCHING:
            raise ImpossibleState(
                f"a rung before {self.post!r}",
                "only an officer, a committee or the council can rule",
                "name the post or body that rules; name the others under `consults`",
            )

    @property
    def by_resolution(self) -> bool:
        """Whether a body rules here, by a resolution in its minutes."""
        return self.post in BODIES


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in order, the post that determines first, and what applies where there is no (further) rung."""

    rungs: tuple[Rung, ...] = ()
    first: str = _FIRST
    instead: str = NO_PROTOCOL

    def __post_init__(self) -> None:
        finals = [rung.final for rung in self.rungs]
        if finals and (finals.count(True) != 1 or not finals[-1]):
            raise ImpossibleState("the ladder", "exactly its last rung is final", "mark that one final and no other")
        if self.first not in STAGES or self.first == MATCHING:
            raise ImpossibleState(
                f"first determination by {self.first!r}", "nobody of that name can decide", "name a post or body"
            )

    @property
    def first_stages(self) -> tuple[str, ...]:
        """The posts that can have it before any dispute, the protocol's own first."""
        return tuple(dict.fromkeys((self.first, *_OTHER_FIRST)))


_NO_LADDER: Final = Ladder()
_MOST_KEPT: Final = 200
_KEPT: Final[dict[int, tuple[Pack, Ladder]]] = {}
"""The ladders that were read, by the pack itself, which is kept beside so that its place is nobody else's."""


def ladder_of(pack: Pack | None) -> Ladder:
    """The ladder of the council's pack, read once; without a pack it is empty. A pack is never changed."""
    if pack is None:
        return _NO_LADDER
    kept = _KEPT.get(id(pack))
    if kept is None or kept[0] is not pack:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(pack)] = (pack, _read(pack))
    return kept[1]


def _read(pack: Pack) -> Ladder:
    first = pack.determiner.post if pack.determiner else _FIRST
    said = [silence.applies for silence in pack.silent if silence.topic == "ladder"]
    return Ladder(tuple(_rung(stage) for stage in pack.ladder), first, said[0] if said else NO_PROTOCOL)


def _rung(stage: Stage) -> Rung:
    return Rung(
        post=stage.post,
        title=stage.title,
        final=stage.final,
        consults=tuple(stage.consults),
        hearing=stage.hearing,
        within_working_days=stage.within_working_days,
        notice_hours=stage.notice_hours,
    )
