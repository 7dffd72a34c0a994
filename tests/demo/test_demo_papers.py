"""Tests that each paper of the demo is a real PDF: its pages, its words on them, its marking, its title, its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from gatekeeper.demo import DemoCouncil, DemoError, folder, walk_of
from gatekeeper.demo.days import days_from
from gatekeeper.demo.documents import write_pdf
from gatekeeper.demo.folders import register_texts, rows_of
from gatekeeper.demo.papers import Block, Page, Paper, papers_of
from tests.demo.conftest import TODAY

Folders = Mapping[str, Path]


def papers(council: DemoCouncil) -> tuple[Paper, ...]:
    days = days_from(TODAY)
    return papers_of(council, rows_of(register_texts(council, days)), days)


def words_of(page: pikepdf.Page) -> str:
    """The text that is drawn on a page, in the order in which it is drawn."""
    drawn = [one.operands[0] for one in pikepdf.parse_content_stream(page) if str(one.operator) == "Tj"]
    return " ".join(" ".join(bytes(each).decode("cp1252") for each in drawn).split())


def texts_of(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [words_of(page) for page in pdf.pages]


def test_each_page_holds_the_words_written_for_it_and_its_number(council: DemoCouncil, folders: Folders) -> None:
    for paper in papers(council):
        texts = texts_of(folders[council.slug] / paper.file)
        assert 2 <= len(texts) == len(paper.pages) <= 8
        for number, (text, page) in enumerate(zip(texts, paper.pages, strict=True), start=1):
            assert f"Page {number} of {len(paper.pages)}" in text
            assert len(text.split()) > 60
            assert not [block.text for block in page.blocks if block.text not in text]


def test_an_exempt_page_and_no_other_bears_the_marking_with_its_paragraphs(
    council: DemoCouncil, folders: Folders
) -> None:
    marking = council.marking.words.upper()
    marked = {
        (paper.file, number)
        for paper in papers(council)
        for number, text in enumerate(texts_of(folders[council.slug] / paper.file), start=1)
        if f"{marking} Not for publication under paragraph" in text
    }
    claimed = {(each.file, n) for each in papers(council) for n, page in enumerate(each.pages, 1) if page.exempt}
    walk = f"documents/{walk_of(council.slug).document}.pdf"
    assert marked == claimed
    assert {number for file, number in marked if file == walk} == {5, 6}


def test_the_page_of_the_price_says_under_which_paragraph_it_is_exempt(council: DemoCouncil, folders: Folders) -> None:
    last = texts_of(folders[council.slug] / "documents" / f"{walk_of(council.slug).document}.pdf")[5]
    assert "under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972" in last
    assert "Price and the Council's limits" in last


def test_the_file_bears_the_title_of_its_document(council: DemoCouncil, folders: Folders) -> None:
    for paper in papers(council):
        with pikepdf.open(folders[council.slug] / paper.file) as pdf:
            assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"])) == (paper.title, council.name)


def test_the_same_day_gives_the_same_bytes(council: DemoCouncil, folders: Folders, tmp_path: Path) -> None:
    again, before = folder(council.slug, TODAY, tmp_path), folders[council.slug]
    files = sorted(path.relative_to(before) for path in before.rglob("*") if path.is_file())
    assert len(files) > 30
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert not [path for path in files if (before / path).read_bytes() != (again / path).read_bytes()]


def test_a_page_with_more_than_it_can_hold_is_refused(council: DemoCouncil, tmp_path: Path) -> None:
    paper = papers(council)[0]
    full = replace(paper, pages=(Page((Block("far too much " * 900, heading=False),), None),))
    with pytest.raises(DemoError, match="page 1 is too full"):
        write_pdf(full, tmp_path / "full.pdf")


def test_a_paper_whose_pages_are_not_those_registered_is_refused(council: DemoCouncil) -> None:
    days = days_from(TODAY)
    rows = rows_of(register_texts(council, days))
    wrong = {**rows, "documents": [{**rows["documents"][0], "page_count": "9"}]}
    with pytest.raises(DemoError, match=r"has 3 pages and documents\.csv says 9"):
        papers_of(council, wrong, days)


def test_a_document_without_words_is_refused(council: DemoCouncil) -> None:
    days = days_from(TODAY)
    rows = rows_of(register_texts(council, days))
    wrong = {**rows, "documents": [{**rows["documents"][0], "code": "nowhere"}]}
    with pytest.raises(DemoError, match=r"nowhere has no words; write nowhere\.txt"):
        papers_of(council, wrong, days)
