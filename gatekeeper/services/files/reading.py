"""A document that somebody has open in the viewer: under which entry of the record, which pages, and until when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.files.doors import Door
from gatekeeper.services.files.entered import CUT_OFF, LOOKED_AT, RELEASED, VIEWED, in_words
from gatekeeper.services.files.leaving import Leaving
from gatekeeper.services.files.memory import Memory
from gatekeeper.services.files.watching import Moment
from gatekeeper.storage.record import entries_of_person

READ_FOR: Final = timedelta(minutes=30)
"""How long pages are shown under one entry; then the document is opened again, under another."""
_COPY: Final = "copy:"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is open to somebody in the viewer. ``copy`` is the SHA-256 of the very file whose pages are drawn.

    ``until``: when it ends by itself. ``seen``: where record and clock stood when the right was last worked out.
    """

    leaving: Leaving
    copy: str
    page_count: int
    entry: int
    until: datetime
    seen: Moment

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that are shown, by their numbers in the kept file."""
        return self.leaving.pages or tuple(range(1, self.page_count + 1))


Readings = Memory[tuple[str, Actor, Door], Reading]
"""The readings that are going on in this process: by council, by who reads as what, and by the door."""


def reading_in_record(desk: Desk, door: Door, leaving: Leaving, moment: Moment) -> Reading | None:
    """The reading that the person at the desk began at that door and that goes on, as the record tells it.

    In the same post and for the same councillor. So another process can serve the pages of what was opened in this one.
    None where there is none, or where it was of other pages, another file or another form than may leave now.
    """
    hers = (desk.actor.post_ref, door.behalf_of(desk))
    for entry, words in _going_on(desk, door):
        if (entry["post"], entry["behalf_of"]) != hers:
            continue
        after = entry["after"]
        copy = next(each for each in entry["subjects"] if each.startswith(_COPY)).removeprefix(_COPY)
        if words == in_words(leaving) and after["form"] == leaving.form:
            until = datetime.fromisoformat(entry["at"]) + READ_FOR
            return Reading(leaving, copy, after["pages"], entry["number"], until, moment)
    return None


def end_reading(desk: Desk, door: Door) -> None:
    """Enter that what the person at the desk has open at that door is closed; nothing where she has nothing open."""
    numbers = [entry["number"] for entry, _ in _going_on(desk, door)]
    if numbers:
        desk.tx.enter(
            CUT_OFF,
            door.subjects(desk),
            person=desk.actor.person_ref,
            post=desk.actor.post_ref,
            behalf_of=door.behalf_of(desk),
            after=VIEWED,
            refers_to=numbers,
        )


def _going_on(desk: Desk, door: Door) -> Iterator[tuple[dict[str, Any], str | None]]:
    """The entries, with their words, of her readings at that door that were not closed, the latest first."""
    subjects, person = set(door.subjects(desk)), desk.actor.person_ref
    if person is None:
        return
    stored = entries_of_person(desk.session, desk.tx.council_id, min(subjects), person, desk.tx.now - READ_FOR)
    found = [(json.loads(each.body), each.words.text if each.words else None) for each in stored]
    closed = {number for entry, _ in found if entry["kind"] == CUT_OFF for number in entry["refers_to"]}
    for entry, words in reversed(found):
        if _is_reading(entry, subjects) and entry["number"] not in closed:
            yield entry, words


def _is_reading(entry: dict[str, Any], subjects: set[str]) -> bool:
    about = {each for each in entry["subjects"] if not each.startswith(_COPY)}
    viewed = entry["kind"] in (RELEASED, LOOKED_AT) and VIEWED.items() <= entry["after"].items()
    return viewed and about == subjects
