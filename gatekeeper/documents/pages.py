"""Makes a new PDF of the open pages of a held one, and of nothing else: no trace of the other pages goes along."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, Stream
from pikepdf.settings import qpdf_limit_errors

from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.pdf.copying import Copier
from gatekeeper.documents.pdf.layers import Layers
from gatekeeper.documents.pdf.places import Box, box_of
from gatekeeper.documents.pdf.shapes import Kind
from gatekeeper.documents.pdf.visible import require_visible
from gatekeeper.documents.wanted import REPRINT, require_wanted

__all__ = ["DAMAGE", "extract_pages", "opened"]

DAMAGE: Final = (
    pikepdf.PikepdfError,
    pikepdf.PdfError,
    pikepdf.PasswordError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
"""All that the reading of a damaged or hostile PDF may raise."""
_LETTER: Final = (0, 0, 612, 792)
_VERSION: Final = "1.7"


def extract_pages(data: bytes, pages: Sequence[int], *, title: str) -> bytes:
    """A new PDF of exactly these pages (numbered from 1), in this order; the same input gives the same bytes.

    The title is what a reader's window shows. Raises FileRefused where a page cannot be shown without more than it
    shows, and ValueError where the numbers or the title are none. Use ``release_pages`` for a file from outside: it
    does the same in bounded time and memory, and checks the result.
    """
    require_wanted(pages, title)
    skipped = qpdf_limit_errors()
    try:
        with opened(data) as source, Pdf.new() as target:
            _require_there(pages, source)
            copier = Copier(target, Layers(source.Root))
            for number in pages:
                _add(target, source.pages[number - 1], copier)
            copier.fonts.finish()
            if qpdf_limit_errors() != skipped:
                raise FileRefused("a part of a page cannot be read", REPRINT)
            return _written(target, title)
    except FileRefused:
        raise
    except DAMAGE as damage:
        raise FileRefused(f"it is damaged ({type(damage).__name__})", REPRINT) from None


@contextmanager
def opened(data: bytes, *, ready: bool = True) -> Iterator[Pdf]:
    """Open a PDF, its pages ready or yet to be counted. Raises FileRefused where it is locked, or one of DAMAGE."""
    try:
        with Pdf.open(BytesIO(data), inherit_page_attributes=ready) as source:
            if source.is_encrypted:
                raise FileRefused("it is locked by a password or by restrictions", "save it without them")
            yield source
    except pikepdf.PasswordError:
        raise FileRefused("it is locked by a password or by restrictions", "save it without them") from None


def _require_there(pages: Sequence[int], source: Pdf) -> None:
    count = len(source.pages)
    missing = [number for number in pages if not 1 <= number <= count]
    if missing:
        raise FileRefused(f"it has {count} pages, so there is no page {missing[0]}", "correct the numbers of the pages")


def _add(target: Pdf, page: Page, copier: Copier) -> None:
    """Add one page, made anew. The part outside the crop box is not taken over as a place: the page ends there."""
    whole = box_of(list(page.obj.get("/MediaBox", Array(_LETTER))))
    visible = whole.meets(box_of(list(page.obj.CropBox))) if "/CropBox" in page.obj else whole
    if visible is None:
        raise FileRefused("a page shows nothing", REPRINT)
    content, resources = copier.content(page.obj, page.obj.get("/Resources"))
    require_visible(copier, page.obj, visible)
    new = Dictionary(Type=Name.Page, MediaBox=_edges(visible), Resources=resources, Contents=Stream(target, content))
    for key, kind in (("/Rotate", Kind.PLAIN), ("/UserUnit", Kind.PLAIN), ("/Group", Kind.GROUP)):
        taken = copier.value(page.obj.get(key), kind)
        if taken is not None:
            new[key] = taken
    target.pages.append(Page(target.make_indirect(new)))


def _edges(box: Box) -> Array:
    return Array([round(edge, 6) for edge in (box.left, box.lower, box.right, box.upper)])


def _written(target: Pdf, title: str) -> bytes:
    """Write the new file. A mark on each page (who received it, and when) is to be drawn before this."""
    target.docinfo["/Title"] = title
    target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    result = BytesIO()
    target.save(
        result, force_version=_VERSION, object_stream_mode=ObjectStreamMode.disable, deterministic_id=True
    )
    return result.getvalue()
