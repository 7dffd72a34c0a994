"""A councillor's library among very many documents: its first page, and a search, beside deciding every document."""

from __future__ import annotations

import json
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Final

from sqlmodel import col, select

from bench.cedar import QUESTION
from bench.library_shelf import fill
from bench.report import Goal, Section, figure, table
from bench.scale import Scale
from bench.service_world import NOW, World, new_world
from gatekeeper.core.deadlines import ENGLAND
from gatekeeper.core.derive import derive
from gatekeeper.core.facts import Facts
from gatekeeper.services.library.deciding import case_of
from gatekeeper.services.library.page import Wish
from gatekeeper.services.library.reading import library_page, read_library
from gatekeeper.services.library.whose import Reader, reader_of
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading

AT_MOST: Final = 0.25
_AGAIN: Final = 7
_MANY: Final = 100_000
"""The goal is for so many documents: a page of a few costs what it costs."""
_COMMON, _RARE, _NOWHERE = "budget", "rarity", "nonsensical"


def section(scale: Scale, address: str) -> Section:
    """Measure the library of one councillor in a new database at that address."""
    with new_world(address) as world:
        fill(world, scale.documents)
        shapes, facts = _facts(world)
        first = _took(world, Wish())
        each, entitled = _decide_each(world, facts)
        lines: dict[str, float] = {
            "every document decided in turn by the compiled evaluator": each,
            "the first page, nothing remembered": first,
            "the first page, in a later minute": _later(world, Wish()),
            "the first page again, in the same minute": median(_took(world, Wish()) for _ in range(_AGAIN)),
            "the same, entered in the record": median(_entered(world, Wish()) for _ in range(_AGAIN)),
            "the first search, nothing remembered": _took(world, Wish(_RARE)),
            "a search for a rare word": _later(world, Wish(_RARE)),
            "a search for a word of many pages": _later(world, Wish(_COMMON)),
            "a search for a word that stands nowhere": _later(world, Wish(_NOWHERE)),
        }
    told = f"{len(facts):,} documents of {shapes:,} shapes; {entitled:,} hold something open to her as of right."
    rows = [(name, figure(seconds * 1000), f"{seconds / each:.4f}") for name, seconds in lines.items()]
    goal = Goal("the first page, nothing remembered, against deciding every document", first / each, AT_MOST)
    held_to = (goal,) if scale.documents >= _MANY else ()
    return Section("A councillor's library", (told, *table(("", "milliseconds", "of deciding all"), rows)), held_to)


def _took(world: World, wish: Wish, minutes: int = 0) -> float:
    """Seconds for one page."""
    started = perf_counter()
    with reading(world.engine) as session:
        library_page(session, world.council_id, world.councillors[0], wish, NOW + timedelta(minutes=minutes))
    return perf_counter() - started


def _later(world: World, wish: Wish) -> float:
    """Seconds for one page of a minute in which it was not asked for before, once much is remembered."""
    return median(_took(world, wish, minutes=n) for n in range(1, _AGAIN))


def _entered(world: World, wish: Wish) -> float:
    started = perf_counter()
    read_library(world.engine, world.council_id, world.councillors[0], wish, clock=lambda: NOW)
    return perf_counter() - started


def _facts(world: World) -> tuple[int, list[list[Facts]]]:
    """How many shapes there are; and for each document the findings on its passages, which the clock does not count."""
    with reading(world.engine) as session:
        register, who = Register(session, world.council_id), world.councillors[0]
        reader = reader_of(register, who, str(who.person), NOW)
        shapes = {row.id: _of_shape(reader, row) for row in session.exec(select(tables.LibraryShape))}
        found = session.exec(select(tables.LibraryDocument.shape_id).order_by(col(tables.LibraryDocument.document_id)))
        return len(shapes), [shapes[each] for each in found]


def _of_shape(reader: Reader, row: tables.LibraryShape) -> list[Facts]:
    case = case_of(reader, [(None if row.links is None else json.loads(row.links), json.loads(row.rest))])
    beside = {"other_passage_withheld": False}
    return [{**each.facts, **beside} for each in derive(case, reader.book.vocabulary, reader.calendars[ENGLAND], NOW)]


def _decide_each(world: World, documents: list[list[Facts]]) -> tuple[float, int]:
    """Seconds to decide every document in turn, and how many hold something that is open."""
    with reading(world.engine) as session:
        who = world.councillors[0]
        compiled = reader_of(Register(session, world.council_id), who, str(who.person), NOW).book.compiled
    started = perf_counter()
    said = [[compiled.answers(compiled.encode(facts))[QUESTION].value for facts in each] for each in documents]
    return perf_counter() - started, sum(True in each for each in said)
