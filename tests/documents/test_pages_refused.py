"""Tests that a page which holds more than it shows is refused, as is a file that cannot be rebuilt in bounds."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from pikepdf import Dictionary, Encryption, Name, Pdf, Rectangle, String

from gatekeeper.documents import FileRefused
from gatekeeper.documents.pages import extract_pages
from tests.documents.papers import (
    add_content,
    canary,
    everything_in,
    form,
    paper,
    share,
    spoiled,
    text_of,
    traces,
)  # fmt: skip

SIX = paper(6)


def opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


HIDING = {
    "text is written where": "BT /F1 9 Tf 700 100 Td (beside the page) Tj ET",
    "an image is placed where": "q 50 0 0 50 -400 100 cm /Im1 Do Q",
    "names no font": "BT 72 100 Td (inherits) Tj ET",
}


@pytest.mark.parametrize(("why", "content"), HIDING.items())
def test_a_page_that_holds_more_than_it_shows_is_refused(why: str, content: str) -> None:
    def hide(pdf: Pdf) -> None:
        share(pdf)
        pdf.pages[0].contents_add(content.encode(), prepend=True)

    with pytest.raises(FileRefused, match=why):
        extract_pages(spoiled(SIX, hide), [1], title="Report")


def test_what_was_cropped_away_never_leaves() -> None:
    def crop(lower: int) -> bytes:
        return spoiled(SIX, lambda pdf: setattr(pdf.pages[0], "cropbox", Rectangle(0, lower, 595, 842)))

    with pytest.raises(FileRefused, match="text is written where the page does not show it"):
        extract_pages(crop(750), [1], title="Report")
    with opened(extract_pages(crop(700), [1], title="Report")) as pdf:
        assert list(pdf.pages[0].mediabox) == [0, 700, 595, 842]
        assert "/CropBox" not in pdf.pages[0].obj


@pytest.mark.parametrize("off", [True, False])
def test_a_layer_that_is_switched_off_is_refused_and_one_that_is_shown_becomes_part_of_the_page(off: bool) -> None:
    def layer(pdf: Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(canary(9))))
        pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group] if off else []))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=group)
        add_content(pdf, 1, "/OC /L BDC BT /F1 9 Tf 72 600 Td (layered) Tj ET EMC")

    data = spoiled(SIX, layer)
    if off:
        with pytest.raises(FileRefused, match="a layer that is switched off"):
            extract_pages(data, [1], title="Report")
        return
    result = extract_pages(data, [1], title="Report")
    assert "layered" in text_of(result)[0]
    assert not traces(result, [canary(9)])
    assert b"/OC" not in everything_in(result)


def test_a_drawing_that_draws_itself_is_refused() -> None:
    def loop(pdf: Pdf) -> None:
        drawing = form(pdf, "round")
        drawing.Resources.XObject = Dictionary(Fm=drawing)
        drawing.write(drawing.read_bytes() + b" /Fm Do")
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=drawing)
        add_content(pdf, 1, "/Fm Do")

    with pytest.raises(FileRefused, match="made of itself"):
        extract_pages(spoiled(SIX, loop), [1], title="Report")


def test_r163_drawings_that_multiply_are_refused_in_bounded_time() -> None:
    def multiply(pdf: Pdf) -> None:
        drawing = form(pdf, "many")
        for _ in range(12):
            outer = form(pdf, "more")
            outer.Resources.XObject = Dictionary(Fm=drawing)
            outer.write(b"/Fm Do " * 10)
            drawing = outer
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=drawing)
        add_content(pdf, 1, "/Fm Do")

    began = time.monotonic()
    with pytest.raises(FileRefused, match="more pictures than can be looked through"):
        extract_pages(spoiled(SIX, multiply), [1], title="Report")
    assert time.monotonic() - began < 10


def test_a_locked_or_broken_file_is_refused() -> None:
    with opened(SIX) as pdf:
        target = BytesIO()
        pdf.save(target, encryption=Encryption(owner="a", user=""))
    with pytest.raises(FileRefused, match="locked by a password"):
        extract_pages(target.getvalue(), [1], title="Report")
    with pytest.raises(FileRefused, match="it is damaged"):
        extract_pages(b"%PDF-1.7\nnothing\n%%EOF\n", [1], title="Report")
