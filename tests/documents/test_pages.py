"""Tests that a copy of open pages says and shows exactly what they do, and holds no trace of the closed ones."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Pdf, String

from gatekeeper.documents import FileRefused
from gatekeeper.documents.leaks import leaks
from gatekeeper.documents.pages import extract_pages
from tests.documents.papers import (
    Canvas,
    add_content,
    canary,
    form,
    image,
    paper,
    picture_of,
    share,
    spoiled,
    text_of,
    traces,
)  # fmt: skip
from tests.documents.spoiling import revised, surround

SIX = paper(6)


def opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def test_the_same_pages_give_the_same_bytes() -> None:
    assert extract_pages(SIX, [2, 5], title="Report") == extract_pages(SIX, [2, 5], title="Report")


def test_a_page_looks_as_it_did() -> None:
    def drawn(canvas: Canvas, page: int) -> None:
        canvas.setFillColorCMYK(0.2, 0.8, 0.1 * page, 0)
        canvas.setFillAlpha(0.5)
        canvas.rect(100, 100 + 20 * page, 200, 150, fill=1)
        canvas.linearGradient(300, 300, 500, 500, ("red", "blue"), extend=False)
        canvas.rotate(3)
        canvas.drawString(150, 500, "leaning")

    data = paper(3, drawn)
    result = extract_pages(data, [3, 1], title="Report")
    assert picture_of(result, 1) == picture_of(data, 3) != picture_of(data, 1) == picture_of(result, 2)


@pytest.mark.parametrize(("pages", "title"), [([], "Report"), ([1, 1], "Report"), ([1], " "), ([1], "a\nb")])
def test_pages_named_twice_or_not_at_all_and_titles_that_are_none_are_errors(pages: list[int], title: str) -> None:
    with pytest.raises(ValueError, match=r"name each open page once|give one of up to"):
        extract_pages(SIX, pages, title=title)


@pytest.mark.parametrize("page", [0, -1, 7])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(FileRefused, match="there is no page"):
        extract_pages(SIX, [page], title="Report")


RICH = spoiled(spoiled(SIX, share), surround)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True))
def test_a_copy_says_what_the_open_pages_say_in_their_order_and_nothing_else(pages: list[int]) -> None:
    result = extract_pages(RICH, pages, title="Report")
    said = text_of(RICH)
    assert text_of(result) == [said[page - 1] for page in pages]
    assert traces(result, map(canary, range(1, 10))) == {canary(page) for page in pages}
    assert leaks(RICH, pages, result) == ()


def test_r161_and_r164_nothing_around_the_pages_goes_along() -> None:
    data = spoiled(SIX, surround)
    result = extract_pages(data, [1, 2], title="Report")
    assert traces(data, [canary(9)])
    assert not traces(result, [canary(9)])
    assert leaks(data, [1, 2], result) == ()
    with opened(result) as pdf:
        assert set(pdf.Root.keys()) == {"/Pages", "/Type", "/ViewerPreferences"}
        assert {str(key) for key in pdf.docinfo} == {"/Title"}
        wanted = {"/Contents", "/MediaBox", "/Parent", "/Resources", "/Rotate", "/Type"}
        assert {str(key) for page in pdf.pages for key in page.obj} == wanted


def test_r164_an_earlier_version_does_not_go_along() -> None:
    twice = revised(SIX, 1, "BT /F1 12 Tf 72 700 Td (Gone) Tj ET")
    assert text_of(twice)[0].strip() == "Gone"
    result = extract_pages(twice, [1], title="Report")
    assert text_of(result) == ["Gone"]
    assert not traces(result, [canary(1)])
    assert result.count(b"%%EOF") == 1


def test_pictures_that_only_closed_pages_draw_do_not_go_along_with_shared_resources() -> None:
    data = spoiled(SIX, share)
    result = extract_pages(data, [2, 4], title="Report")
    assert traces(data, map(canary, range(1, 9))) == {canary(page) for page in range(1, 9)}
    assert traces(result, map(canary, range(1, 9))) == {canary(2), canary(4)}
    assert leaks(data, [2, 4], result) == ()
    assert picture_of(result, 2) == picture_of(data, 4)


def test_a_drawing_used_by_an_open_page_brings_only_what_it_uses_itself() -> None:
    def nest(pdf: Pdf) -> None:
        outer = form(pdf, "outer words", PieceInfo=Dictionary(X=String(canary(7))), Metadata=image(pdf, canary(8)))
        outer.Resources.XObject = Dictionary(In=form(pdf, "inner words"), Un=form(pdf, canary(9)))
        outer.write(outer.read_bytes() + b" q 1 0 0 1 0 -50 cm /In Do Q")
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=outer)
        add_content(pdf, 1, "/Fm Do")

    data = spoiled(SIX, nest)
    result = extract_pages(data, [1], title="Report")
    assert text_of(result)[0] == text_of(data)[0]
    assert "inner words" in text_of(result)[0]
    assert not traces(result, [canary(7), canary(8), canary(9)])


def test_marks_and_comments_within_a_page_do_not_go_along() -> None:
    mark = f"/Span << /ActualText ({canary(9)}) >> BDC % {canary(8)}\nEMC /P ({canary(7)}) DP"
    data = spoiled(SIX, lambda pdf: add_content(pdf, 1, mark))
    assert not traces(extract_pages(data, [1], title="Report"), [canary(7), canary(8), canary(9)])


def test_a_turned_page_stays_turned_and_inherits_what_it_inherited() -> None:
    def turn(pdf: Pdf) -> None:
        page, tree = pdf.pages[1].obj, pdf.Root.Pages
        tree.Resources, tree.Rotate = page.Resources, 90
        del page["/Resources"]
        del page["/Rotate"]

    data = spoiled(SIX, turn)
    result = extract_pages(data, [2], title="Report")
    with opened(result) as pdf:
        assert pdf.pages[0].obj["/Rotate"] == 90
    assert picture_of(result, 1) == picture_of(data, 2)


def test_two_hundred_pages_are_rebuilt_within_seconds() -> None:
    data = paper(200)
    began = time.monotonic()
    result = extract_pages(data, list(range(1, 201)), title="Report")
    assert time.monotonic() - began < 10
    assert len(text_of(result)) == 200


def test_saved_copies_open_without_repair() -> None:
    with opened(extract_pages(SIX, [1, 2], title="Report")) as pdf:
        assert not pdf.check_pdf_syntax()
