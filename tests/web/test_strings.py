"""Tests that every word that a template shows can be translated: no letter stands in it outside a marked text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gatekeeper.web.look import TEMPLATES

TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html"))
UNSEEN = re.compile(r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
ATTRIBUTE = re.compile(r"""[\s]aria-describedby="[^"]*["]""")
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
READ_ALOUD = re.compile(r"""\b(?:alt|aria-label|aria-description|placeholder|title)=(?:"([^"]*)"|'([^']*)')""")
NAMES = frozenset({"CSV", "FOI", "ID", "ISO", "JSON", "PDF", "SHA"})
"""What is written alike in every language."""


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(r"&[a-z]+;", " ", text))) - NAMES


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    source = ATTRIBUTE.sub(" ", UNSEEN.sub(" ", path.read_text(encoding="utf-8")))
    aloud = " ".join(first or second for first, second in READ_ALOUD.findall(source))
    assert words_of(TAG.sub(" ", source)) | words_of(aloud) == set()


def test_the_check_sees_a_word_that_is_not_marked() -> None:
    assert words_of(TAG.sub(" ", UNSEEN.sub(" ", '<p>{{ _("Marked") }} Forgotten</p>'))) == {"Forgotten"}
