"""Opening for whoever reads from outside: the passages under the names that the reader may know them by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.opening import OpenPassage, open_document
from gatekeeper.services.cases.shown import names_of
from gatekeeper.services.cases.told import reader_of
from gatekeeper.services.cases.visible import PassageNames


@dataclass(frozen=True, slots=True)
class NamedOpening:
    """What was opened, under the entry that says so. ``waiting``: until their conditions are accepted."""

    passages: tuple[OpenPassage, ...]
    whole: bool
    waiting: tuple[OpenPassage, ...]
    file_held: bool
    entry: int


def open_named(desk: Desk, asked_id: str, *, accepts_conditions: bool) -> NamedOpening:
    """Open what is open now. Raises CommandRefused, as ``open_document`` does."""
    opened = open_document(desk, asked_id, accepts_conditions=accepts_conditions)
    request, asked = desk.asked(asked_id)
    names = names_of(desk, request, asked, reader_of(desk.roles(request, asked)))
    passages, waiting = _named(opened.passages, names), _named(opened.waiting, names)
    return NamedOpening(passages, opened.whole, waiting, opened.file is not None, opened.entry)


def _named(passages: tuple[OpenPassage, ...], names: PassageNames) -> tuple[OpenPassage, ...]:
    return tuple(replace(each, passage=names.name(each.passage)) for each in passages)
