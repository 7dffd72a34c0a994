"""Tests that each council's protocol that is shipped keeps the law's invariants, and that each of its rules is live."""

from __future__ import annotations

from functools import cache

import pytest

from gatekeeper.locate import locate
from gatekeeper.policy.library import law
from gatekeeper.policy.packs import LoadedPack, load_packs
from gatekeeper.policy.proof import compare
from gatekeeper.policy.proof.invariant import prove
from gatekeeper.policy.proof.invariants.need import NEED
from gatekeeper.policy.proof.invariants.packs import PACKS
from gatekeeper.policy.proof.reach import Reach
from gatekeeper.policy.proof.study import Study
from tests.policies.proof_support import DAY, study_of

COUNCILS = sorted(path.name for path in (locate("policies") / "councils").iterdir() if path.is_dir())


@cache
def packs() -> dict[str, LoadedPack]:
    return load_packs(locate("policies") / "councils", law())


@cache
def under(council: str) -> Study:
    return study_of(law().edition(DAY, packs()[council].rules))


@pytest.mark.parametrize("council", COUNCILS)
def test_the_councils_own_rules_keep_the_law(council: str) -> None:
    results = [prove(under(council), invariant) for invariant in (*PACKS, *NEED)]
    assert not [result.as_text() for result in results if result.holds is not True]


@pytest.mark.parametrize("council", COUNCILS)
def test_each_of_the_councils_own_rules_can_speak_and_decides_or_says_again(council: str) -> None:
    reach = Reach(under(council))
    findings = [reach.on(rule) for rule in under(council).edition.rules if rule.id in under(council).added]
    assert findings
    assert not [finding.as_text() for finding in findings if not finding.ok]


def test_two_councils_are_told_apart_by_cases_that_both_evaluators_bear_out() -> None:
    one, other = (under(council).edition for council in ("east_devon", "wbc"))
    result = compare(one, other, ("East Devon", "WBC"))
    assert result.ok
    assert result.of("position")
    assert all(each.witness is not None for each in result.differences if each.kind != "rule")
