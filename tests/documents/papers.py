"""Invented council papers as PDF files, each page with words of its own, and ways to spoil and to read them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped, unused-ignore]
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped, unused-ignore]

__all__ = [
    "Canvas", "add_content", "canary", "everything_in", "form", "image", "paper", "picture_of", "saved", "share",
    "spoiled", "text_of", "traces",
]  # fmt: skip
WIDTH, HEIGHT = 595, 842
ENCODED_AS = ("latin-1", "utf-16-be", "utf-16-le")


def canary(page: int) -> str:
    """The word that stands on that page and on no other."""
    return f"Canary{'abcdefghijklmnopqrstuvwxyz'[page % 26] * 3}{'zyxwvutsrqponmlkjihgfedcba'[page // 26] * 3}bird"


def paper(pages: int, more: Callable[[Canvas, int], None] | None = None) -> bytes:
    """A paper of that many pages."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=True)
    for page in range(1, pages + 1):
        canvas.drawString(72, 760, f"Report, page {page}")
        canvas.drawString(72, 740, f"Our word is {canary(page)}")
        if more:
            more(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def spoiled(data: bytes, spoil: Callable[[Pdf], None]) -> bytes:
    """The same paper after a change."""
    with Pdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """The bytes of a PDF."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def text_of(data: bytes) -> list[str]:
    """What each page says, as a reader's program extracts it."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def picture_of(data: bytes, page: int) -> bytes:
    """What a page looks like: the colours of its points."""
    with pypdfium2.PdfDocument(data) as pdf:
        return bytes(pdf[page - 1].render(scale=0.5).buffer)


def everything_in(data: bytes) -> bytes:
    """A file's bytes, and all its objects and streams unpacked: whatever a curious person could dig out of it."""
    found = [data]
    with Pdf.open(BytesIO(data)) as pdf:
        for value in pdf.objects:
            if isinstance(value, Stream):
                found += [value.read_raw_bytes(), _unpacked(value), value.stream_dict.unparse(resolved=True)]
            else:
                found.append(value.unparse(resolved=True))
    return b"\n".join(found)


def _unpacked(stream: Stream) -> bytes:
    return b"" if stream.get("/Filter") == "/DCTDecode" else stream.read_bytes()


def traces(data: bytes, words: Iterable[str]) -> set[str]:
    """The words that are found in a file, in any spelling."""
    everything = everything_in(data)
    spelled = {word: [word.encode(code) for code in ENCODED_AS] for word in words}
    return {
        word
        for word, forms in spelled.items()
        if any(form in everything or form.hex().encode() in everything.lower() for form in forms)
    }


def image(pdf: Pdf, words: str) -> Stream:
    """A small image whose points spell words."""
    points = words.encode().ljust(64, b".")[:64]
    return Stream(
        pdf, zlib.compress(points), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip


def form(pdf: Pdf, words: str, **more: object) -> Stream:
    """A drawing that writes words."""
    content = f"BT /F1 9 Tf 80 600 Td ({words}) Tj ET".encode()
    fonts = Dictionary(Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
    box = Array([0, 0, WIDTH, HEIGHT])
    return Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=fonts, **more)


def add_content(pdf: Pdf, page: int, content: str) -> None:
    """Draw more on a page."""
    pdf.pages[page - 1].contents_add(content.encode(), prepend=False)


def share(pdf: Pdf) -> None:
    """Give all pages one dictionary of resources, where each page draws one of the pictures."""
    fonts = pdf.pages[0].obj.Resources.Font
    pictures = Dictionary({f"/Im{page}": image(pdf, canary(page)) for page in range(1, 7)})
    pictures["/Fm6"] = form(pdf, "wholly " + canary(8))
    shared = pdf.make_indirect(Dictionary(Font=fonts, XObject=pictures, Properties=Dictionary(P=String(canary(7)))))
    for number, page in enumerate(pdf.pages, 1):
        page.obj.Resources = shared
        add_content(pdf, number, f"q 50 0 0 50 100 100 cm /Im{number} Do Q")
