"""What opens is what a decision on the exported case opens; more seats never take away, more claims never add."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gatekeeper.core.case import parse_case
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases.decide import assess_case
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.export import export_case
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.register import apply_changes
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import asked_for, opened, state
from tests.services.world_making import Making
from tests.services.worlds import World

pytestmark = pytest.mark.slow
COUNCILLORS = ("c1", "c2", "co-opted", "leader")
DOCUMENTS = ("open_report", "part_exempt", "working_paper", "care_file", "executive_paper", "secret_title")
BODIES = ("planning", "scrutiny", "employment", "appeals", "council")
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("who", COUNCILLORS)
def test_r088_what_a_councillor_can_open_is_what_a_decision_on_the_exported_case_opens(world: World, who: str) -> None:
    for document in DOCUMENTS:
        asked = asked_for(world, who, document)
        request = state(world, asked).request_id
        exported = world.do("mo", partial(export_case, request_id=request))
        exported.pop("as_at")
        decision = assess_case(parse_case(exported), world.now).decision
        entitled = {each.passage for each in decision.documents[0].passages if each.outcome == "entitled"}
        assert _opened(world, who, asked) == entitled, document


def _opened(world: World, who: str, asked: str) -> set[str]:
    try:
        return set(opened(world, who, asked))
    except CommandRefused:
        return set()


class _Undone(Exception):
    """Ends a trial, so that the transaction is rolled back."""


def _rights(desk: Desk, document: str) -> set[str]:
    result = pre_check(desk, Asking(documents=(document,))).decision.documents[0]
    return {each.passage for each in result.passages if each.outcome == "entitled"}


def _before_and_after(world: World, who: str, document: str, change: object) -> tuple[set[str], set[str]]:
    """The passages open before and after a change of the register, which is not kept."""
    seen: list[set[str]] = []
    thing = world.id("document", document)

    def trial(desk: Desk) -> None:
        seen.append(_rights(desk, thing))
        changes = Changes(desk.session, desk.tx.council_id)
        change(Making(changes))  # type: ignore[operator]
        apply_changes(desk.tx, changes, SYSTEM)
        seen.append(_rights(desk, thing))
        raise _Undone

    with pytest.raises(_Undone):
        world.do(who, trial)
    return seen[0], seen[1]


@FEW
@given(
    who=st.sampled_from(COUNCILLORS),
    document=st.sampled_from(DOCUMENTS),
    body=st.sampled_from(BODIES),
    role=st.sampled_from(["member", "chair", "vice_chair"]),
)
def test_r089_one_more_seat_never_takes_a_right_away(
    world: World, who: str, document: str, body: str, role: str
) -> None:
    assume((who, body) != ("leader", "scrutiny"))  # the executive may not sit there (Local Government Act 2000 s.9FA)
    before, after = _before_and_after(world, who, document, lambda making: making.seat(who, body, role))
    assert before <= after


@FEW
@given(
    who=st.sampled_from(COUNCILLORS),
    passage=st.sampled_from(["open_report-whole", "part_exempt-open", "part_exempt-bidder", "executive_paper-bids"]),
    number=st.integers(1, 7),
    result=st.sampled_from(["maintain", None]),
)
def test_r089_one_more_exemption_never_adds_a_right(
    world: World, who: str, passage: str, number: int, result: str | None
) -> None:
    document = passage.rpartition("-")[0]
    before, after = _before_and_after(world, who, document, lambda making: making.paragraph(passage, number, 9, result))
    assert after <= before


def test_r089_two_councils_alike_decide_alike_whatever_they_are_called(world_of: WorldOf) -> None:
    one, other = world_of("wbc"), world_of("wbc")
    says: dict[str, Any] = {"name": "Southmere Council", "jurisdiction": "england", "type": "district"}
    other.make(lambda making: making.put(tables.CouncilParticulars, "council", "council", **says))
    for document in DOCUMENTS:
        found = [_opened(world, "c2", asked_for(world, "c2", document)) for world in (one, other)]
        assert found[0] == found[1]
