"""Tests of the operators' commands on the store of files: broken and missing files are named, orphans swept."""

from __future__ import annotations

import os
from pathlib import Path

from gatekeeper.cli import DONE, FAILED
from tests.cli.running import Commands
from tests.documents.papers import paper

SHEET = "code,title,file\nmill,The mill,files/mill.pdf\n"


def filed(commands: Commands, home: Path) -> Path:
    """A council with one document; where its file lies."""
    commands.done("db", "upgrade")
    commands.done("council", "add", "northmere")
    source = home.parent / "export"
    (source / "files").mkdir(parents=True)
    (source / "documents.csv").write_text(SHEET, "utf-8")
    (source / "files" / "mill.pdf").write_bytes(paper(1))
    commands.done("import", str(source), "--council", "northmere")
    (kept,) = (home / "files").glob("??/*")
    return kept


def test_r137_a_file_that_is_not_what_was_kept_is_named_and_the_check_fails(
    commands: Commands, each_home: Path
) -> None:
    kept = filed(commands, each_home)
    assert commands.done("files", "check") == "1 files named, 0 broken, 0 that no row names\n"
    kept.write_bytes(paper(2))
    code, told, _ = commands.run("files", "check")
    assert code == FAILED
    assert "given out now" in told
    assert f"the file {kept.name} is not what was kept" in told
    kept.unlink()
    code, told, _ = commands.run("files", "check")
    assert (code, f"the file {kept.name} is missing" in told) == (FAILED, True)


def test_r137_a_file_that_no_row_names_is_named_and_deleted_only_where_that_is_asked_for(
    commands: Commands, home: Path
) -> None:
    kept = filed(commands, home)
    orphan = home / "files" / "ff" / ("f" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(paper(1))
    assert commands.done("files", "sweep", "--apply") == "0 files that no row names set aside\n"
    os.utime(orphan, (0, 0))
    os.utime(kept, (0, 0))
    assert commands.done("files", "sweep") == f"{orphan.name}\n1 files that no row names\n"
    assert orphan.exists()
    commands.done("files", "sweep", "--apply")
    assert (orphan.exists(), kept.exists()) == (False, True)
    assert commands.run("files", "check")[0] == DONE
