"""Gathers every rule that spoke on a question, and on the questions it rests on, for and against."""

from __future__ import annotations

from gatekeeper.core.answers import Answers, Rulebook
from gatekeeper.core.decision.results import Spoke, Unmet
from gatekeeper.core.facts import Condition, Facts
from gatekeeper.core.rules import Rule


def spoke_on(question: str, rulebook: Rulebook, answers: Answers, helps: bool = True) -> tuple[Spoke, ...]:
    """Every rule that spoke on the question or on one it rests on, those nearest to the question first.

    ``helps`` tells whether a yes to the question helps what is being explained: a yes to a block does not.
    """
    found: list[Spoke] = []
    for name, same in rulebook.sides(question).items():
        answer = answers[name]
        found += [_spoke(rulebook.rule(rule), same is helps) for rule in answer.speaking_for]
        found += [_spoke(rulebook.rule(rule), same is not helps) for rule in answer.speaking_against]
    return tuple(found)


def spoke_itself(question: str, rulebook: Rulebook, answers: Answers, helps: bool = True) -> tuple[Spoke, ...]:
    """Every rule that spoke on the question itself, without those it rests on."""
    answer = answers[question]
    return (
        *(_spoke(rulebook.rule(rule), helps) for rule in answer.speaking_for),
        *(_spoke(rulebook.rule(rule), not helps) for rule in answer.speaking_against),
    )


def silent_on(question: str, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Spoke, ...]:
    """Every rule on the question, or on one it rests on, that only facts not yet known keep silent."""
    found: list[Spoke] = []
    for name, helps in rulebook.sides(question).items():
        answer = answers[name]
        for rules, towards in ((answer.silent_for, helps), (answer.silent_against, not helps)):
            for rule_id in rules:
                rule = rulebook.rule(rule_id)
                found.append(_spoke(rule, towards, waits_for(rule, rulebook, answers, facts)))
    return tuple(found)


def _spoke(rule: Rule, helps: bool, waits: tuple[str, ...] = ()) -> Spoke:
    return Spoke(rule.id, rule.question, "for" if helps else "against", rule.sentence, rule.source, waits)


def waits_for(rule: Rule, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[str, ...]:
    """The facts not yet known on which a silent rule waits, through the questions it rests on."""
    names: list[str] = []
    for condition in rule.when:
        if condition.fact not in answers:
            names += [condition.fact] if facts.get(condition.fact) is None else []
        elif answers[condition.fact].value is None:
            answer = answers[condition.fact]
            for rule_id in (*answer.silent_for, *answer.silent_against):
                names += waits_for(rulebook.rule(rule_id), rulebook, answers, facts)
    return tuple(dict.fromkeys(names))


def unmet(question: str, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Unmet, ...]:
    """The conditions that fail in the allow rule that comes nearest to holding."""
    rules = _rules_for(question, rulebook)
    if not rules:
        return ()
    failing = [[c for c in rule.when if _state(c, answers, facts) is False] for rule in rules]
    return tuple(_unmet(c, rulebook, answers, facts) for c in min(failing, key=len))


def nearest_failing(question: str, rulebook: Rulebook, answers: Answers, facts: Facts) -> tuple[Condition, ...]:
    """The failing conditions on plain facts behind the nearest allow rule, through the questions it rests on."""
    candidates: list[tuple[Condition, ...]] = []
    for rule in _rules_for(question, rulebook):
        found: list[Condition] = []
        for condition in rule.when:
            if _state(condition, answers, facts) is not False:
                continue
            if condition.fact not in answers:
                found.append(condition)
            elif not condition.negated:
                found += nearest_failing(condition.fact, rulebook, answers, facts)
        candidates.append(tuple(found))
    return min(candidates, key=len) if candidates else ()


def _rules_for(question: str, rulebook: Rulebook) -> tuple[Rule, ...]:
    return tuple(rule for rule in rulebook.rules_on(question) if rule.effect == "allow")


def _state(condition: Condition, answers: Answers, facts: Facts) -> bool | None:
    if condition.fact in answers:
        value = answers[condition.fact].value
    else:
        found = facts.get(condition.fact)
        value = None if found is None else (found == condition.value if condition.value is not None else found is True)
    return None if value is None else value is not condition.negated


def _unmet(condition: Condition, rulebook: Rulebook, answers: Answers, facts: Facts) -> Unmet:
    if condition.fact in answers:
        asks = next(question.asks for question in rulebook.questions if question.name == condition.fact)
        return Unmet(condition.fact, asks, in_words(answers[condition.fact].value), _needs(condition))
    asks = rulebook.vocabulary[condition.fact].asks
    return Unmet(condition.fact, asks, in_words(facts.get(condition.fact)), _needs(condition))


def _needs(condition: Condition) -> str:
    if condition.value is None:
        return "no" if condition.negated else "yes"
    return f"anything but {in_words(condition.value)}" if condition.negated else in_words(condition.value)


def in_words(value: bool | str | None) -> str:
    """A finding as a councillor reads it: yes, no, not yet known, or the words of a choice."""
    if isinstance(value, str):
        return value.replace("_", " ")
    return {True: "yes", False: "no", None: "not yet known"}[value]
