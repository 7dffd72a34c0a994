"""How much callers may ask, which proxies are believed, and in which councils a program may write: read and checked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from typing import Final

CALLS: Final = "GATEKEEPER_CALLS_A_SECOND"
PROXIES: Final = "GATEKEEPER_PROXIES"
PROGRAM_COUNCILS: Final = "GATEKEEPER_PROGRAM_COUNCILS"
USUAL_CALLS: Final = 20
_MOST_CALLS: Final = 10_000
_COUNCIL: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def calling_problems(said: Mapping[str, str], programs: frozenset[str]) -> Iterator[str]:
    """What is wrong with these settings, one sentence each."""
    calls = said.get(CALLS, str(USUAL_CALLS))
    if not (calls.isascii() and calls.isdecimal()) or not 0 < int(calls) <= _MOST_CALLS:
        yield f"{CALLS} is no number from 1 to {_MOST_CALLS:,}; write how many calls a second one caller may make."
    if not all(_is_address(each) for each in listed(said.get(PROXIES, ""))):
        yield f"{PROXIES} names something that is no address such as 10.0.0.5; write those of your own proxies."
    for each in listed(said.get(PROGRAM_COUNCILS, "")):
        name, _, councils = each.rpartition("=")
        if name not in programs or not all(_COUNCIL.fullmatch(one) for one in councils.split("+")):
            yield f"{PROGRAM_COUNCILS} is not of the form importer=northmere+southmere, with programs that are listed."
            return


def program_councils(said: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The councils (slugs) in which each program may write; a program that is not here may write in none."""
    pairs = (each.rpartition("=") for each in listed(said.get(PROGRAM_COUNCILS, "")))
    return {name: frozenset(councils.split("+")) for name, _, councils in pairs}


def listed(said: str) -> frozenset[str]:
    """The words between commas."""
    return frozenset(each.strip() for each in said.split(",") if each.strip())


def _is_address(given: str) -> bool:
    try:
        ipaddress.ip_address(given)
    except ValueError:
        return False
    return True
