"""The watch over the database: what is away is told, and what only waits its turn or was at rest is not cut off."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

from sqlalchemy import Engine, text

from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.watching import LOOK_SECONDS, PATIENCE_SECONDS, DatabaseWatch
from tests.databases import ON_POSTGRESQL, ON_SQLITE
from tests.run.line import line_to

LOOKS = int(PATIENCE_SECONDS / LOOK_SECONDS)


@ON_SQLITE
def test_a_long_write_takes_the_database_away_from_nobody(engine: Engine) -> None:
    with closing(DatabaseWatch(engine)) as watch, engine.begin() as writer:
        writer.execute(text("DELETE FROM token_refusal"))
        began = time.monotonic()
        watch.ask()
        assert time.monotonic() - began < PATIENCE_SECONDS
        assert (watch.answers, watch.writable) == (True, True)


def test_a_process_that_stood_still_counts_no_silence_of_the_database(engine: Engine) -> None:
    with closing(DatabaseWatch(engine)) as watch, engine.connect() as hers:
        watch.ask()
        hers.execute(text("SELECT 1"))
        time.sleep(PATIENCE_SECONDS + 1.5)
        assert watch.answers
        watch.look()
        assert hers.execute(text("SELECT 1")).scalar_one() == 1, "her line was not cut"


@contextmanager
def asked_in_vain(engine: Engine) -> Iterator[DatabaseWatch]:
    """A watch whose question is under way over a line on which nothing passes; once it passes, it is asked again."""
    with line_to(engine.url.render_as_string(hide_password=False)) as (line, address), _watch_over(address) as watch:
        watch.ask()
        line.held.set()
        asking = Thread(target=watch.ask)
        asking.start()
        time.sleep(0.2)
        yield watch
        line.held.clear()
        asking.join()
        watch.ask()


def _watch_over(address: str) -> closing[DatabaseWatch]:
    return closing(DatabaseWatch(open_engine(address)))


def answering(watch: DatabaseWatch, looks: int) -> bool:
    """Whether the database counts as answering after so many looks."""
    for _ in range(looks):
        watch.look()
    return watch.answers


@ON_POSTGRESQL
def test_a_question_left_without_an_answer_for_all_the_patience_counts_as_silence(engine: Engine) -> None:
    with asked_in_vain(engine) as watch:
        assert answering(watch, 1)
        time.sleep(PATIENCE_SECONDS + 1.5)
        assert answering(watch, 1), "two looks are no patience, however long the process stood still between them"
        assert not answering(watch, LOOKS)
    assert answering(watch, 1)
