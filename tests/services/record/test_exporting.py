"""Tests that a whole record, handed over in one file, is verified without the council and in little memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatekeeper.core.audit import KeyRing
from gatekeeper.services.record.checkpointing import published_keys, take_checkpoint
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.exporting import export, verify_export
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.storage.transaction import writing
from tests.storage.record_support import clock_at, enter, fill

SIZE = 6


@pytest.fixture
def exported(engine: Engine, council_id: str, outside: Outside, keys: KeyFolder, tmp_path: Path) -> Path:
    """A record of seven entries in a file, signed at its end."""
    fill(engine, council_id, SIZE)
    take_checkpoint(engine, council_id, outside, keys)
    assert export(engine, council_id, tmp_path / "record.jsonl") == SIZE + 1
    return tmp_path / "record.jsonl"


def ring(engine: Engine, council_id: str) -> KeyRing:
    return published_keys(engine, council_id)


def test_an_exported_record_holds_under_the_published_keys_and_has_no_words(
    engine: Engine, council_id: str, exported: Path
) -> None:
    found = verify_export(exported, ring(engine, council_id))
    assert (found.report.intact, found.report.anchored, found.own_keys) == (True, SIZE + 1, False)
    assert verify_export(exported).own_keys
    assert "café" not in exported.read_text("utf-8")


@pytest.mark.parametrize("line", [1, 3, SIZE + 1])
def test_a_line_that_is_changed_or_left_out_of_an_export_is_found(exported: Path, line: int) -> None:
    lines = exported.read_text("utf-8").splitlines(keepends=True)
    changed = lines[line].replace("2026-11-2", "2026-10-2").replace('"format":"gatekeeper-entry/1"', '"format":"x/1"')
    for text in ("".join([*lines[:line], changed, *lines[line + 1 :]]), "".join([*lines[:line], *lines[line + 1 :]])):
        exported.write_text(text, "utf-8")
        assert not verify_export(exported).report.intact


def test_a_first_line_that_speaks_of_another_record_is_found(exported: Path) -> None:
    first, _, rest = exported.read_text("utf-8").partition("\n")
    other = first.replace(f'"size":{SIZE + 1}', f'"size":{SIZE + 2}')
    exported.write_text(f"{other}\n{rest}", "utf-8")
    assert not verify_export(exported).report.intact


def test_an_export_is_not_written_over_another_file(engine: Engine, council_id: str, exported: Path) -> None:
    before = exported.read_bytes()
    with pytest.raises(RecordRefused, match="not written over"):
        export(engine, council_id, exported)
    assert exported.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{}\n", "no JSON\n", '{"format":"gatekeeper-export/2"}\n'])
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "other").write_text(text, "utf-8")
    with pytest.raises(RecordRefused, match="first line"):
        verify_export(tmp_path / "other")


def test_r105_a_long_record_is_written_and_verified_in_the_memory_of_a_short_one(
    engine: Engine, council_id: str, tmp_path: Path
) -> None:
    sizes = (1_500, 4_500)
    peaks = []
    for size in sizes:
        with writing(engine, council_id, clock=clock_at(0)) as tx:
            while tx.size < size:
                enter(tx, tx.size, words=None)
        path = tmp_path / f"{size}.jsonl"
        tracemalloc.start()
        export(engine, council_id, path)
        assert verify_export(path).report.intact
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
