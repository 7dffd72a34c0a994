"""Tests that a rebuilt file with any trace of a closed page is noticed, and that release refuses it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from gatekeeper.documents import FileRefused, Limits, release_pages
from gatekeeper.documents.leaks import leaks
from gatekeeper.documents.pages import extract_pages
from tests.documents.papers import add_content, canary, form, image, paper, spoiled, text_of


def illustrate(pdf: Pdf) -> None:
    """Give each page an image of its own, and the paper a bookmark and a comment."""
    for number, page in enumerate(pdf.pages, 1):
        page.obj.Resources.XObject = Dictionary(Im=image(pdf, f"points of page {number}"))
        add_content(pdf, number, "q 50 0 0 50 100 100 cm /Im Do Q")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("Confidentially"))
    pdf.pages[0].obj.Annots = Array([note])


FOUR = spoiled(paper(4), illustrate)
OPEN = [1, 3]
CLEAN = extract_pages(FOUR, OPEN, title="Report")


def hidden_image(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject["/Other"] = image(pdf, "points of page 2")


def hidden_words(pdf: Pdf) -> None:
    add_content(pdf, 1, f"BT /F1 9 Tf 72 300 Td ({canary(2)}) Tj ET")


def hidden_words_in_pieces(pdf: Pdf) -> None:
    add_content(pdf, 1, f"BT /F1 9 Tf 72 300 Td [({canary(2)[:5]}) 3 ({canary(2)[5:]})] TJ ET")


def hidden_drawing(pdf: Pdf) -> None:
    pdf.pages[1].obj.Resources.XObject["/Fm"] = form(pdf, canary(4))
    add_content(pdf, 2, "/Fm Do")


def a_comment(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources["/Note"] = String("Confidentially")


SPOILING: dict[str, Callable[[Pdf], None]] = {
    "only closed pages use": hidden_image,
    "a word of 16 letters": hidden_words,
    "does not hold the words": hidden_words_in_pieces,
    "from a closed page": hidden_drawing,
    "begins with C": a_comment,
    "not 2": lambda pdf: pdf.pages.remove(p=1),
    "page 1 does not hold": lambda pdf: pdf.pages.reverse(),
    "an entry /EmbeddedFiles": lambda pdf: pdf.attachments.__setitem__("a", b"a"),
    "an entry /Metadata": lambda pdf: setattr(pdf.pages[0].obj, "Metadata", Stream(pdf, b"a")),
    "an entry /Annots": lambda pdf: setattr(pdf.pages[0].obj, "Annots", Array([])),
    "more of itself": lambda pdf: pdf.docinfo.__setitem__("/Author", "A"),
}


def test_a_clean_copy_has_no_trace() -> None:
    assert leaks(FOUR, OPEN, CLEAN) == ()


@pytest.mark.parametrize(("told", "spoil"), SPOILING.items())
def test_a_trace_of_a_closed_page_is_told_without_the_word_itself(told: str, spoil: Callable[[Pdf], None]) -> None:
    found = "; ".join(leaks(FOUR, OPEN, spoiled(CLEAN, spoil)))
    assert told in found
    assert not any(canary(page) in found for page in range(1, 5))


def test_r164_an_earlier_version_or_bytes_behind_the_end_are_told() -> None:
    for extra in (b"% secret\n", b"startxref\n0\n%%EOF\n"):
        assert any("earlier version" in told for told in leaks(FOUR, OPEN, CLEAN + extra))


def test_an_object_that_nothing_uses_is_told() -> None:
    start = CLEAN.index(b"xref\n0 ")
    count = int(CLEAN[start:].split(b"\n")[1].split()[1])
    table, rest = CLEAN[start:].split(b"trailer", 1)
    stray = b"%d 0 obj\n(stray)\nendobj\n" % count
    table = table.replace(b"0 %d\n" % count, b"0 %d\n" % (count + 1), 1) + b"%010d 00000 n \n" % start
    rest = rest.replace(b"/Size %d" % count, b"/Size %d" % (count + 1))
    rest = rest.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(stray)))
    result = CLEAN[:start] + stray + table + b"trailer" + rest
    with Pdf.open(BytesIO(result)) as pdf:
        assert any(value == String("stray") for value in pdf.objects)
    assert "it holds an object that nothing uses" in leaks(FOUR, OPEN, result)


def test_pages_are_released_as_they_are_extracted() -> None:
    result = release_pages(FOUR, OPEN, title="Report")
    assert result == CLEAN
    assert [canary(page) in text for page, text in zip(OPEN, text_of(result), strict=True)] == [True, True]


def test_a_release_says_what_is_wrong_with_the_file() -> None:
    with pytest.raises(FileRefused, match="there is no page 9"):
        release_pages(FOUR, [9], title="Report")
    with pytest.raises(FileRefused, match="it is damaged"):
        release_pages(b"%PDF-1.7\n%%EOF\n", [1], title="Report")


def test_r163_a_release_that_takes_too_long_is_ended() -> None:
    with pytest.raises(FileRefused, match=r"cannot be rebuilt: the work took longer than 0\.05 seconds"):
        release_pages(FOUR, OPEN, title="Report", limits=Limits(wall_seconds=0.05))
