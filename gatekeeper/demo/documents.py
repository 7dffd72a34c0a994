"""Prints a paper of the demo as a PDF: a title block, headings, numbered pages, and exempt pages with their marking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black  # type: ignore[import-untyped, unused-ignore]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped, unused-ignore]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped, unused-ignore]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped, unused-ignore]
from reportlab.platypus import Frame, Paragraph  # type: ignore[import-untyped, unused-ignore]

from gatekeeper.demo.councils import DemoError
from gatekeeper.demo.papers import Page, Paper

_WIDTH, _HEIGHT = A4
_MARGIN = 68
_TOP = _HEIGHT - 48
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=18, spaceAfter=11)
_HEADING = ParagraphStyle("heading", _BODY, fontName="Helvetica-Bold", fontSize=14, spaceBefore=8)
_TITLE = ParagraphStyle("title", _BODY, fontName="Helvetica-Bold", fontSize=20, leading=26, spaceAfter=12)
_MARK = ParagraphStyle("mark", _BODY, fontName="Helvetica-Bold", borderWidth=1, borderPadding=5, borderColor=black)


def write_pdf(paper: Paper, path: Path) -> None:
    """Print the paper to a file: the same paper gives the same bytes. Raises DemoError where a page is too full."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="en-GB")
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.council.name)
    canvas.setSubject("An invented paper of an invented council")
    for number, page in enumerate(paper.pages, start=1):
        _print(canvas, paper, page, number)
        canvas.showPage()
    canvas.save()


def _print(canvas: Any, paper: Paper, page: Page, number: int) -> None:
    if page.exempt:
        canvas.setFillColor(Color(*paper.council.marking.sheet))
        canvas.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_MARGIN, _TOP, paper.council.name)
    canvas.drawRightString(_WIDTH - _MARGIN, 36, f"Page {number} of {len(paper.pages)}")
    frame = Frame(_MARGIN, 52, _WIDTH - 2 * _MARGIN, _TOP - 64, leftPadding=0, rightPadding=0)
    left = list(_flow(paper, page, number))
    frame.addFromList(left, canvas)
    if left:
        raise DemoError(f"{paper.file}: page {number} is too full; begin another page with a line of ---")


def _flow(paper: Paper, page: Page, number: int) -> Iterator[Any]:
    if page.exempt:
        yield Paragraph(f"{escape(paper.council.marking.words.upper())}<br/>{escape(page.exempt)}", _MARK)
    if number == 1:
        yield Paragraph(escape(paper.title), _TITLE)
        yield Paragraph("<br/>".join(escape(line) for line in paper.about), _BODY)
    for block in page.blocks:
        yield Paragraph(escape(block.text), _HEADING if block.heading else _BODY)
