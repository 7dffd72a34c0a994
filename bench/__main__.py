"""Measures how fast cases are decided and kept, prints the figures, fails if a goal is missed: `python -m bench`."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterator, Sequence

from bench import classes, councils, decisions, postgresql, service
from bench.report import Section, exit_code
from bench.scale import DAY, FULL, QUICK, Scale
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
    """The case service in databases of more and more cases: SQLite, and PostgreSQL where asked. Raises NoServer."""
    for cases in scale.cases:
        with sqlite_address() as address:
            yield service.section(scale, address, cases)
    if not on_postgresql:
        return
    with postgresql.server() as server:
        for cases in scale.cases:
            with postgresql.new_database(server) as address:
                yield service.section(scale, address, cases)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="measure little: to see that the measuring works")
    parser.add_argument("--postgresql", action="store_true", help="measure the case service on PostgreSQL too")
    parser.add_argument("--cases", action="store_true", help="measure the case service only")
    given = parser.parse_args(arguments)
    scale = QUICK if given.quick else FULL
    edition = law().edition(DAY)
    print(f"Python {platform.python_version()}; the law of {DAY.isoformat()}: {len(edition.rules)} rules,"
          f" {len(edition.questions)} questions, {len(edition.vocabulary)} facts.")
    print("Contestants take turns in one process; a ratio compares the same situations in the same round.\n")
    measured = of_cases if given.cases else sections
    done = []
    for section in measured(scale, on_postgresql=given.postgresql):
        print(section, flush=True)
        done.append(section)
    return exit_code(done)


if __name__ == "__main__":
    sys.exit(main())
