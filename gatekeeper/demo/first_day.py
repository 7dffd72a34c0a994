"""The demo's first day: five councils loaded, in each a case walked to its end and one that waits; done only once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gatekeeper.demo.councils import COUNCILS
from gatekeeper.demo.loading import load
from gatekeeper.demo.walk_data import walk_of
from gatekeeper.demo.walking import Walking
from gatekeeper.services.record.councils import CouncilEntry, list_councils
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine


def begin(engine: Engine, files: Path, today: date, tell: Callable[[str], None]) -> tuple[CouncilEntry, ...]:
    """Load the councils that are not there, and walk a case in each where nobody has asked for anything yet."""
    there = {each.slug for each in list_councils(engine)}
    for slug in (each.slug for each in COUNCILS if each.slug not in there):
        tell(f"{slug} is loaded, with its papers")
        load(engine, files, today, [slug])
    councils = load(engine, files, today)
    for each in councils:
        if not _asked(engine, each.id):
            tell(f"one case is walked through {each.slug}")
            walking = Walking(engine, each.id, walk_of(each.slug), _silently)
            walking.go()
            walking.leave_waiting()
    return councils


def _asked(engine: Engine, council_id: str) -> bool:
    with reading(engine) as session:
        return bool(Cases(session, council_id).requests())


def _silently(_: str) -> None:
    """The walk is told by `gatekeeper demo walk`."""
