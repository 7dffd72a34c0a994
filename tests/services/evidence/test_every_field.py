"""Whatever a case file can say is kept by the register and comes back from it, field by field and word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from gatekeeper.core.case import Case
from gatekeeper.storage.columns import UNKNOWN
from tests.databases import BACKENDS
from tests.services.evidence.every_field import every_saying, saying_everything
from tests.services.evidence.filed import built_in_a_council_of_its_own, opened

pytestmark = pytest.mark.slow
CASES = range(14)
OF_THE_FILE = {"as_at", "expect"}


@pytest.fixture(params=BACKENDS, scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database of each kind, in which each case has a council of its own."""
    with opened(request.param, tmp_path_factory.mktemp("councils")) as made:
        yield made


def told(case: Case) -> dict[str, Any]:
    """What a case says, field by field, and of what it says that it is not yet known; without what is the file's alone.

    A balance not said to be confirmed is one of which that is not yet known, and no suspension said is none.
    """
    data = case.model_dump(exclude_unset=True, exclude=OF_THE_FILE)
    data["request"].pop("purpose_text", None)
    data["requester"].setdefault("suspended", ())
    passages = [each for document in data["documents"] for each in document.get("passages", ())]
    for paragraph in (paragraph for passage in passages for paragraph in passage.get("paragraphs") or ()):
        paragraph.get("balance", {}).setdefault("confirmed_for_this_request", UNKNOWN)
    return data


def test_everything_that_the_schema_has_is_said_by_one_of_the_cases() -> None:
    said = frozenset[object]().union(*(each for _, each in saying_everything()))
    assert said == every_saying()
    assert len(saying_everything()) == len(CASES)


@pytest.mark.parametrize("number", CASES)
def test_what_a_case_says_comes_back_from_the_register(engine: Engine, number: int) -> None:
    case, _ = saying_everything()[number]
    evidence = built_in_a_council_of_its_own(engine, case, f"council-{number}")
    assert told(evidence.case) == told(case)
