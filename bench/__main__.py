"""Measures how fast cases are decided, prints the figures, and fails if a goal is missed: `python -m bench`."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterator, Sequence

from bench import classes, councils, decisions
from bench.report import Section, exit_code
from bench.scale import DAY, FULL, QUICK, Scale
from bench.situations import situations, worked_facts
from gatekeeper.locate import locate
from gatekeeper.policy.library import law
from gatekeeper.policy.rulebook import EditionRulebook

EPILOG = """example: python -m bench --quick
exit codes: 0 every goal met; 1 a goal missed; 2 the command line cannot be understood"""


def sections(scale: Scale) -> Iterator[Section]:
    """Every measurement, one after the other, on the law of one day."""
    vocabulary = law().vocabulary
    worked = worked_facts(locate("policies"), vocabulary)
    chosen = situations(worked, vocabulary, scale.situations)
    rulebook = EditionRulebook(law().edition(DAY))
    yield decisions.section(scale, chosen, rulebook)
    yield councils.section(scale, chosen)
    yield classes.section(scale, rulebook)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="measure little: to see that the measuring works")
    scale = QUICK if parser.parse_args(arguments).quick else FULL
    edition = law().edition(DAY)
    print(f"Python {platform.python_version()}; the law of {DAY.isoformat()}: {len(edition.rules)} rules,"
          f" {len(edition.questions)} questions, {len(edition.vocabulary)} facts.")
    print("Contestants take turns in one process; a ratio compares the same situations in the same round.\n")
    done = []
    for section in sections(scale):
        print(section, flush=True)
        done.append(section)
    return exit_code(done)


if __name__ == "__main__":
    sys.exit(main())
