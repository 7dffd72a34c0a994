"""Any history of a register: at each instant it tells what had been said by then, and its past never changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record_keeping import found_council
from gatekeeper.storage.register import Changes
from tests.databases import BACKENDS, database
from tests.storage.register_support import change, gone, named, wards

Word = tuple[str, str | None]
"""A ward's code, and what it is called from now on; None: nothing more is said of it."""

WORDS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["One", "Two", None])), min_size=1, max_size=4)


@pytest.fixture(params=BACKENDS, scope="module")
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database for many councils."""
    with database(request.param, tmp_path_factory.mktemp("installation")) as address:
        engine = open_engine(address)
        yield engine
        engine.dispose()


def say(words: Sequence[Word], changes: Changes) -> None:
    """Say all this of the wards, in one change."""
    for code, name in words:
        (gone(code) if name is None else named(code, name))(changes)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_r036_the_register_tells_for_every_instant_what_had_been_said(
    installation: Engine, history: list[list[Word]]
) -> None:
    council = found_council(installation, uuid.uuid4().hex)
    known, stands = [list[str]()], dict[str, str]()
    for minute, words in enumerate(history, 1):
        change(installation, council, minute, partial(say, words))
        for code, name in words:
            stands = {each: called for each, called in stands.items() if each != code} | ({code: name} if name else {})
        known.append(sorted(stands.values()))
    assert [sorted(wards(installation, council, minute)) for minute in range(len(known))] == known
    assert sorted(wards(installation, council)) == known[-1]
