"""Stock Casbin and the compiled evaluator answer alike, in three values, from many threads, and replay identically."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.core.facts import Facts, Value, Vocabulary
from gatekeeper.policy.compiled import as_values
from gatekeeper.policy.edition import Edition, read_edition
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import Law, law
from gatekeeper.policy.rulebook import Disagreement, EditionRulebook

VOCABULARY = law().vocabulary


def findings(unknown: bool) -> st.SearchStrategy[dict[str, Value]]:
    """Findings for every fact; with ``unknown``, some not yet known."""
    values = {f.name: st.sampled_from([*f.values(), *([None, None] if unknown else [])]) for f in VOCABULARY}
    return st.fixed_dictionaries(values)


def completed(facts: Facts, vocabulary: Vocabulary, seed: int) -> dict[str, Value]:
    """One completion of partial findings."""
    choose = random.Random(seed)
    return {f.name: facts[f.name] if facts[f.name] is not None else choose.choice(f.values()) for f in vocabulary}


@settings(max_examples=25)
@given(facts=findings(unknown=False))
def test_both_evaluators_agree_on_complete_findings(facts: dict[str, Value], book: EditionRulebook) -> None:
    answers = book.answer(facts)
    assert answers == book.compiled.answers(book.compiled.encode(facts))
    assert None not in as_values(answers).values(), "complete findings leave nothing unknown"


@settings(max_examples=25)
@given(facts=findings(unknown=True))
def test_both_evaluators_agree_on_partial_findings(facts: dict[str, Value], book: EditionRulebook) -> None:
    book.answer(facts)


@settings(max_examples=150)
@given(facts=findings(unknown=True), seed=st.integers(0, 10_000))
def test_a_known_answer_holds_in_every_completion(facts: dict[str, Value], seed: int, book: EditionRulebook) -> None:
    partial = book.compiled.values(book.compiled.encode(facts))
    whole = book.compiled.values(book.compiled.encode(completed(facts, VOCABULARY, seed)))
    assert all(whole[name] is value for name, value in partial.items() if value is not None)


def test_nothing_is_open_while_nothing_is_known(book: EditionRulebook) -> None:
    answers = book.answer({})
    assert [name for name, answer in answers.items() if answer.value is True] == []


def test_decisions_asked_from_eight_threads_never_fail(written: Law, plain: Facts) -> None:
    book = EditionRulebook(written.edition(date(2026, 11, 23)))
    flips = [{**plain, name: True} for name, value in plain.items() if value is False][:48]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(book.answer, flips * 2))
    assert found[: len(flips)] == found[len(flips) :]


def test_a_disagreement_between_the_evaluators_is_never_issued(written: Law, plain: Facts) -> None:
    honest = EditionRulebook(written.edition(date(2026, 11, 23)))
    rule = honest.rule("lga_1972_s100f_1")
    others = tuple(each for each in written.rules if each.id != rule.id)
    spoiled = Edition(
        written.model, VOCABULARY, written.questions, written.routes, (*others, replace(rule, effect="deny"))
    )
    book = EditionRulebook(spoiled)
    book.compiled = honest.compiled
    with pytest.raises(Disagreement, match=r"right\.s100f"):
        book.answer({**plain, "coming_at_committee": True})


def test_an_edition_is_read_back_from_its_canonical_text_with_the_same_digest(written: Law) -> None:
    edition = written.edition(date(2026, 11, 23))
    again = read_edition(edition.canonical, edition.digest)
    assert again.digest == edition.digest
    assert again.canonical == edition.canonical


def test_an_edition_that_was_tampered_with_is_refused(written: Law) -> None:
    edition = written.edition(date(2026, 11, 23))
    with pytest.raises(PolicyError, match="digest"):
        read_edition(edition.canonical.replace("deny", "allow", 1), edition.digest)


def test_the_digest_does_not_depend_on_the_order_in_which_rules_are_written(written: Law) -> None:
    edition = written.edition(date(2026, 11, 23))
    assert replace(edition, rules=tuple(reversed(edition.rules))).digest == edition.digest


def test_a_rule_counts_from_its_first_day_and_not_after_its_last(written: Law) -> None:
    rule = replace(written.rules[0], id="try_rule", from_on=date(2020, 1, 1), to_on=date(2026, 3, 31))
    there = {on: rule in written.edition(on, (rule,)).rules for on in (date(2020, 1, 1), date(2026, 3, 31))}
    assert all(there.values())
    assert rule not in written.edition(date(2019, 12, 31), (rule,)).rules
    assert rule not in written.edition(date(2026, 4, 1), (rule,)).rules


def test_an_edition_before_the_encoded_law_began_is_refused(written: Law) -> None:
    written.edition(date(2018, 5, 25))
    with pytest.raises(PolicyError, match="is not encoded"):
        written.edition(date(2018, 5, 24))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("p.eft == 'allow' && known(r.facts, p.when)", "p.eft == 'allow' && might(r.facts, p.when)"),
        ("e = some(where (p.eft == allow)) && !some(where (p.eft == deny))", "e = !some(where (p.eft == deny))"),
        ("[matchers]\n", "[matchers]\nm3 = true\n"),
        ("p = id, question, when, eft", "p = id, question, when"),
    ],
)
def test_a_model_that_says_anything_else_is_refused(was: str, becomes: str, written: Law) -> None:
    assert was in written.model
    with pytest.raises(PolicyError):
        replace(written.edition(date(2026, 11, 23)), model=written.model.replace(was, becomes, 1))


def test_the_other_distribution_called_casbin_is_absent() -> None:
    with pytest.raises(PackageNotFoundError):
        distribution("casbin")
