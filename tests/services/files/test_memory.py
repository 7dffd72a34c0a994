"""What is remembered of pages never takes more room than it may, and what was asked for longest ago goes first."""

from __future__ import annotations

from gatekeeper.services.files.memory import Memory


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    memory: Memory[str, bytes] = Memory(10)
    for name in ("first", "second"):
        memory.keep(name, name.encode(), 5)
    assert memory.get("first") == b"first"
    memory.keep("third", b"third", 5)
    assert (memory.get("first"), memory.get("second"), memory.get("third")) == (b"first", None, b"third")
    assert memory.held == 10


def test_what_is_larger_than_one_thing_may_be_is_not_kept_and_takes_no_others_place() -> None:
    memory: Memory[str, bytes] = Memory(10, largest=6)
    memory.keep("small", b"small", 5)
    memory.keep("large", b"large", 7)
    assert (memory.get("small"), memory.get("large"), memory.held) == (b"small", None, 5)


def test_what_is_kept_again_or_forgotten_counts_once_or_not_at_all() -> None:
    memory: Memory[str, bytes] = Memory(10)
    memory.keep("one", b"old", 9)
    memory.keep("one", b"new", 4)
    assert (memory.get("one"), memory.held) == (b"new", 4)
    memory.keep("one", b"huge", 11)
    assert (memory.get("one"), memory.held) == (None, 0)
    memory.forget("never there")
    assert memory.held == 0
