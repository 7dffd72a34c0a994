"""Enters one deed after another in a record and says the number of each once it is stored, until it is killed."""

from __future__ import annotations

import sys
from itertools import count

from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import writing
from tests.storage.record_support import enter


def write(address: str, council_id: str) -> None:
    """Write for ever."""
    engine = open_engine(address)
    for each in count():
        with writing(engine, council_id) as tx:
            number = enter(tx, each)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    write(*sys.argv[1:])
