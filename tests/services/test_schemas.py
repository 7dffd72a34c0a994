"""The published schemas are the ones the program uses."""

from __future__ import annotations

import json
from pathlib import Path

from gatekeeper.core.case import case_schema
from gatekeeper.services.records import decision_schema


def test_the_published_schema_of_a_case_file_is_the_one_that_validates(project: Path) -> None:
    assert json.loads((project / "docs" / "schemas" / "case.schema.json").read_text("utf-8")) == case_schema()


def test_the_published_schema_of_a_decision_is_the_one_it_follows(project: Path) -> None:
    assert json.loads((project / "docs" / "schemas" / "decision.schema.json").read_text("utf-8")) == decision_schema()
