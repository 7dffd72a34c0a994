"""The published format of the record: its worked example verifies, and its tables say what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.core.audit import WordsState, leaf_hash, read_keys, verify_receipt
from gatekeeper.core.audit.grammar import GRAMMAR
from tests.core.audit.record_support import BEGUN_AT, CHAIN


@pytest.fixture(scope="module")
def page() -> str:
    return (Path(__file__).resolve().parents[3] / "docs" / "record-format.md").read_text(encoding="utf-8")


def example(page: str, name: str) -> dict[str, Any]:
    """The JSON example of that name."""
    (found,) = re.findall(rf"(?s)```json {name}\n(.*?)```", page)
    data: dict[str, Any] = json.loads(found)
    return data


def test_the_published_example_verifies_with_the_published_keys(page: str) -> None:
    receipt = example(page, "receipt")
    report = verify_receipt(receipt, read_keys(example(page, "keys")))
    assert report.proven is not None
    assert report.checkpoint is not None
    assert report.proven.words is WordsState.OPENED
    assert report.proven.entry.deed.at > BEGUN_AT
    assert report.proven.entry.chain == CHAIN
    assert leaf_hash(receipt["entry"].encode()).hex() in page
    assert report.checkpoint.checkpoint.root.hex() in page
    assert f"```text\n{receipt['checkpoint']}```" in page
    assert f"({len(receipt['entry'])} bytes)" in page


def test_the_page_lists_every_member_of_an_entry(page: str) -> None:
    table = page.partition("| member | form | meaning |")[2].partition("\n\n")[0]
    listed = [name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    assert sorted(listed) == sorted(GRAMMAR)
