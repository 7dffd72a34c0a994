"""Tests that what cannot be true of the people on a case is refused with what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from gatekeeper.core.actors import Absence, ActorError, Need, PastAct, Seat, Tie
from tests.core.actors.acting import MOMENT, NOW, START, post, situation

WRONG: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "an appointment that ends before it begins": (post, {"to_at": START - MOMENT}, "to_at"),
    "an appointment without a time zone": (post, {"from_at": datetime(2026, 1, 1)}, "from_at"),  # noqa: DTZ001
    "a capacity that is none": (post, {"capacity": "honorary"}, "capacity"),
    "an appointment of nobody": (post, {"person": " "}, "person"),
    "an absence that ends before it begins": (Absence, {"person": "a", "from_at": NOW, "to_at": START}, "to_at"),
    "a tie to nothing": (Tie, {"person": "a", "kind": "family", "from_at": START}, "to_person"),
    "an act that is none": (PastAct, {"person": "a", "act": "approved"}, "act"),
    "an act below the first rung": (PastAct, {"person": "a", "act": "ruled", "rung": -1}, "rung"),
    "a seat of nobody": (Seat, {"person": "", "post": "appeals"}, "person"),
    "a need for no known act": (Need, {"post": "director", "function": "approve"}, "function"),
    "a determination at a rung": (Need, {"post": "director", "function": "determine", "rung": 1}, "rung"),
    "a ruling at the first decision": (Need, {"post": "director", "function": "rule"}, "rung"),
    "an instant without a time zone": (situation, {"at": datetime(2026, 1, 1)}, "at"),  # noqa: DTZ001
    "a request of nobody": (situation, {"requester": ""}, "requester"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_true_is_refused_with_what_is_wrong_and_what_to_do(name: str) -> None:
    make, wrong, what = WRONG[name]
    plain = {"person": "ada", "ref": "director_place", "kind": "director"} if make is post else {}
    with pytest.raises(ActorError) as refusal:
        make(**{**plain, **wrong})
    assert refusal.value.what == what
    assert str(refusal.value) == f"{what}: {refusal.value.why}; {refusal.value.remedy}"


def test_an_appointment_withdrawn_at_the_instant_it_began_is_none() -> None:
    assert post("ada", "director_place", "director", to_at=START).to_at == START
