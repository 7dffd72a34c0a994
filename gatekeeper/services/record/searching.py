"""The log as an auditor searches it: by what was done, when, and whom or what it concerns; never with any words."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gatekeeper.core.audit import KEY_ROTATED, WORDS_ERASED, read_entry
from gatekeeper.core.deadlines import FIRST_YEAR, LAST_YEAR, start_of_day
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.oversight.csv_cells import csv_bytes
from gatekeeper.services.record.listing import Listed, Names, listed
from gatekeeper.storage.record_search import Sought, bodies_of, latest_bodies, number_after
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

KINDS: Final = (
    *(f"request:{each.value}" for each in Action if each is not Action.READ_LOG),
    "request:decided",
    "request:purpose",
    "request:finding",
    "request:relevance",
    "request:balance",
    "request:exported",
    "request:answer_repeated",
    "library:read",
    "file:received",
    "file:released",
    "file:not_released",
    "file:cut_off",
    "file:looked_at",
    "register:imported",
    "register:changed",
    "register:withdrawn",
    "register:confidential",
    "register:passages_marked",
    "register:file_kept",
    "document:classified",
    "protocol:interpreted",
    "access:refused",
    "record:read",
    "record:handed_out",
    "words:erasure_asked",
    WORDS_ERASED,
    "key:published",
    KEY_ROTATED,
)
"""The kinds of entries there are."""
COLUMNS: Final = ("number", "at", "kind", "person", "post", "behalf_of", "about", "refers_to", "has_words")
_REFERENCE: Final = re.compile(r"[A-Z]+-[0-9]{4}-[0-9]+")
_OWN: Final = frozenset({"person", "post", "request"})
_PORTION: Final = 500


class Unsearchable(CommandRefused):
    """Something that the log cannot be searched by. ``field`` is what of ``LogAsked`` is wrong."""

    def __init__(self, field: str, why: str, remedy: str) -> None:
        super().__init__("Search the log", why, remedy)
        self.field = field


@dataclass(frozen=True, slots=True)
class LogAsked:
    """What of the log is asked for; None or empty asks for all. Days are London's, both included.

    ``about``: the reference of a request, or what the log calls a person, post or thing, such as ``person c1``.
    """

    kind: str = ""
    from_on: date | None = None
    to_on: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class LogShown:
    """A page of the log, the latest entry first; from which numbers the pages of newer and older entries go down."""

    entries: tuple[Listed, ...]
    newer: int | None
    older: int | None


def log_shown(engine: Engine, council_id: str, asked: LogAsked, upto: int | None, limit: int) -> LogShown:
    """The entries that are asked for, from that number (None: from the last) down. Raises Unsearchable."""
    with reading(engine) as session:
        sought, names = _sought(session, council_id, asked), Names(session, council_id)
        bodies = latest_bodies(session, council_id, sought, upto, limit + 1)
        found = [listed(read_entry(each), names) for each in bodies]
        shown = tuple(found[:limit])
        top = shown[0].number if shown else upto
        newer = number_after(session, council_id, sought, top, limit) if top is not None and upto is not None else None
    return LogShown(shown, newer, found[limit].number if len(found) > limit else None)


def log_csv(engine: Engine, council_id: str, asked: LogAsked, permit: Callable[[], object]) -> Iterator[bytes]:
    """The same as a CSV file, the first entry first, a portion at a time; ``permit`` is asked ahead of each.

    Times are in UTC. Raises Unsearchable before anything is given.
    """
    with reading(engine) as session:
        sought = _sought(session, council_id, asked)
    return _csv(engine, council_id, sought, permit)


def _csv(engine: Engine, council_id: str, sought: Sought, permit: Callable[[], object]) -> Iterator[bytes]:
    yield csv_bytes([COLUMNS])
    start = 0
    while True:
        permit()
        with reading(engine) as session:
            names = Names(session, council_id)
            bodies = bodies_of(session, council_id, sought, start, _PORTION)
            portion = [listed(read_entry(each), names) for each in bodies]
        if portion:
            yield csv_bytes([_cells(each) for each in portion]).removeprefix(codecs.BOM_UTF8)
        if len(portion) < _PORTION:
            return
        start = portion[-1].number + 1


def _cells(entry: Listed) -> tuple[str | int, ...]:
    return (
        entry.number,
        entry.at,
        entry.kind,
        entry.person or "",
        entry.post or "",
        entry.behalf_of or "",
        "; ".join(entry.subjects),
        "; ".join(map(str, entry.refers_to)),
        "yes" if entry.has_words else "no",
    )


def _sought(session: Session, council_id: str, asked: LogAsked) -> Sought:
    """What is asked for as the record is searched. Raises Unsearchable."""
    if asked.kind and asked.kind not in KINDS:
        raise Unsearchable("kind", "there is no such step", "choose one of the list")
    for name, on in (("from_on", asked.from_on), ("to_on", asked.to_on)):
        if on is not None and not FIRST_YEAR <= on.year < LAST_YEAR:
            raise Unsearchable(name, "no record is kept of that year", f"give one from {FIRST_YEAR} to {LAST_YEAR - 1}")
    if asked.from_on and asked.to_on and asked.to_on < asked.from_on:
        raise Unsearchable("to_on", "it ends before it begins", "give a later last day")
    return Sought(
        kind=asked.kind or None,
        from_at=start_of_day(asked.from_on) if asked.from_on else None,
        before_at=start_of_day(asked.to_on + timedelta(days=1)) if asked.to_on else None,
        refs=_refs(session, council_id, asked.about) if asked.about else None,
    )


def _refs(session: Session, council_id: str, about: str) -> tuple[str, ...]:
    """How entries name that thing. Raises Unsearchable where there is none."""
    kind, _, code = ("request", "", about) if _REFERENCE.fullmatch(about) else about.partition(" ")
    found = Register(session, council_id).find(kind, code.strip()) if code.strip() and about.isprintable() else None
    if found is None:
        why = "the register has nothing of that name"
        raise Unsearchable("about", why, "write a reference, such as MR-2026-00042, or a name as the log gives it")
    return (f"thing:{found}", *((f"{kind}:{found}",) if kind in _OWN else ()))
