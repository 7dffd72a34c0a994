"""Tests that a document's file is kept under a random name, and never given out once it is not what was kept."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gatekeeper.documents import FileDamaged, FileRefused, Store, arriving, inside

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
EMPTY_ARCHIVE = b"PK\x05\x06" + bytes(18)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def files(store: Store) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_a_kept_file_is_read_as_it_came(store: Store) -> None:
    kept = store.keep(PDF)
    assert store.read(kept.kept_as, kept.sha256) == PDF
    assert (kept.size, kept.media_type) == (len(PDF), "application/pdf")
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()


def test_a_file_given_by_its_path_is_kept_like_one_given_by_its_bytes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "..report; rm -rf .pdf"
    path.write_bytes(PDF)
    kept = store.keep(path)
    assert store.read(kept.kept_as, kept.sha256) == PDF
    assert arriving(path).sha256 == kept.sha256


def test_the_name_of_a_file_is_never_a_name_in_the_store(store: Store) -> None:
    one, other = store.keep(PDF), store.keep(PDF)
    assert one.kept_as != other.kept_as
    assert {path.name for path in files(store)} == {one.kept_as, other.kept_as}
    assert all(len(name) == 32 and name.isalnum() for name in (one.kept_as, other.kept_as))


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights on files")
def test_only_the_owner_may_read_what_is_kept(store: Store) -> None:
    store.keep(PDF)
    assert {path.stat().st_mode & 0o077 for path in (store.root, *store.root.rglob("*"))} == {0}


@pytest.mark.parametrize("damage", [b"", PDF[:-1], PDF.replace(b"1.7", b"1.6")])
def test_a_file_that_is_no_longer_what_was_kept_is_never_given_out(store: Store, damage: bytes) -> None:
    kept = store.keep(PDF)
    files(store)[0].write_bytes(damage)
    with pytest.raises(FileDamaged, match="is not what was kept"):
        store.read(kept.kept_as, kept.sha256)


def test_a_missing_file_and_a_name_that_leads_elsewhere_are_told(store: Store) -> None:
    kept = store.keep(PDF)
    store.discard([kept.kept_as])
    with pytest.raises(FileDamaged, match="is missing from the store"):
        store.read(kept.kept_as, kept.sha256)
    with pytest.raises(FileDamaged, match="is no name that the store gives"):
        store.read("../../secret", kept.sha256)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is no PDF"),
        (b"<html><script>1</script></html>", "it is no PDF"),
        (b"MZ" + PDF, "it is no PDF"),
        (b"%PDF-9.9\n%%EOF", "it is no PDF"),
        (PDF.replace(b"%%EOF", b""), "it is a PDF without its end"),
        (PDF + EMPTY_ARCHIVE, "it is a PDF and an archive at once"),
        (PDF.replace(b"trailer\n<< >>", b"trailer\n<< /Encrypt 5 0 R >>"), "it is locked"),
        (PDF + bytes(2_000) + PDF, "it is larger than 1,000 bytes"),
    ],
)
def test_a_file_that_may_not_be_kept_leaves_nothing_behind(tmp_path: Path, content: bytes, why: str) -> None:
    store, path = Store(tmp_path / "store", most=1_000), tmp_path / "report.pdf"
    path.write_bytes(content)
    for source in (content, path):
        with pytest.raises(FileRefused, match=why):
            store.keep(source)
    assert not files(store)


def test_a_word_like_encrypt_in_the_text_does_not_lock_a_document(store: Store) -> None:
    assert store.keep(PDF.replace(b"<< >>\nendobj", b"<< /EncryptMetadata true >>\nendobj")).size > len(PDF)


@pytest.mark.parametrize(
    "name", ["../x.pdf", "/x.pdf", "a/../../x.pdf", "C:x.pdf", "a\\x.pdf", "x\x00.pdf", "", "y.pdf", "a"]
)
def test_only_a_file_inside_the_folder_is_found(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    (folder / "a").mkdir(parents=True)
    (tmp_path / "x.pdf").write_bytes(PDF)
    with pytest.raises(FileRefused):
        inside(folder, name)


def test_a_link_inside_the_folder_is_followed_and_one_that_leads_out_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.pdf").write_bytes(PDF)
    (folder / "same.pdf").symlink_to(folder / "x.pdf")
    (tmp_path / "y.pdf").write_bytes(PDF)
    (folder / "out.pdf").symlink_to(tmp_path / "y.pdf")
    assert inside(folder, "same.pdf") == (folder / "x.pdf").resolve()
    with pytest.raises(FileRefused, match="a link that leads out"):
        inside(folder, "out.pdf")


def test_files_that_no_row_names_are_found_once_they_are_not_new(store: Store) -> None:
    named, orphan = store.keep(PDF), store.keep(PDF)
    now = datetime.now(UTC)
    assert store.orphans({named.kept_as}, before=now - timedelta(hours=1)) == ()
    assert store.orphans({named.kept_as}, before=now + timedelta(hours=1)) == (orphan.kept_as,)
    store.discard([orphan.kept_as, orphan.kept_as])
    assert store.orphans({named.kept_as}, before=now + timedelta(hours=1)) == ()


def test_what_was_left_of_an_interrupted_keeping_is_an_orphan(store: Store) -> None:
    kept = store.keep(PDF)
    place = files(store)[0]
    place.rename(place.with_name(f"{kept.kept_as}.coming"))
    left = store.orphans({kept.kept_as}, before=datetime.now(UTC) + timedelta(hours=1))
    assert left == (f"{kept.kept_as}.coming",)
    store.discard(left)
    assert not files(store)
