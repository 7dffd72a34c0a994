"""Whatever is proposed: a check never fails, and what a statute opens is never let through refused or cut down."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.core.decision.results import DocumentResult
from gatekeeper.core.rulings import (
    NEVER_LAWFUL,
    Advice,
    Form,
    GroundCode,
    Need,
    Proposal,
    Ruling,
    check_rulings,
    requirements,
)
from gatekeeper.core.rulings.words import ImproperKind, Sensitivity
from tests.core.decision.deciding import subject
from tests.core.rulings.proposing import BARRED, COMING, DONE, EXEMPT, NOW, PRESUMED, SCRUTINY_EXEMPT, document, pack

PASSAGES: tuple[tuple[str, ...], ...] = (
    (),
    COMING,
    EXEMPT,
    PRESUMED,
    DONE,
    SCRUTINY_EXEMPT,
    BARRED,
    ("child_or_care_file",),
    ("third_party_personal_data",),
    ("other_groups_internal_papers",),
    ("document_kind=accounts",),
    (*BARRED, "document_kind=accounts"),
    (*EXEMPT, "claimed_para_3", "balance_para_3=maintain"),
    (*COMING, "!separable"),
    ("jurisdiction=wales", *COMING),
    ("!serving_councillor",),
)
COUNCILS = (None, "east_devon", "wyremouth", "county")
UNKNOWN = ((), ("coming_at_committee",), ("showing_member_breaches", "confidential_basis"), ("serving_councillor",))
CHOICES: dict[str, Any] = {
    "duty": st.sampled_from([None, "", " ", "the budget"]),
    "why_now": st.sampled_from([None, "", "a vote"]),
    "improper_purpose_kind": st.sampled_from([None, *get_args(ImproperKind)]),
    "sensitivity": st.none() | st.lists(st.sampled_from(get_args(Sensitivity)), max_size=2).map(tuple),
    "least_form_that_suffices": st.sampled_from([None, *get_args(Form)]),
}
NEEDS = st.builds(
    Need, **{field.name: CHOICES.get(field.name, st.sampled_from([None, True, False])) for field in fields(Need)}
)
PROPOSALS = st.builds(
    Proposal,
    document=st.sampled_from(["D1", "D1", "D1", "D9"]),
    passage=st.sampled_from(["a", "b"]),
    ruling=st.sampled_from(get_args(Ruling)),
    form=st.sampled_from([None, *get_args(Form)]),
    grounds=st.lists(st.sampled_from(get_args(GroundCode)), max_size=3).map(tuple),
    reasons=st.sampled_from(["", "No.", "She does not need this passage for any duty of hers.", "1 2 3 4 5 6 \u00e9"]),
    alternatives_considered=st.lists(st.sampled_from(get_args(Form)), max_size=1).map(tuple),
    conditions=st.lists(st.sampled_from(["undertaking", "inspection_only", "x"]), max_size=2).map(tuple),
    need=NEEDS,
    decided_as=st.sampled_from(["director", "proper_officer", "monitoring_officer", "committee", ""]),
    authority=st.sampled_from([(), ("",), ("ex p Hook",)]),
    paragraphs=st.lists(st.integers(-1, 11), max_size=2).map(tuple),
    clearance=st.sampled_from(["", "the department has agreed"]),
    settled_doubts=st.sampled_from([(), ("s100f",)]),
)
ADVICE = st.builds(
    Advice,
    passage=st.sampled_from([("D1", "a"), ("D1", "b"), ("D9", "z")]),
    recommends=st.sampled_from(get_args(Ruling)),
    form=st.sampled_from([None, *get_args(Form)]),
)


@lru_cache
def two(
    first: tuple[str, ...], second: tuple[str, ...], unknown: tuple[str, ...], council: str | None
) -> DocumentResult:
    return document(subject("a", first, unknown), subject("b", second), council=council)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_check_never_fails_and_never_lets_a_statutory_right_be_refused(data: st.DataObject) -> None:
    council = data.draw(st.sampled_from(COUNCILS))
    picked = (data.draw(st.sampled_from(PASSAGES)), data.draw(st.sampled_from(PASSAGES)))
    result = two(*picked, data.draw(st.sampled_from(UNKNOWN)), council)
    proposals = data.draw(st.lists(PROPOSALS, max_size=3))
    protocol = pack(council) if council else None
    checked = check_rulings(
        [result],
        proposals,
        pack=protocol,
        advice=data.draw(st.lists(ADVICE, max_size=2)),
        due={("D1", "a"): NOW - timedelta(days=1)},
        now=NOW,
        at_rung=data.draw(st.integers(-1, 4)),
        wants=data.draw(st.sampled_from([None, *get_args(Form)])),
        searches_recorded=data.draw(st.booleans()),
        statement_to_scrutiny=data.draw(st.booleans()),
    )
    stopped = {each.passage for each in checked.stops}
    passages = {("D1", each.passage): each for each in result.passages}
    for proposal in proposals:
        passage = passages.get(proposal.key)
        if passage is None or unlawful(proposal, passage.outcome):
            assert proposal.key in stopped
    assert all(requirements(each, protocol) is not None for each in result.passages)


def unlawful(proposal: Proposal, outcome: str) -> bool:
    """What the law never lets through, whatever else is said of it."""
    statute, given_away = outcome == "entitled", proposal.ruling in ("granted", "partly_granted")
    cleared = proposal.decided_as == "monitoring_officer" and bool(proposal.clearance)
    return bool(
        set(proposal.grounds) & NEVER_LAWFUL
        or (statute and (proposal.ruling != "granted" or proposal.conditions))
        or (outcome == "barred" and given_away and not cleared)
    )


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(PROPOSALS, st.sampled_from(PASSAGES), st.sampled_from(PASSAGES))
def test_a_ruling_is_checked_the_same_whatever_order_it_comes_in(
    proposal: Proposal, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    result = two(first, second, (), None)
    pair = [replace(proposal, document="D1", passage="a"), replace(proposal, document="D1", passage="b")]
    one = check_rulings([result], pair, pack=None, now=NOW)
    other = check_rulings([result], pair[::-1], pack=None, now=NOW)
    assert set(one.stops) == set(other.stops)
    assert set(one.flags) == set(other.flags)
