"""Tests that the prover reads the rules as the evaluators do, for known and for unknown facts, and keeps its time."""

from __future__ import annotations

import random

import pytest

from gatekeeper.core.facts import Facts
from gatekeeper.policy.proof.encode import Formula, Model, Prover, all_of, any_of, exactly_one, no, statement
from gatekeeper.policy.proof.invariant import Claim, Invariant, prove
from gatekeeper.policy.proof.standing import OUTCOMES, RANK, outcomes, standing_of, standings
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.witness import Misread, confirm, facts_in, known_in
from gatekeeper.policy.proof.world import atoms_of
from tests.policies.proof_support import any_facts, changed, law_study, near_facts, rule, study_of

CHANCE = random.Random(20260601)


def complete_case(study: Study, facts: Facts) -> Formula:
    """The formula that says just these facts."""
    world = study.world
    parts = [
        world[atom] if facts[fact.name] is True or atom == f"{fact.name}={facts[fact.name]}" else no(world[atom])
        for fact in study.vocabulary
        for atom in atoms_of(fact)
    ]
    return all_of(parts)


def partial_case(study: Study, facts: Facts) -> Formula:
    """The formula that says just these facts, some of them not yet known."""
    rails, parts = study.rails, []
    for fact in study.vocabulary:
        for atom in atoms_of(fact):
            value = facts[fact.name]
            true = value is True or atom == f"{fact.name}={value}"
            parts.append(rails.true[atom] if true else no(rails.true[atom]))
            parts.append(no(rails.false[atom]) if true or value is None else rails.false[atom])
    return all_of(parts)


def found(prover: Prover, goal: Formula) -> Model:
    model = prover.nearest(goal)
    assert model is not None
    return model


def samples(study: Study) -> list[Facts]:
    scattered = [any_facts(study.vocabulary, CHANCE) for _ in range(15)]
    return scattered + [near_facts(study.vocabulary, CHANCE, study.plain) for _ in range(25)]


def test_the_prover_answers_complete_facts_as_the_evaluator_does() -> None:
    study = law_study()
    for facts in samples(study):
        model = found(study.prover, complete_case(study, facts))
        assert facts_in(model, study.vocabulary, study.world) == facts
        confirm(study.compiled, facts, model, study.world, study.questions)
        answers = study.compiled.answers(study.compiled.encode(facts))
        applies = {name: model.holds(study.world.applies[name]) for name in study.questions}
        assert applies == {name: answer.applies for name, answer in answers.items()}


def test_the_prover_reads_what_a_passage_comes_to_as_plainly_written() -> None:
    study = law_study()
    formulas = standings(study.world, study.routes)
    for facts in samples(study):
        model = found(study.prover, complete_case(study, facts))
        plainly = standing_of(study.compiled.answers(study.compiled.encode(facts)), study.routes)
        assert [standing for standing, formula in formulas.items() if model.holds(formula)] == [plainly]


def test_the_prover_answers_partial_facts_as_the_evaluator_does() -> None:
    study = law_study()
    prover = Prover(study.rails.always)
    for _ in range(25):
        facts = any_facts(study.vocabulary, CHANCE, unknown=True)
        model = found(prover, partial_case(study, facts))
        assert known_in(model, study.vocabulary, study.rails) == facts
        for name, answer in study.compiled.answers(study.compiled.encode(facts)).items():
            assert model.holds(study.rails.true[name]) is (answer.value is True), name
            assert model.holds(study.rails.false[name]) is (answer.value is False), name
            assert model.holds(study.rails.applies_true[name]) is (answer.applies is True), name
            assert model.holds(study.rails.applies_false[name]) is (answer.applies is False), name


def test_in_every_case_a_passage_comes_to_exactly_one_thing() -> None:
    study = law_study()
    formulas = standings(study.world, study.routes)
    assert study.prover.possible(no(exactly_one(list(formulas.values())))) is False
    assert set(formulas) == set(RANK)


def test_each_outcome_can_be_reached() -> None:
    study = law_study()
    formulas = outcomes(study.world, study.routes)
    assert {name: study.prover.possible(formula) for name, formula in formulas.items()} == dict.fromkeys(OUTCOMES, True)


def test_a_choice_never_has_two_values_or_none() -> None:
    study = law_study()
    atoms = [study.world[atom] for atom in atoms_of(study.vocabulary["jurisdiction"])]
    assert study.prover.possible(no(exactly_one(atoms))) is False


def test_what_a_passage_comes_to_is_not_told_on_unknown_facts() -> None:
    study = law_study()
    with pytest.raises(ValueError, match="not known"):
        standing_of(study.compiled.answers(study.compiled.encode({})), study.routes)


def pigeons(_study: Study) -> Claim:
    """Twelve pigeons in eleven holes: impossible, and long to prove."""
    sits = {(bird, hole): statement(f"pigeon {bird} in {hole}") for bird in range(12) for hole in range(11)}
    housed = [any_of(sits[bird, hole] for hole in range(11)) for bird in range(12)]
    alone = [
        no(all_of([sits[one, hole], sits[two, hole]])) for hole in range(11) for one in range(12) for two in range(one)
    ]
    return Claim(all_of([*housed, *alone]))


def test_a_proof_that_takes_too_long_counts_as_not_settled_never_as_a_pass() -> None:
    hard = Invariant("pigeons", "Twelve pigeons do not fit in eleven holes", "arithmetic", pigeons)
    result = prove(Study(law_study().edition, law_study().plain, limit_ms=20), hard)
    assert result.holds is None
    assert "NOT SETTLED" in result.as_text()


def test_a_case_that_the_evaluator_does_not_bear_out_is_never_shown() -> None:
    study = law_study()
    other = study_of(changed([rule("planted", "ground.unlawful", "held_by_council")]))
    model = found(study.prover, complete_case(study, study.plain))
    with pytest.raises(Misread, match=r"ground\.unlawful"):
        confirm(other.compiled, study.plain, model, study.world, study.questions)
