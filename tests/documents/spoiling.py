"""Ways to make a PDF hostile for tests: secrets all around its pages, locks, earlier versions and bombs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO

from pikepdf import Array, Dictionary, Encryption, Name, Object, OutlineItem, Pdf, Stream, StreamDecodeLevel, String

from tests.documents.papers import canary, image, paper

TWO = paper(2)
SECRET = canary(9)


def surround(pdf: Pdf) -> None:
    """Put a secret everywhere around the pages: R161, R164 and the lessons on metadata and comments."""
    secret, page = SECRET, pdf.pages[0].obj
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


def revised(data: bytes, page: int, content: str) -> bytes:
    """The same file after a later version in which a page says something else; the earlier one lies beneath it."""
    changed = content.encode()
    with Pdf.open(BytesIO(data)) as pdf:
        number = pdf.pages[page - 1].Contents.objgen[0]
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 1
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    body = data + b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(changed), changed)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number, len(data), size, root, start
    )  # fmt: skip
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def locked() -> bytes:
    target = BytesIO()
    with Pdf.open(BytesIO(TWO)) as pdf:
        pdf.save(target, encryption=Encryption(owner="a", user=""))
    return target.getvalue()


def many_pages(pdf: Pdf) -> None:
    """One page, named a million times by a tree of a hundred times a hundred times a hundred."""
    node = pdf.pages[0].obj
    for _ in range(3):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node] * 100), Count=100))
    pdf.Root.Pages = node


def round_tree(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def packed(times: int) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        data = bytes(1_000_000)
        for _ in range(times):
            data = zlib.compress(data)
        stream = Stream(pdf, data, Filter=Array([Name.FlateDecode] * times))
        pdf.pages[0].obj.Contents = stream

    return spoil


def unpacking(pdf: Pdf) -> None:
    """Seven hundred million bytes in less than one."""
    packing = zlib.compressobj(1)
    data = b"".join(packing.compress(bytes(1_000_000)) for _ in range(700)) + packing.flush()
    pdf.pages[0].obj.Contents = Stream(pdf, data, Filter=Name.FlateDecode)


def huge_image(pdf: Pdf) -> None:
    huge = image(pdf, "small")
    huge.Width = huge.Height = 100_000
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=huge)


def nested(pdf: Pdf) -> None:
    pdf.Root.Deep = Object.parse(b"[" * 200 + b"]" * 200)


def bomb(spoil: Callable[[Pdf], None]) -> bytes:
    """A spoiled paper, written as it is: nothing is unpacked or put right."""
    target = BytesIO()
    with Pdf.open(BytesIO(TWO)) as pdf:
        spoil(pdf)
        pdf.save(target, stream_decode_level=StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()
