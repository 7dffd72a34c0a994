"""The case of a request, exported as a case file, is decided as the request itself was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from gatekeeper.services.assess import assess
from gatekeeper.services.case_reader import read_case_text
from gatekeeper.services.records import decision_as_data
from tests.services.evidence.asked import evidence, stored
from tests.services.worlds import NOW, World

PAPERS = ("open_report", "part_exempt", "working_paper", "care_file", "executive_paper")


@pytest.mark.parametrize("who", ["c1", "co-opted"])
def test_r088_an_exported_request_is_decided_as_it_was(world: World, who: str) -> None:
    filed = world.submit(who, *PAPERS)
    records, whole = stored(world, filed), evidence(world, filed).data
    for record in records:
        assert _decided(record["case"]) == record["decision"]
    assert [each for record in records for each in record["case"]["documents"]] == whole["documents"]
    assert [each for record in records for each in record["decision"]["documents"]] == _decided(whole)["documents"]


def _decided(case: Mapping[str, Any]) -> dict[str, Any]:
    text = yaml.safe_dump(dict(case), sort_keys=False, allow_unicode=True)
    return decision_as_data(assess(read_case_text(text, "exported.yaml", "yaml"), NOW).decision)


def test_a_request_of_a_council_with_a_pack_is_exported_with_it(world: World) -> None:
    world.make(lambda making: making.council("wbc"))
    filed = world.submit("c1", "part_exempt")
    assert evidence(world, filed).data["council"]["pack"] == "wbc"
    assert stored(world, filed)[-1]["decision"]["pack"] == "wbc"
