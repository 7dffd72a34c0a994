"""R137: no row without its file, no file without a row for long, and no byte of a file that is not what was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.files import Files, FilesAway, UploadRefused
from gatekeeper.services.files.arriving import Kept, keep_upload
from gatekeeper.services.files.doors import LibraryDoor
from gatekeeper.services.files.keeping import check_files, orphans, sweep
from gatekeeper.services.files.release import CutOff, blocks, release
from tests.documents.papers import paper
from tests.services.cases.walking import entries
from tests.services.files.putting import lying, put
from tests.services.worlds import World

T = TypeVar("T")
SIX = paper(6)
TOMORROW = timedelta(days=1)


def soon() -> datetime:
    return datetime.now(UTC) + TOMORROW


@dataclass
class AtDesk:
    """The desk of somebody."""

    world: World
    who: str | Actor

    def __call__(self, work: Callable[[Desk], T]) -> T:
        return self.world.do(self.who, work)


def test_r137_a_file_lies_on_the_disk_with_its_hash_before_a_row_names_it(world: World, tmp_path: Path) -> None:
    files, seen = Files.at(tmp_path / "files"), list[list[Path]]()

    def record(_sha256: str, work: Callable[[Desk], Kept]) -> Kept:
        seen.append([path for path in lying(files) if path.parent.name != "arriving"])
        return world.do("proper", work)

    with files.arriving() as path:
        path.write_bytes(SIX)
        keep_upload(files, path, record, world.id("document", "part_exempt"))
    assert [each.read_bytes() for each in seen[0]] == [SIX]


def test_r137_where_recording_may_have_failed_the_file_stays_and_the_sweep_takes_it(
    world: World, tmp_path: Path
) -> None:
    files = Files.at(tmp_path / "files")

    def breaks(_sha256: str, _work: Callable[[Desk], Kept]) -> NoReturn:
        raise ConnectionError("the line to the database broke while it committed")

    with files.arriving() as path:
        path.write_bytes(SIX)
        with pytest.raises(ConnectionError):
            keep_upload(files, path, breaks, world.id("document", "part_exempt"))
    (left,) = lying(files)
    put(world, files, "part_exempt", SIX)
    assert orphans(world.engine, files.store, datetime.now(UTC) - TOMORROW) == ()
    assert orphans(world.engine, files.store, soon()) == (left.name,)
    assert sweep(world.engine, files.store, soon()) == (left.name,)
    assert check_files(world.engine, files.store, soon()).orphans == ()
    assert check_files(world.engine, files.store, soon()).broken == ()


def test_r137_a_file_that_was_replaced_is_no_orphan(world: World, tmp_path: Path) -> None:
    files = Files.at(tmp_path / "files")
    put(world, files, "working_paper", paper(2))
    put(world, files, "working_paper", paper(3))
    assert sweep(world.engine, files.store, soon()) == ()
    assert check_files(world.engine, files.store, soon()).read == 2


def test_r137_what_a_stopped_process_left_on_its_way_in_is_swept(world: World, tmp_path: Path) -> None:
    files = Files.at(tmp_path / "files")
    (files.store.root / "arriving").mkdir()
    (files.store.root / "arriving" / "half").write_bytes(b"%PDF-")
    sweep(world.engine, files.store, datetime.now(UTC) - TOMORROW)
    assert len(lying(files)) == 1
    sweep(world.engine, files.store, soon())
    assert lying(files) == []


@pytest.mark.parametrize("harm", ["missing", "changed", "another"])
def test_r137_a_kept_file_that_is_missing_or_changed_gives_no_byte_and_is_told(
    world: World, tmp_path: Path, harm: str
) -> None:
    files = Files.at(tmp_path / "files")
    put(world, files, "part_exempt", SIX)
    (path,) = lying(files)
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(SIX[:-1] if harm == "changed" else paper(7))
    (broken,) = check_files(world.engine, files.store, soon()).broken
    assert (broken.kept_as, broken.standing) == (path.name, True)
    document = world.id("document", "part_exempt")
    with pytest.raises(FilesAway):
        release(AtDesk(world, "c1"), LibraryDoor(document), files)
    about = [each for each in entries(world, f"thing:{document}") if each["kind"].startswith("file:")]
    assert [(each["kind"], each["after"].get("why")) for each in about[1:]] == [("file:not_released", "kept_file")]


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_r137_the_same_bytes_filed_again_mend_a_file_that_is_missing_or_changed(
    world: World, tmp_path: Path, harm: str
) -> None:
    files, document = Files.at(tmp_path / "files"), world.id("document", "part_exempt")
    first = put(world, files, "part_exempt", SIX)
    (path,) = lying(files)
    path.unlink() if harm == "missing" else path.write_bytes(paper(7))
    again = put(world, files, "part_exempt", SIX)
    assert again.version > first.version
    release(AtDesk(world, "c1"), LibraryDoor(document), files).close()
    assert check_files(world.engine, files.store, soon()).broken == ()
    assert put(world, files, "part_exempt", SIX).version == again.version


def test_r137_a_file_that_was_swept_lies_aside_for_thirty_days_and_comes_back_with_its_row(
    world: World, tmp_path: Path
) -> None:
    files = Files.at(tmp_path / "files")
    put(world, files, "part_exempt", SIX)
    (path,) = lying(files)
    files.store.set_aside([path.name])
    assert [each.parent.name for each in lying(files)] == ["swept"]
    sweep(world.engine, files.store, soon())
    assert lying(files) == [path]
    orphan = files.store.keep(paper(2)).kept_as
    assert sweep(world.engine, files.store, soon()) == (orphan,)
    sweep(world.engine, files.store, datetime.now(UTC) + timedelta(days=29))
    assert orphan in {each.name for each in lying(files)}
    sweep(world.engine, files.store, datetime.now(UTC) + timedelta(days=31))
    assert lying(files) == [path]


def test_r111_where_the_post_in_which_she_reads_has_ended_the_cut_off_is_entered_all_the_same(
    world: World, tmp_path: Path
) -> None:
    files, document = Files.at(tmp_path / "files"), world.id("document", "part_exempt")
    put(world, files, "part_exempt", SIX)
    post = world.actor("c1", post="proper-officer")
    at_desk, door = AtDesk(world, "c1"), LibraryDoor(document)
    released = release(at_desk, door, files)
    with pytest.raises(CutOff):
        list(blocks(AtDesk(world, post), door, released, lambda: True, at_desk))
    released.close()
    (cut,) = [each for each in entries(world, f"thing:{document}") if each["kind"] == "file:cut_off"]
    assert (cut["after"], cut["post"], cut["refers_to"]) == ({"bytes": 0}, None, [released.entry])


def test_r137_a_file_that_is_refused_leaves_nothing(world: World, tmp_path: Path) -> None:
    files = Files.at(tmp_path / "files")
    with pytest.raises(UploadRefused):
        put(world, files, "part_exempt", b"<html>")
    assert lying(files) == []
