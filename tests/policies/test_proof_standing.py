"""Tests that the proofs and the core that decides cases agree on what a passage comes to, each having its own words."""

from __future__ import annotations

import random

import pytest

from gatekeeper.core.decision.outcome import BESIDE
from gatekeeper.core.decision.passage import Matter, Subject, decide_passage
from gatekeeper.core.facts import Facts
from gatekeeper.policy.library import rulebook
from gatekeeper.policy.proof.standing import RANK, Standing, standing_of, standings
from gatekeeper.policy.proof.witness import facts_in, like_base
from tests.policies.proof_support import DAY, law_edition, law_study, near_facts

RULEBOOK = rulebook(law_edition())
MATTER = Matter(
    case="case",
    council="council",
    pack=None,
    as_at=DAY.isoformat(),
    calendars=(),
    determined_by="director",
    advised_by="monitoring_officer",
    clocks=lambda _name, _subject: (),
    incident=str,
)


def decided(facts: Facts) -> Standing:
    """What the core makes of the facts."""
    subject = Subject("document", "Title", "passage", "all", facts)
    result = decide_passage(subject, MATTER, RULEBOOK, beside_withheld=facts[BESIDE] is True)
    weighed = result.outcome == "refer" and result.common_law is not None
    return Standing(result.outcome, result.common_law.position if weighed and result.common_law else "")


def test_the_core_and_the_proofs_agree_on_cases_by_chance() -> None:
    study, chance = law_study(), random.Random(7)
    for _ in range(30):
        facts = near_facts(study.vocabulary, chance, study.plain)
        assert decided(facts) == standing_of(study.compiled.answers(study.compiled.encode(facts)), study.routes)


@pytest.mark.parametrize("standing", list(RANK), ids=lambda standing: standing.as_text())
def test_the_core_and_the_proofs_agree_on_each_standing(standing: Standing) -> None:
    study = law_study()
    wishes = like_base(study.vocabulary, study.plain, study.world.atoms)
    model = study.prover.nearest(standings(study.world, study.routes)[standing], wishes)
    assert model is not None
    assert decided(facts_in(model, study.vocabulary, study.world)) == standing
