"""Tests that those who are timed against each other decide the same question, and that one who does not is noticed."""

from __future__ import annotations

import pytest

from bench.cedar import QUESTION, Inlined
from bench.decisions import CASBIN, MEMO_VECTOR, PLAIN, Unfair, check, contestants
from bench.plain import generate, source
from bench.situations import Situation
from gatekeeper.core.answers import Answer
from gatekeeper.core.facts import Facts
from gatekeeper.policy.compiled import as_values
from gatekeeper.policy.rulebook import EditionRulebook


@pytest.fixture(scope="module")
def complete(worked: tuple[Facts, ...]) -> list[Facts]:
    """The worked cases in which every finding is known."""
    return [facts for facts in worked if None not in facts.values()]


def values(rulebook: EditionRulebook, facts: Facts) -> dict[str, bool | None]:
    return rulebook.compiled.values(rulebook.compiled.encode(facts))


def test_plain_python_answers_every_question_as_the_rules_do(rulebook: EditionRulebook, complete: list[Facts]) -> None:
    plain = generate(rulebook.edition)
    assert complete
    assert [plain(facts) for facts in complete] == [values(rulebook, facts) for facts in complete]


def test_plain_python_answers_the_questions_in_their_order(rulebook: EditionRulebook, complete: list[Facts]) -> None:
    assert list(generate(rulebook.edition)(complete[0])) == [question.name for question in rulebook.questions]


def test_plain_python_reads_every_fact_from_what_it_is_given(rulebook: EditionRulebook) -> None:
    named = {condition.fact for rule in rulebook.edition.rules for condition in rule.when}
    text = source(rulebook.edition)
    read = {fact.name for fact in rulebook.vocabulary if f"facts[{fact.name!r}]" in text}
    assert read == named - {question.name for question in rulebook.questions}


def test_cedar_permits_exactly_what_she_is_entitled_to(rulebook: EditionRulebook, complete: list[Facts]) -> None:
    cedar = Inlined(rulebook)
    permitted = [cedar.permits(cedar.context(facts)) for facts in complete]
    assert permitted == [values(rulebook, facts)[QUESTION] for facts in complete]
    assert set(permitted) == {True, False}


def test_cedar_has_a_policy_for_each_rule_on_the_question(rulebook: EditionRulebook) -> None:
    written = Inlined(rulebook).text
    rules = rulebook.rules_on(QUESTION)
    assert [f'@id("{rule.id}")' in written for rule in rules] == [True] * len(rules)
    assert written.count("forbid") == sum(rule.effect == "deny" for rule in rules)


def test_cedar_is_told_no_where_a_finding_is_not_yet_known(rulebook: EditionRulebook) -> None:
    unknown: Facts = dict.fromkeys(fact.name for fact in rulebook.vocabulary)
    assert set(Inlined(rulebook).context(unknown).values()) == {False, ""}


def test_all_agree_on_the_situations_that_are_timed(
    rulebook: EditionRulebook, chosen: tuple[Situation, ...]
) -> None:
    complete = check(chosen, rulebook, generate(rulebook.edition), Inlined(rulebook))
    assert 0 < complete < len(chosen)


def test_a_plain_python_that_answers_otherwise_is_not_timed(
    rulebook: EditionRulebook, chosen: tuple[Situation, ...]
) -> None:
    right = generate(rulebook.edition)

    def wrong(facts: Facts) -> dict[str, bool]:
        return {**right(facts), QUESTION: not right(facts)[QUESTION]}

    with pytest.raises(Unfair, match=f"generated plain Python answers {QUESTION}"):
        check(chosen, rulebook, wrong, Inlined(rulebook))


def test_a_cedar_policy_on_another_question_is_not_timed(
    rulebook: EditionRulebook, chosen: tuple[Situation, ...]
) -> None:
    with pytest.raises(Unfair, match=f"Cedar answers {QUESTION}"):
        check(chosen, rulebook, generate(rulebook.edition), Inlined(rulebook, "member.asks"))


def test_all_who_keep_a_trace_give_the_same_answers(
    rulebook: EditionRulebook, chosen: tuple[Situation, ...]
) -> None:
    plain, cedar = generate(rulebook.edition), Inlined(rulebook)
    last = len(chosen) - 1
    for each in contestants(chosen, rulebook, plain, cedar):
        said = each.decide(each.given[last])
        if isinstance(said, dict) and isinstance(said[QUESTION], Answer):
            assert as_values(said) == values(rulebook, chosen[last].facts), each.name


def test_the_yardstick_the_memory_and_casbin_are_among_the_contestants(
    rulebook: EditionRulebook, chosen: tuple[Situation, ...]
) -> None:
    everyone = contestants(chosen, rulebook, generate(rulebook.edition), Inlined(rulebook))
    assert {PLAIN, MEMO_VECTOR, CASBIN} <= {each.name for each in everyone}
    assert {len(each.given) for each in everyone} == {len(chosen)}
