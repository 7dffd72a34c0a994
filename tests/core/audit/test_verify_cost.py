"""What verification costs (R105): bounded memory however long the chain, and enough entries a second on one core."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator

import pytest

from gatekeeper.core.audit import ChainHead, StoredEntry, verify_chain
from tests.core.audit.record_support import CHAIN, deed, row, rows_of, sealed

LONG = 3_000
MOST = 1024 * 1024


def stream(size: int) -> Iterator[StoredEntry]:
    return (row(made) for made in sealed(deed(number) for number in range(size)))


def peak(size: int) -> int:
    """The most memory in use, in bytes, while so many entries are sealed and verified as a stream."""
    tracemalloc.start()
    try:
        assert verify_chain(stream(size), ChainHead(CHAIN), with_words=True).intact
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_r105_a_chain_is_verified_in_a_small_part_of_the_memory_that_it_takes() -> None:
    assert peak(LONG) < MOST < sum(len(each.body) for each in stream(LONG))


@pytest.mark.slow
def test_r105_twenty_thousand_entries_a_second_on_one_core() -> None:
    rows = rows_of(sealed(deed(number) for number in range(20_000)))

    def seconds() -> float:
        begun = time.process_time()
        assert verify_chain(rows, ChainHead(CHAIN)).intact
        return time.process_time() - begun

    assert len(rows) / min(seconds() for _ in range(5)) >= 20_000
