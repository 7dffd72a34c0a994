"""What can be chosen for a passage: nothing that the law forbids there, and whatever it forbids with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.core.rulings import GROUNDS, NEVER_LAWFUL, Checked, Need, Proposal
from gatekeeper.core.rulings.offered import OfferedGround, claimed_paragraphs, grounds_offered, rulings_offered
from tests.core.rulings.proposing import (
    BARRED,
    COMING,
    EXEMPT,
    NOT_NEEDED,
    about,
    check,
    only,
    refusal,
)


def _grounds(*given: str, need: Need = NOT_NEEDED) -> dict[str, OfferedGround]:
    result = about(*given)

    def tried(proposal: Proposal) -> Checked:
        return check(result, proposal)

    like = replace(refusal(), need=need)
    return {each.law.code: each for each in grounds_offered(only(result), like, tried)}


def _rulings(*given: str) -> dict[str, list[str]]:
    result = about(*given)
    offered = rulings_offered(only(result), "D1", "director", lambda each: check(result, each))
    return {each.ruling: [stop.code for stop in each.stops] for each in offered}


def test_every_ground_is_told_and_those_that_are_never_lawful_never_offered() -> None:
    found = _grounds()
    assert set(found) == set(GROUNDS)
    assert {code for code, each in found.items() if not each.lawful} >= NEVER_LAWFUL


@pytest.mark.parametrize("code", sorted(NEVER_LAWFUL))
def test_a_ground_that_is_never_lawful_is_kept_out_with_its_source(code: str) -> None:
    (stop,) = [each for each in _grounds()[code].stops if each.code == "irrelevant_ground"]
    assert stop.source == GROUNDS[code].source  # type: ignore[index]
    assert stop.remedy


def test_a_ground_waits_for_its_finding_and_no_longer() -> None:
    assert _grounds(need=Need())["no_need_shown"].waits
    assert not _grounds()["no_need_shown"].waits
    assert _grounds()["curiosity_only"].waits
    assert not _grounds(need=replace(NOT_NEEDED, curiosity_only=True))["curiosity_only"].waits


def test_what_only_a_protocol_knows_is_kept_out_where_it_does_not_have_it() -> None:
    assert not _grounds("casework_about_individual")["casework"].lawful


def test_exempt_is_offered_only_where_a_paragraph_is_claimed() -> None:
    assert not _grounds()["exempt"].lawful
    assert _grounds(*EXEMPT)["exempt"].lawful
    assert claimed_paragraphs(only(about(*EXEMPT))) == (1,)


def test_what_a_statute_opens_can_be_neither_refused_nor_said_not_to_be_held() -> None:
    found = _rulings(*COMING)
    assert found["granted"] == []
    assert found["refused"] == ["refuses_a_right"]
    assert found["not_held"] == ["not_held_but_open"]


def test_what_is_barred_cannot_be_given() -> None:
    found = _rulings(*BARRED)
    assert found["granted"] == ["barred"]
    assert "barred" in found["partly_granted"]
