"""How a case stands at an instant, as far as it bears on who may act, and the act that is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from gatekeeper.core.actors.errors import ActorError, check_instant, check_named, check_rung, check_word
from gatekeeper.core.actors.people import Absence, Appointment, PastAct, Seat, Tie

Function = Literal["determine", "advise", "rule", "confirm", "clerk", "consult"]
"""What is to be done: determine a passage, advise, rule on a dispute, confirm a balance, clerk a body, be heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An act that is due. ``post`` is a kind of post, in a pack's words, or the reference of one post.

    ``rung`` is 0 for the first determination and what belongs to it, n for the nth rung of the pack's ladder.
    Raises ActorError where a determination is not at rung 0, or a ruling is.
    """

    post: str
    function: Function
    rung: int = 0

    def __post_init__(self) -> None:
        check_named(post=self.post)
        check_word("function", self.function, get_args(Function))
        check_rung(self.rung)
        if self.function == "determine" and self.rung:
            raise ActorError("rung", "a determination is the first decision", "write 0, or the function rule")
        if self.function == "rule" and not self.rung:
            raise ActorError("rung", "a ruling is made on a dispute", "write 1 or more, or the function determine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One asked document of one request at one instant, with the people. Raises ActorError without a time zone.

    ``requester`` is the councillor, ``assistant`` who asked for her, ``subjects`` the persons the document is about,
    ``holder_post`` the post that holds it. ``past`` is what was done on this case; other cases bar nobody.
    """

    at: datetime
    request: str
    requester: str
    document: str
    holder_post: str
    assistant: str | None = None
    subjects: frozenset[str] = frozenset()
    appointments: tuple[Appointment, ...] = ()
    absences: tuple[Absence, ...] = ()
    ties: tuple[Tie, ...] = ()
    past: tuple[PastAct, ...] = ()
    seats: tuple[Seat, ...] = ()

    def __post_init__(self) -> None:
        check_instant("at", self.at)
        check_named(request=self.request, requester=self.requester, document=self.document, holder=self.holder_post)
        check_named(assistant=self.assistant)
