"""Tests that a file that arrives is looked through in bounded time and memory, and that what it holds is told."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from gatekeeper.documents import FindingKind, Inspection, Limits, inspect_upload
from tests.documents.papers import saved, spoiled
from tests.documents.spoiling import (
    TWO,
    bomb,
    huge_image,
    locked,
    many_pages,
    nested,
    packed,
    round_tree,
    unpacking,
)


def kinds(inspection: Inspection) -> set[FindingKind]:
    return {finding.kind for finding in inspection.findings}


@pytest.mark.parametrize("by_path", [True, False])
def test_a_plain_paper_is_found_plain(tmp_path: Path, by_path: bool) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(TWO)
    inspection = inspect_upload(path if by_path else TWO)
    assert inspection == Inspection(2, ())
    assert not inspection.refused
    assert not inspection.active


def action(kind: str) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name(f"/{kind}"), F=String("x"))

    return spoil


def annotation(kind: str) -> Callable[[Pdf], None]:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9])
    return lambda pdf: setattr(pdf.pages[0].obj, "Annots", Array([note]))


ACTIVE: dict[str, Callable[[Pdf], None]] = {
    **{f"/{kind}": action(kind) for kind in ("Launch", "SubmitForm", "GoToR", "GoToE", "ImportData", "JavaScript")},
    **{f"/{kind}": annotation(kind) for kind in ("RichMedia", "FileAttachment", "Screen", "3D", "Movie", "Sound")},
    "/OpenAction": action("Named"),
    "/AA": lambda pdf: setattr(pdf.pages[1].obj, "AA", Dictionary()),
    "/JS": lambda pdf: setattr(pdf.Root, "Deep", Dictionary(A=Array([Dictionary(JS=String("app.beep()"))]))),
    "/XFA": lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(XFA=Array([]), Fields=[])),
    "/EmbeddedFile": lambda pdf: pdf.attachments.__setitem__("eicar.txt", b"X5O"),
    "a stream that lies in another file": lambda pdf: setattr(pdf.Root, "Out", Stream(pdf, b"", F=String("//a/b"))),
    "/ResetForm": lambda pdf: setattr(pdf.Root, "Odd", Object.parse(b"<< /J#e9 /S#e9 /S /Re#73etForm >>")),
}


@pytest.mark.parametrize(("what", "spoil"), ACTIVE.items())
def test_r161_active_content_is_told(what: str, spoil: Callable[[Pdf], None]) -> None:
    inspection = inspect_upload(spoiled(TWO, spoil))
    assert what in inspection.active
    assert (inspection.page_count, inspection.refused) == (2, False)


def test_opening_at_a_page_is_not_active() -> None:
    goto = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))
    assert not inspect_upload(spoiled(TWO, lambda pdf: setattr(pdf.Root, "OpenAction", goto))).findings


def test_r164_earlier_versions_and_layers_are_told() -> None:
    start = TWO.rindex(b"startxref") + 10
    place = int(TWO[start:].split()[0])
    later = b"xref\n0 0\ntrailer\n<< /Size 99 /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    root = TWO[TWO.rindex(b"/Root") + 6 :].split(b"R")[0] + b"R"
    assert kinds(inspect_upload(TWO + later % (root, place, len(TWO)))) == {FindingKind.EARLIER_VERSIONS}
    layers = spoiled(TWO, lambda pdf: setattr(pdf.Root, "OCProperties", Dictionary(OCGs=[], D=Dictionary())))
    assert kinds(inspect_upload(layers)) == {FindingKind.LAYERS}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>", "no PDF by its content"),
        (b"MZ" + TWO, "no PDF by its content"),
        (b"%PDF-1.7 <HTML><script>1</script>\n" + TWO, "web page or program at once"),
        (TWO + b"<script>1</script>", "something follows behind its end"),
        (TWO + b"PK\x05\x06" + bytes(18), "an archive at once"),
        (locked(), "locked by a password"),
    ],
)
def test_r160_a_file_that_is_two_things_at_once_or_locked_is_refused(data: bytes, why: str) -> None:
    inspection = inspect_upload(data)
    assert inspection.refused
    assert why in inspection.findings[0].detail


def test_a_file_without_pages_or_without_sense_is_damaged() -> None:
    with Pdf.new() as pdf:
        empty = saved(pdf)
    for data in (empty, b"%PDF-1.7\nnothing\n%%EOF\n", TWO[:200] + b"\n%%EOF\n"):
        assert kinds(inspect_upload(data)) == {FindingKind.DAMAGED}


def test_r171_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(TWO)
    for source in (TWO, path):
        assert kinds(inspect_upload(source, most=1_000)) == {FindingKind.TOO_LARGE}


BOMBS: list[tuple[Callable[[Pdf], None], FindingKind]] = [
    (many_pages, FindingKind.TOO_MANY_PAGES),
    (round_tree, FindingKind.TOO_MANY_PAGES),
    (packed(4), FindingKind.TOO_COSTLY),
    (unpacking, FindingKind.TOO_COSTLY),
    (huge_image, FindingKind.TOO_COSTLY),
    (nested, FindingKind.TOO_COSTLY),
]


@pytest.mark.parametrize(("spoil", "kind"), BOMBS)
def test_r163_a_bomb_is_refused_in_bounded_time(spoil: Callable[[Pdf], None], kind: FindingKind) -> None:
    data = bomb(spoil)
    began = time.monotonic()
    inspection = inspect_upload(data)
    assert time.monotonic() - began < 20
    assert kind in kinds(inspection)
    assert inspection.refused


def test_r163_tables_that_lead_back_to_themselves_end() -> None:
    place = TWO.rindex(b"xref\n0")
    looped = TWO.replace(b"/Root", b"/Prev %d /Root" % place)
    began = time.monotonic()
    inspect_upload(looped)
    assert time.monotonic() - began < 10


def test_r163_work_that_takes_more_time_or_memory_than_it_may_is_ended() -> None:
    for limits in (Limits(wall_seconds=0.05), Limits(memory=60_000_000), Limits(cpu_seconds=0)):
        inspection = inspect_upload(TWO, limits=limits)
        assert kinds(inspection) == {FindingKind.TOO_COSTLY}
        assert inspection.page_count is None


def test_the_process_that_serves_people_never_loads_the_reader_of_pdfs() -> None:
    code = "import gatekeeper.documents, sys; sys.exit('pikepdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0
