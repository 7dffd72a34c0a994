"""Tests that fonts and photographs of open pages go along without what else they hold."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped, unused-ignore]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped, unused-ignore]

from gatekeeper.documents.leaks import leaks
from gatekeeper.documents.pages import extract_pages
from gatekeeper.documents.pdf.letters import meanings
from tests.documents.papers import (
    Canvas,
    add_content,
    canary,
    paper,
    picture_of,
    spoiled,
    text_of,
    traces,
)  # fmt: skip

SIX = paper(6)


def opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def test_a_font_shared_with_closed_pages_keeps_only_the_letters_that_open_pages_show() -> None:
    def letters(pdf: Pdf) -> None:
        glyphs = Dictionary({f"/g{n}": Stream(pdf, f"9 0 d0 {n} 0 5 5 re f % {canary(n)}".encode()) for n in (1, 2)})
        glyphs["/g3"] = Stream(pdf, f"9 0 d0 BT /H 9 Tf ({canary(3)}) Tj ET".encode())
        spelled = canary(9).encode("utf-16-be").hex().encode()
        table = b"3 beginbfchar\n<01> <0041>\n<02> <0042>\n<03> <%s>\nendbfchar" % spelled
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 9, 9], FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
            CharProcs=glyphs,
            Encoding=Dictionary(Differences=[1, Name.g1, Name.g2, Name.g3]), FirstChar=1, LastChar=3, Widths=[9, 9, 9],
            Resources=Dictionary(Font=Dictionary(H=pdf.pages[0].obj.Resources.Font.F1)), ToUnicode=Stream(pdf, table),
        )  # fmt: skip
        font = pdf.make_indirect(font)
        for page, codes in ((1, "01"), (2, "0203")):
            pdf.pages[page - 1].obj.Resources = Dictionary(Font=Dictionary(F1=font))
            pdf.pages[page - 1].obj.Contents = Stream(pdf, f"BT /F1 12 Tf 72 700 Td <{codes}> Tj ET".encode())

    data = spoiled(SIX, letters)
    result = extract_pages(data, [1], title="Report")
    assert text_of(result) == text_of(data)[:1] == ["A"]
    assert picture_of(result, 1) == picture_of(data, 1)
    assert traces(data, [canary(3), canary(9)])
    assert not traces(result, [canary(1), canary(2), canary(3), canary(9)])
    with opened(result) as pdf:
        assert set(pdf.pages[0].obj.Resources.Font.F1.CharProcs.keys()) == {"/g1"}


def test_a_photograph_loses_its_camera_data_comments_and_preview() -> None:
    plain = jpeg()
    secret = canary(9).encode()
    noted = plain[:2] + b"".join(
        b"\xff" + bytes((mark,)) + (len(secret) + 2).to_bytes(2, "big") + secret for mark in (0xE1, 0xED, 0xFE)
    )
    noted += plain[2:] + secret

    def show(pdf: Pdf) -> None:
        photo = Stream(
            pdf, noted, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
        )  # fmt: skip
        pdf.pages[0].obj.Resources.XObject = Dictionary(Ph=photo)
        add_content(pdf, 1, "q 90 0 0 90 100 100 cm /Ph Do Q")

    data = spoiled(SIX, show)
    result = extract_pages(data, [1], title="Report")
    assert traces(data, [canary(9)])
    assert not traces(result, [canary(9)])
    assert picture_of(result, 1) == picture_of(data, 1)


def jpeg() -> bytes:
    target = BytesIO()
    Image.frombytes("RGB", (8, 8), bytes(range(192))).save(target, "JPEG")
    return target.getvalue()


def test_an_embedded_font_does_not_spell_out_the_letters_of_closed_pages() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def write(canvas: Canvas, page: int) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 500, ("Ýŵœfqž" if page == 2 else "Plain") + " text")

    data = paper(3, write)
    result = extract_pages(data, [1, 3], title="Report")
    assert text_of(result) == [text_of(data)[0], text_of(data)[2]]
    assert picture_of(result, 2) == picture_of(data, 3)
    assert leaks(data, [1, 3], result) == ()
    with opened(result) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        named = [fonts[name] for name in map(str, fonts)]
        meant = [meanings(font.ToUnicode.read_bytes()) for font in named if "/ToUnicode" in font]
    assert {letter.decode("utf-16-be") for table in meant for letter in table.values()} == set("Plain text")
