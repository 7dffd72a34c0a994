"""The councils of the installation: to set one up with an empty record, to list them, to find one by its slug."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.storage.councils import councils as all_councils
from gatekeeper.storage.record import found_council, head
from gatekeeper.storage.transaction import reading, utc_now
from gatekeeper.storage.types import Engine

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class CouncilEntry:
    """A council: its id, its slug, the name of its record's chain, and how many entries that holds."""

    id: str
    slug: str
    chain: str
    size: int


def list_councils(engine: Engine) -> tuple[CouncilEntry, ...]:
    """Every council of the installation, by slug."""
    with reading(engine) as session:
        rows = [(each, head(session, each.id)) for each in all_councils(session)]
        return tuple(CouncilEntry(each.id, each.slug, kept.chain, kept.size) for each, kept in rows)


def find_council(engine: Engine, slug: str | None = None) -> CouncilEntry:
    """The council of that slug; without one, the only council there is. Raises RecordRefused."""
    listed = list_councils(engine)
    names = ", ".join(each.slug for each in listed)
    if not listed:
        raise RecordRefused("The council", "none has been set up", "set one up with `gatekeeper council add SLUG`")
    if slug is None and len(listed) == 1:
        return listed[0]
    if slug is None:
        raise RecordRefused("The council", f"there are several: {names}", "say which, with --council SLUG")
    found = next((each for each in listed if each.slug == slug), None)
    if found is None:
        raise RecordRefused("The council", f"there is no {slug!r}; there are: {names}", "name one of them")
    return found


def add_council(
    engine: Engine, slug: str, *, chain: str | None = None, clock: Callable[[], datetime] = utc_now
) -> CouncilEntry:
    """Set up a council with an empty record. Raises RecordRefused, and EntryError for a bad name of a chain."""
    if not _SLUG.fullmatch(slug):
        remedy = "write small letters, digits, hyphens and underlines, at most 60, such as northmere"
        raise RecordRefused("The council", f"{slug[:80]!r} cannot name one", remedy)
    listed = list_councils(engine)
    if slug in {each.slug for each in listed}:
        raise RecordRefused("The council", f"{slug} is set up already", "choose another slug, or use that council")
    if chain in {each.chain for each in listed}:
        raise RecordRefused("The council", f"the chain {chain} is another council's", "name a chain of its own")
    found_council(engine, slug, chain=chain, clock=clock)
    return find_council(engine, slug)
