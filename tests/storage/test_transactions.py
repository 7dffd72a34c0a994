"""Tests that a deed and its entry are stored together or not at all, and that many who write at once lose nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from gatekeeper.storage.record import head
from gatekeeper.storage.transaction import reading, writing


class Broken(Exception):
    """Something went wrong in the middle."""


def test_r101_what_fails_after_an_entry_leaves_neither_the_deed_nor_the_entry(engine: Engine, council_id: str) -> None:
    with pytest.raises(Broken), writing(engine, council_id) as tx:
        tx.enter("request:made", ["request:1"], person="person:1", post=None, words="why")
        raise Broken
    with reading(engine) as session:
        assert head(session, council_id).size == 0
