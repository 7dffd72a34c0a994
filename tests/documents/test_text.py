"""Tests that the words of a page are those that would leave with it, and that no file is read for long."""

from __future__ import annotations

from pathlib import Path

from gatekeeper.documents import Limits
from gatekeeper.documents.text import page_texts
from tests.documents.papers import add_content, canary, paper, spoiled


def test_each_page_has_its_own_words(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(paper(3))
    for source in (paper(3), kept):
        texts = page_texts(source)
        assert [canary(n) in text for n, text in enumerate(texts, start=1)] == [True, True, True]
        assert canary(2) not in texts[0]


def test_a_page_that_cannot_be_given_out_has_no_words_and_the_others_keep_theirs() -> None:
    beside = spoiled(paper(3), lambda pdf: add_content(pdf, 2, "BT /F1 12 Tf 900 40 Td (outside) Tj ET"))
    first, second, third = page_texts(beside)
    assert (canary(1) in first, second, canary(3) in third) == (True, "", True)


def test_what_cannot_be_read_within_the_limits_or_at_all_has_no_words() -> None:
    assert page_texts(b"no PDF at all") == ()
    assert page_texts(paper(2), limits=Limits(wall_seconds=0.01)) == ()
