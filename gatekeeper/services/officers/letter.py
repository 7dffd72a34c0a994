"""The answer as the councillor will read it, before it is recorded: what she gets, why not the rest, what next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.core.decision import PassageResult
from gatekeeper.core.rulings import GROUNDS, document_ruling
from gatekeeper.core.rulings.words import Ruling
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import PassageRuling, Rulings, deciding
from gatekeeper.services.cases.shown import names_of
from gatekeeper.services.cases.standing import live
from gatekeeper.services.cases.visible import UNNAMED, PassageNames, label_for_councillor
from gatekeeper.storage import tables

FREEDOM: Final = (
    "Whatever is kept back can also be asked for under freedom of information, as anyone may; "
    "your request keeps the date on which it came."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPassage:
    """One passage in the letter. ``ruling`` is None where it is open as of right, by the routes in ``opened_by``."""

    name: str
    pages: str
    ruling: str | None
    opened_by: tuple[str, ...] = ()
    form: str | None = None
    grounds: tuple[tuple[str, str], ...] = ()
    reasons: str = ""
    conditions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The answer to one asked document. ``ruling``: what it comes to as a whole; None where a passage is left out.

    ``next_step`` says where she can take it, and ``freedom`` what remains beside; empty where nothing is withheld.
    """

    reference: str
    about: str
    received_at: datetime
    dated_at: datetime
    ruling: str | None
    passages: tuple[LetterPassage, ...]
    next_step: str
    freedom: str
    statement: str = ""


def letter_for(desk: Desk, asked_id: str, rulings: Rulings) -> Letter:
    """The letter that these rulings would make. Nothing is recorded. Raises CommandRefused where she may not rule."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, deciding(asked))
    row = desk.register.one(tables.Document, asked.document_id)
    names = names_of(desk, request, asked, "councillor")
    result = decide_now(desk, request, (str(asked.document_id),)).document(str(asked.document_id))
    given = {each.passage: each for each in rulings.passages}
    standing = {each.passage: each.ruling for each in live(desk, asked)}
    passages = tuple(_passage(each, given.get(each.passage), names) for each in result.passages)
    came_to = [_ruled(each, given, standing) for each in result.passages]
    whole = document_ruling([each for each in came_to if each]) if all(came_to) else None
    withheld = whole != "granted"
    return Letter(
        reference=request.reference,
        about=label_for_councillor(row, whole=not names.hidden) if row else UNNAMED,
        received_at=request.received_at,
        dated_at=desk.tx.now,
        ruling=whole,
        passages=tuple(each for each in passages if each is not None),
        next_step=_next(desk, asked) if withheld else "",
        freedom=FREEDOM if withheld else "",
        statement=rulings.statement_to_scrutiny or "",
    )


def _ruled(result: PassageResult, given: dict[str, PassageRuling], standing: dict[str, str]) -> Ruling | None:
    """What a passage comes to: what is ruled now, else what the law opens, else what stands."""
    if result.passage in given:
        return given[result.passage].ruling
    if result.outcome == "entitled":
        return "granted"
    return standing.get(result.passage)  # type: ignore[return-value]


def _passage(result: PassageResult, ruling: PassageRuling | None, names: PassageNames) -> LetterPassage | None:
    name = names.name(result.passage)
    if ruling is None:
        opened = tuple(each.title for each in result.routes if each.status == "open")
        return LetterPassage(name=name, pages=result.pages, ruling=None, opened_by=opened) if opened else None
    return LetterPassage(
        name=name,
        pages=result.pages,
        ruling=ruling.ruling,
        form=ruling.form,
        grounds=tuple((GROUNDS[code].sentence, GROUNDS[code].source) for code in ruling.grounds),
        reasons=ruling.reasons,
        conditions=ruling.conditions,
        alternatives=ruling.alternatives_considered,
        authority=ruling.authority,
    )


def _next(desk: Desk, asked: tables.AskedDocument) -> str:
    """Where the councillor can take it from here, by the council's own ladder."""
    ladder = desk.ladder_of(asked)
    if asked.rung >= len(ladder.rungs):
        return (
            ladder.instead
            if not asked.rung
            else (
                "This is the last word within the council. Judicial review remains, promptly and in any event within "
                "three months."
            )
        )
    rung = ladder.rungs[asked.rung]
    within = f" It is to rule within {rung.within_working_days} working days." if rung.within_working_days else ""
    return f"If you disagree, you can take it to {rung.title}. Say why in your own words.{within}"
