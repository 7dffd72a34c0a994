"""Tests that a page is drawn as it looks, with its own words alone, and in bounded time, memory and size."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
import zlib
from contextlib import suppress

import pytest
from pikepdf import Array, Dictionary, Name, String

from gatekeeper.documents import FileRefused, Limits
from gatekeeper.documents.images import MOST_AT_ONCE, MOST_POINTS, PageImage, page_images
from tests.documents.papers import Canvas, canary, paper, spoiled
from tests.documents.spoiling import TWO, bomb, huge_image, nested, packed

THREE = paper(3)


def drawn(data: bytes, page: int = 1) -> PageImage:
    (image,) = page_images([data], [page])
    return image


def points(image: PageImage) -> bytes:
    """The points of a picture, row by row, read by the rules of PNG."""
    assert image.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", image.png[16:24]) == (image.width, image.height)
    (length,) = struct.unpack(">I", image.png[33:37])
    packed_rows = image.png[41 : 41 + length]
    assert struct.unpack(">I", image.png[41 + length : 45 + length])[0] == zlib.crc32(b"IDAT" + packed_rows)
    return zlib.decompress(packed_rows)


def test_a_page_is_drawn_at_its_size_with_its_words_and_no_others() -> None:
    image = drawn(THREE, 2)
    assert (image.width, image.height) == (910, 1287)
    assert image.text.split() == f"Report, page 2 Our word is {canary(2)}".split()
    assert [word.text for word in image.words] == image.text.split()


def test_a_word_stands_where_it_is_drawn() -> None:
    image = drawn(THREE)
    word = image.words[0]
    assert word.left == pytest.approx(72 / 595, abs=0.01)
    assert word.bottom == pytest.approx(1 - 760 / 842, abs=0.01)
    assert word.left < word.right < 0.3
    assert word.top < word.bottom


def test_on_a_page_that_is_turned_words_stand_where_they_are_seen() -> None:
    turned = drawn(spoiled(THREE, lambda pdf: setattr(pdf.pages[0].obj, "Rotate", 90)))
    assert (turned.width, turned.height) == (1287, 910)
    word = turned.words[0]
    assert word.right > 0.85
    assert word.bottom - word.top > word.right - word.left


def test_a_grey_page_is_written_grey_and_a_coloured_one_in_its_colours() -> None:
    def red(canvas: Canvas, _page: int) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)

    grey, coloured = drawn(THREE), drawn(paper(1, red))
    assert (grey.png[25], coloured.png[25]) == (0, 2)
    assert len(points(grey)) == 1287 * (1 + 910)
    assert points(coloured)[1:4] == b"\xff\x00\x00"


def test_comments_and_forms_are_not_drawn_and_their_words_not_told() -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=[100, 100, 400, 300], Contents=String("Spokenaside"), C=[1, 0, 0]
    )
    noted = spoiled(THREE, lambda pdf: setattr(pdf.pages[0].obj, "Annots", Array([note])))
    assert drawn(noted) == drawn(THREE)


def test_small_pictures_are_drawn_many_at_a_time_without_the_places_of_words() -> None:
    small = page_images([THREE], [1, 2, 3], dpi=30, words=False)
    assert [each.page for each in small] == [1, 2, 3]
    assert {(each.width, each.height, each.words) for each in small} == {(248, 351, ())}


@pytest.mark.parametrize("sides", [(14_400, 14_400), (1, 14_400), (200_000, 3), (0.5, 0.5)])
def test_r163_a_page_of_any_size_is_drawn_in_so_many_points_and_no_more(sides: tuple[float, float]) -> None:
    image = drawn(spoiled(THREE, lambda pdf: setattr(pdf.pages[0].obj, "MediaBox", Array([0, 0, *sides]))))
    assert image.width * image.height <= MOST_POINTS * 1.01
    assert max(image.width, image.height) <= 4_001


@pytest.mark.parametrize("spoil", [packed(4), huge_image, nested])
def test_r163_a_bomb_is_drawn_or_refused_in_bounded_time(spoil) -> None:  # type: ignore[no-untyped-def]
    data, began, found = bomb(spoil), time.monotonic(), b""
    with suppress(FileRefused):
        found = drawn(data).png
    assert len(found) < 20_000_000
    assert time.monotonic() - began < 35


@pytest.mark.parametrize("limits", [Limits(wall_seconds=0.02), Limits(memory=20_000_000), Limits(result=10)])
def test_r163_drawing_that_takes_more_than_it_may_is_ended_and_refused(limits: Limits) -> None:
    with pytest.raises(FileRefused, match="cannot be drawn"):
        page_images([TWO], [1], limits=limits)


@pytest.mark.parametrize(("data", "page"), [(TWO, 3), (b"%PDF-1.7 nothing", 1), (b"", 1)])
def test_a_page_that_is_not_there_or_cannot_be_read_is_refused(data: bytes, page: int) -> None:
    with pytest.raises(FileRefused, match="cannot be drawn"):
        drawn(data, page)


@pytest.mark.parametrize("pages", [[], [0], [-1], [1] * (MOST_AT_ONCE + 1)])
def test_numbers_that_are_none_or_too_many_are_no_pages(pages: list[int]) -> None:
    with pytest.raises(ValueError, match="pages"):
        page_images([TWO], pages)


def test_the_process_that_serves_people_never_loads_the_drawer_of_pdfs() -> None:
    code = "import gatekeeper.documents.images, sys; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0
