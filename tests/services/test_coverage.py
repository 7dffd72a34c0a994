"""Every rule of the statement of law is encoded, or listed with the reason why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gatekeeper.services.coverage import coverage_text, elsewhere, encoded


@pytest.fixture(scope="session")
def stated(project: Path) -> set[str]:
    """The ids of the rules in the statement of law."""
    text = (project / "docs" / "law" / "statement-of-law.md").read_text("utf-8")
    return set(re.findall(r"^\| (R\d\d[a-z]?) \|", text, re.MULTILINE))


def test_every_stated_rule_is_encoded_or_listed_with_its_reason(stated: set[str]) -> None:
    assert len(stated) > 60
    listed = {each.id for each in elsewhere() if each.because and each.where}
    assert set(encoded()) | listed == stated
    assert not set(encoded()) & listed


def test_the_page_of_rules_says_what_the_rules_say_of_themselves(project: Path) -> None:
    assert (project / "docs" / "law-rules.md").read_text("utf-8") == coverage_text()
