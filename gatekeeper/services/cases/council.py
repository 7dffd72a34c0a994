"""The council on a day: the protocol it has adopted, the ladder, the edition of the rules, the calendars."""

from __future__ import annotations

from datetime import date

from gatekeeper.core.deadlines import Calendars
from gatekeeper.core.lifecycle import Ladder, ladder_of
from gatekeeper.core.pack import Pack
from gatekeeper.services.assess import UnknownCouncil, council_calendars, find_pack
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register


def pack_name(register: Register, on: date) -> str | None:
    """The id of the pack the council has adopted on that day, None where it has none."""
    adopted = [each for each in register.all(tables.PackAdoption) if _covers(each, on)]
    return adopted[-1].pack if adopted else None


def pack_on(register: Register, on: date) -> Pack | None:
    """The pack itself; None also where it is not installed: requests then go to a person, who is told."""
    try:
        loaded = find_pack(pack_name(register, on))
    except UnknownCouncil:
        return None
    return loaded.pack if loaded else None


def ladder_on(register: Register, on: date) -> Ladder:
    """The council's ladder on that day; an empty one where it has adopted none."""
    return ladder_of(pack_on(register, on))


def calendars_of(register: Register) -> Calendars:
    """The named calendars with the council's own closure days."""
    return council_calendars(tuple(each.shut_on for each in register.all(tables.ClosureDay)))


def _covers(adopted: tables.PackAdoption, on: date) -> bool:
    return adopted.from_on <= on and (adopted.to_on is None or on <= adopted.to_on)
