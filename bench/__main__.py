"""Measures how fast cases are decided and kept, prints the figures, fails if a goal is missed: `python -m bench`."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bench import api, classes, councils, decisions, library, pages, postgresql, service
from bench.report import Section, exit_code
from bench.scale import DAY, FULL, PAGE_CASES, QUICK, Scale
from bench.service_world import sqlite_address
from bench.situations import situations, worked_facts
from gatekeeper.locate import locate
from gatekeeper.policy.library import law
from gatekeeper.policy.rulebook import EditionRulebook

EPILOG = """example: python -m bench --quick
exit codes: 0 every goal met; 1 a goal missed; 2 the command line cannot be understood"""


def sections(scale: Scale, *, on_postgresql: bool = False) -> Iterator[Section]:
    """Every measurement, one after the other, on the law of one day. Raises NoServer."""
    yield from of_deciding(scale)
    yield from of_cases(scale, on_postgresql=on_postgresql)
    yield from of_library(scale, on_postgresql=on_postgresql)
    yield from of_api(scale, on_postgresql=on_postgresql)
    yield from of_pages(scale, on_postgresql=on_postgresql)


def of_deciding(scale: Scale) -> Iterator[Section]:
    """Deciding alone, without any database."""
    vocabulary = law().vocabulary
    worked = worked_facts(locate("policies"), vocabulary)
    chosen = situations(worked, vocabulary, scale.situations)
    rulebook = EditionRulebook(law().edition(DAY))
    yield decisions.section(scale, chosen, rulebook)
    yield councils.section(scale, chosen)
    yield classes.section(scale, rulebook)


def of_cases(scale: Scale, *, on_postgresql: bool = False) -> Iterator[Section]:
    """The case service in databases of more and more cases. Raises NoServer."""
    for address, cases in databases(scale, on_postgresql=on_postgresql):
        yield service.section(scale, address, cases)


def of_api(scale: Scale, *, on_postgresql: bool = False) -> Iterator[Section]:
    """The API over databases of more and more cases. Raises NoServer and ServiceFailed."""
    for address, cases in databases(scale, on_postgresql=on_postgresql):
        yield api.section(scale, address, cases)


def of_pages(scale: Scale, *, on_postgresql: bool = False) -> Iterator[Section]:
    """The pages beside the API's answers, over databases of more and more cases. Raises NoServer, ServiceFailed."""
    few = replace(scale, cases=PAGE_CASES)
    for address, cases in databases(few, on_postgresql=on_postgresql):
        yield pages.section(few, address, cases)


def of_library(scale: Scale, *, on_postgresql: bool = False) -> Iterator[Section]:
    """A councillor's library of very many documents. Raises NoServer."""
    with sqlite_address() as address:
        yield library.section(scale, address)
    if on_postgresql:
        with postgresql.server() as server, postgresql.new_database(server) as address:
            yield library.section(scale, address)


def databases(scale: Scale, *, on_postgresql: bool) -> Iterator[tuple[str, int]]:
    """The address of a new database for each number of cases: SQLite, and PostgreSQL where asked. Raises NoServer."""
    for cases in scale.cases:
        with sqlite_address() as address:
            yield address, cases
    if not on_postgresql:
        return
    with postgresql.server() as server:
        for cases in scale.cases:
            with postgresql.new_database(server) as address:
                yield address, cases


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="measure little: to see that the measuring works")
    parser.add_argument("--postgresql", action="store_true", help="all but deciding on PostgreSQL too")
    only = parser.add_mutually_exclusive_group()
    alone: dict[str, Any] = {"action": "store_const", "dest": "only"}
    only.add_argument("--cases", **alone, const=of_cases, help="measure the case service only")
    only.add_argument("--library", action="store_const", dest="only", const=of_library, help="measure the library only")
    only.add_argument("--api", **alone, const=of_api, help="measure the API only")
    only.add_argument("--pages", **alone, const=of_pages, help="measure the pages only")
    given = parser.parse_args(arguments)
    scale = QUICK if given.quick else FULL
    edition = law().edition(DAY)
    print(f"Python {platform.python_version()}; the law of {DAY.isoformat()}: {len(edition.rules)} rules,"
          f" {len(edition.questions)} questions, {len(edition.vocabulary)} facts.")
    print("Contestants take turns; a ratio compares what was done in the same round.\n")
    measured = given.only or sections
    done = []
    for section in measured(scale, on_postgresql=given.postgresql):
        print(section, flush=True)
        done.append(section)
    return exit_code(done)


if __name__ == "__main__":
    sys.exit(main())
