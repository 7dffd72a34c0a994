"""What the proper officer owes by law now: what was answered as of right and nobody has had, and what opens later.

A right that is open is owed at once, whoever would read it: inspection at reasonable hours, a copy at its charge, the
rest after redaction (LGA 1972 ss.100B-100H; SI 2012/2089 regs 7, 14-16, 21).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gatekeeper.core.decision import DocumentResult, PassageResult
from gatekeeper.core.lifecycle import Action, Status
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk, can_see, state_of
from gatekeeper.services.cases.errors import NotThere, Undecidable
from gatekeeper.services.cases.told import reader_of
from gatekeeper.services.registering.who import kinds_held
from gatekeeper.storage import tables
from gatekeeper.storage.owed import not_yet_had

OWNER: Final = "proper_officer"
_READERS: Final = frozenset({"proper_officer", "monitoring_officer"})
MOST_LOOKED_AT: Final = 200
_OPEN, _LATER = "open", "not_yet"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that the law sets: in words, how it was worked out, its instant, and whether it has passed."""

    in_words: str
    how: str
    at: datetime
    kind: str
    passed: bool


@dataclass(frozen=True, slots=True)
class OwedRoute:
    """A route by which passages are open, or open later: its title and source, the form and charge, and its clock.

    ``redacted``: it is open once what is withheld beside it has been taken out.
    """

    route: str
    title: str
    source: str
    form: str
    charge: str
    later: bool
    redacted: bool
    passages: tuple[str, ...]
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One asked document of which something is owed. ``kept``: its file is kept, so that she can read it here."""

    asked_id: str
    request_id: str
    reference: str
    called: str
    received_at: datetime
    kept: bool
    routes: tuple[OwedRoute, ...]

    @property
    def now(self) -> bool:
        """Whether something of it is owed now, and not only later."""
        return any(not each.later for each in self.routes)


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A page of them, in the order in which they were asked for. ``following``: where the next begins, None: none."""

    lines: tuple[OwedLine, ...]
    following: int | None


def owed_by_law(desk: Desk, start: int, limit: int) -> OwedPage:
    """What is owed by the proper officer, on the cases that the person at the desk may see.

    Raises NotThere for whoever is neither the proper officer nor the monitoring officer.
    """
    if not kinds_held(desk) & _READERS:
        raise NotThere("The list")
    lines: list[OwedLine] = []
    for looked, asked in enumerate(_from(desk, start), start):
        if len(lines) == limit or looked - start == MOST_LOOKED_AT:
            return OwedPage(tuple(lines), looked)
        line = _line(desk, asked)
        if line is not None:
            lines.append(line)
    return OwedPage(tuple(lines), None)


def _from(desk: Desk, start: int) -> Iterator[tables.AskedDocument]:
    opened, withdrawn, size = Action.OPEN_DOCUMENT.value, Status.WITHDRAWN.value, 50
    while page := not_yet_had(desk.session, desk.tx.council_id, opened, withdrawn, limit=size, offset=start):
        start += len(page)
        yield from page


def _line(desk: Desk, asked: tables.AskedDocument) -> OwedLine | None:
    """What is owed of one asked document, worked out now; None where nothing is, or she may not see the case."""
    request = desk.cases.request(asked.request_id)
    roles = desk.roles(request, asked) if request else frozenset()
    seen = bool(roles) and can_see(roles, state_of(asked)) and reader_of(roles) == "officer"
    if request is None or not seen or asked.document_id is None:
        return None
    try:
        result = decide_now(desk, request, (asked.document_id,)).document(asked.document_id)
    except Undecidable:
        return None
    routes = tuple(_routes(result, desk.tx.now))
    row = desk.register.one(tables.Document, asked.document_id)
    kept = bool(desk.register.all(tables.StoredFile, document_id=asked.document_id))
    called = row.title if row else ""
    found = OwedLine(asked.id, request.id, request.reference, called, request.received_at, kept, routes)
    return found if routes else None


def _routes(result: DocumentResult, now: datetime) -> Iterator[OwedRoute]:
    """The proper officer's routes over all passages; of a passage that is open, none that would open it later."""
    found: dict[tuple[str, bool, bool], list[tuple[PassageResult, Any]]] = {}
    for passage in result.passages:
        opened = any(each.status == _OPEN for each in passage.routes)
        for route in passage.routes:
            later = route.status == _LATER
            if route.owner == OWNER and (route.status == _OPEN or (later and not opened)):
                found.setdefault((route.route, later, passage.after_redaction), []).append((passage, route))
    for (name, later, redacted), several in found.items():
        _, route = several[0]
        clocks = {(each["binds_at"], each["in_words"]): each for _, of in several for each in of.clocks}
        yield OwedRoute(
            name,
            route.title,
            route.source,
            route.form,
            route.charge,
            later,
            redacted,
            tuple(passage.passage for passage, _ in several),
            tuple(clock_of(each, now) for each in clocks.values() if each.get("binds_at")),
        )


def clock_of(clock: dict[str, Any], now: datetime) -> Clock:
    """A clock of a decision, as it is shown."""
    at = datetime.fromisoformat(clock["binds_at"])
    late = clock["kind"] == "latest" and now > at
    return Clock(clock["in_words"], clock["how"], at, clock["kind"], late)
