"""Tests that a copy of open pages says and shows exactly what they do, and holds no trace of the closed ones."""

from __future__ import annotations

import re
import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, OutlineItem, Pdf, Rectangle, Stream, String
from PIL import Image

from gatekeeper.documents import FileRefused
from gatekeeper.documents.leaks import leaks
from gatekeeper.documents.pages import extract_pages
from tests.documents.papers import (
    Canvas,
    add_content,
    canary,
    everything_in,
    form,
    image,
    paper,
    picture_of,
    spoiled,
    text_of,
    traces,
)  # fmt: skip

SIX = paper(6)


def opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True))
def test_a_copy_says_what_the_open_pages_say_in_their_order_and_nothing_else(pages: list[int]) -> None:
    result = extract_pages(SIX, pages, title="Report")
    said = text_of(SIX)
    assert text_of(result) == [said[page - 1] for page in pages]
    assert traces(result, map(canary, range(1, 7))) <= {canary(page) for page in pages}
    assert leaks(SIX, pages, result) == ()


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


def surround(pdf: Pdf) -> None:
    """Put a secret everywhere around the pages: R161, R164 and the lessons on metadata and comments."""
    secret, page = canary(9), pdf.pages[0].obj
    pdf.docinfo["/Subject"] = secret
    pdf.attachments[f"{secret}.txt"] = secret.encode()
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = secret
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{secret}')"))
    pdf.Root.OpenAction, pdf.Root.AA = script, Dictionary(WC=script)
    pdf.Root.AcroForm = Dictionary(Fields=[], XFA=Stream(pdf, secret.encode()))
    pdf.Root.Names.JavaScript = Dictionary(Names=[String(secret), script])
    pdf.Root.PieceInfo = Dictionary(Word=Dictionary(Private=String(secret)))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.P, Alt=String(secret)))
    page.AA, page.Thumb = Dictionary(O=script), image(pdf, secret)
    page.Metadata, page.PieceInfo = Stream(pdf, secret.encode()), Dictionary(X=Dictionary(Private=String(secret)))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(secret))
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, V=String(secret), Rect=[0, 0, 9, 9])
    field = pdf.make_indirect(field)
    pdf.Root.AcroForm.Fields.append(field)
    address = Dictionary(S=Name.URI, URI=String(secret))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=address)
    page.Annots = pdf.make_indirect(Array([note, field, link]))
    page.StructParents, page.Tabs = 0, Name.S
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(secret, 1))


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
    changed = b"BT /F1 12 Tf 72 700 Td (Gone) Tj ET"
    with opened(SIX) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 1
    start = int(re.findall(rb"startxref\s+(\d+)", SIX)[-1])
    body = SIX + b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(changed), changed)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number, len(SIX), size, root, start
    )  # fmt: skip
    revised = body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)
    assert text_of(revised)[0].strip() == "Gone"
    result = extract_pages(revised, [1], title="Report")
    assert text_of(result) == ["Gone"]
    assert not traces(result, [canary(1)])
    assert result.count(b"%%EOF") == 1


def share(pdf: Pdf) -> None:
    """Give all pages one dictionary of resources, where each page draws one of the pictures."""
    fonts = pdf.pages[0].obj.Resources.Font
    pictures = Dictionary({f"/Im{page}": image(pdf, canary(page)) for page in range(1, 7)})
    pictures["/Fm6"] = form(pdf, "wholly " + canary(8))
    shared = pdf.make_indirect(Dictionary(Font=fonts, XObject=pictures, Properties=Dictionary(P=String(canary(7)))))
    for number, page in enumerate(pdf.pages, 1):
        page.obj.Resources = shared
        add_content(pdf, number, f"q 50 0 0 50 100 100 cm /Im{number} Do Q")


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


def test_a_locked_or_broken_file_is_refused() -> None:
    with opened(SIX) as pdf:
        target = BytesIO()
        pdf.save(target, encryption=Encryption(owner="a", user=""))
    with pytest.raises(FileRefused, match="locked by a password"):
        extract_pages(target.getvalue(), [1], title="Report")
    with pytest.raises(FileRefused, match="it is damaged"):
        extract_pages(b"%PDF-1.7\nnothing\n%%EOF\n", [1], title="Report")


def test_two_hundred_pages_are_rebuilt_within_seconds() -> None:
    data = paper(200)
    began = time.monotonic()
    result = extract_pages(data, list(range(1, 201)), title="Report")
    assert time.monotonic() - began < 10
    assert len(text_of(result)) == 200


def test_saved_copies_open_without_repair() -> None:
    with opened(extract_pages(SIX, [1, 2], title="Report")) as pdf:
        assert not pdf.check_pdf_syntax()
