"""R163: a few files are worked on at once; whoever comes beyond that is told to come again, and nobody is held up."""

from __future__ import annotations

import threading
import time

import pytest

from gatekeeper.documents import FileRefused
from gatekeeper.services.files import TooBusy, Workroom


def test_r163_no_more_files_are_worked_on_at_once_than_may_be_and_the_rest_wait_or_come_again() -> None:
    room, ready, go = Workroom(at_once=1, waiting=1, patience=0.2), threading.Event(), threading.Event()

    def works() -> None:
        with room.desk():
            ready.set()
            go.wait(5)

    worker = threading.Thread(target=works)
    worker.start()
    ready.wait(5)
    began = time.monotonic()
    with pytest.raises(TooBusy), room.desk():
        pass
    assert 0.2 <= time.monotonic() - began < 2
    go.set()
    worker.join(5)
    with room.desk():
        pass


def test_r163_whoever_comes_where_enough_wait_already_does_not_wait() -> None:
    room = Workroom(at_once=1, waiting=0, patience=30)
    with room.desk():
        began = time.monotonic()
        with pytest.raises(TooBusy), room.desk():
            pass
        assert time.monotonic() - began < 1


def test_a_place_is_free_again_after_work_that_failed() -> None:
    room = Workroom(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), room.desk():
            raise ZeroDivisionError


def test_what_came_to_nothing_is_not_tried_again_at_once() -> None:
    room = Workroom()
    refused = FileRefused("it holds more than it shows", "print it")
    assert room.refused(("file", 1)) is None
    room.remember(("file", 1), refused)
    assert room.refused(("file", 1)) is refused
    assert room.refused(("file", 2)) is None
