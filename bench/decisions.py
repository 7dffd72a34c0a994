"""One decision by every contestant: the compiled evaluator, its memory, stock Casbin, Cedar and plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.cedar import QUESTION, Inlined
from bench.plain import Plain, generate
from bench.report import Goal, Section, figure, table
from bench.scale import Scale
from bench.situations import Situation
from bench.timing import Contestant, Timings, measure, rounds_of
from gatekeeper.core.facts import Facts
from gatekeeper.policy.rulebook import EditionRulebook

PLAIN = "generated plain Python"
COMPILED = "compiled, with trace, from facts"
COMPILED_VECTOR = "compiled, with trace, from a vector"
ENCODING = "encoding the facts alone"
MEMO = "memo hit, from facts"
MEMO_VECTOR = "memo hit, from a vector"
CEDAR = "cedarpy, one inlined call"
CASBIN = "stock pycasbin, with trace"
CASBIN_A_ROUND = 2


class Unfair(RuntimeError):
    """A contestant answers differently, so that its time means nothing."""


def check(situations: Sequence[Situation], rulebook: EditionRulebook, plain: Plain, cedar: Inlined) -> int:
    """Compare every contestant on the complete situations and count those.

    Raises Unfair, or the rulebook's Disagreement: the rulebook itself compares the compiled evaluator with stock
    Casbin, on the partial situations too, and from then on remembers each.
    """
    for situation in situations:
        answers = rulebook.answer(situation.facts)
        expected = {name: answer.value for name, answer in answers.items()}
        if situation.complete:
            _same("generated plain Python", expected, plain(situation.facts))
            _same("Cedar", {QUESTION: expected[QUESTION]}, {QUESTION: cedar.permits(cedar.context(situation.facts))})
    return sum(situation.complete for situation in situations)


def _same(who: str, expected: Mapping[str, bool | None], said: Mapping[str, bool]) -> None:
    wrong = [name for name, value in expected.items() if said[name] is not value]
    if wrong:
        raise Unfair(f"{who} answers {wrong[0]} with {said[wrong[0]]}, the rulebook with {expected[wrong[0]]}")


def contestants(
    situations: Sequence[Situation], rulebook: EditionRulebook, plain: Plain, cedar: Inlined
) -> tuple[Contestant, ...]:
    """All who decide. Each gets facts of its own, never the object that was remembered."""
    compiled, oracle = rulebook.compiled, rulebook.oracle
    facts = [dict(situation.facts) for situation in situations]
    vectors = [compiled.encode(each) for each in facts]
    memory = {compiled.encode(each): rulebook.answer(each) for each in facts}

    def afresh(given: Facts) -> object:
        return compiled.answers(compiled.encode(given))

    return (
        Contestant(PLAIN, facts, plain),
        Contestant(COMPILED, facts, afresh),
        Contestant(COMPILED_VECTOR, vectors, compiled.answers),
        Contestant(ENCODING, facts, compiled.encode),
        Contestant(MEMO, facts, rulebook.answer),
        Contestant(MEMO_VECTOR, vectors, memory.__getitem__),
        Contestant(CEDAR, [cedar.context(each) for each in facts], cedar.permits),
        Contestant(CASBIN, facts, oracle.answers, at_most=CASBIN_A_ROUND),
    )


def section(scale: Scale, situations: Sequence[Situation], rulebook: EditionRulebook) -> Section:
    """Measure one decision by every contestant."""
    plain, cedar = generate(rulebook.edition), Inlined(rulebook)
    complete = check(situations, rulebook, plain, cedar)
    everyone = contestants(situations, rulebook, plain, cedar)
    timings = measure(everyone, rounds_of(len(situations), scale.rounds, scale.a_round))
    lines = (
        f"{len(situations)} situations, {complete} complete, {len(situations) - complete} partial;"
        f" {scale.rounds} rounds of {min(scale.a_round, len(situations))}.",
        f"All agree: stock Casbin on every one, plain Python and Cedar ({QUESTION} only) on the complete ones.",
        *_figures(timings, [each.name for each in everyone]),
        "",
        *_kinds(timings, situations),
    )
    return Section("One decision", lines, _goals(timings))


def _figures(timings: Timings, names: Sequence[str]) -> tuple[str, ...]:
    return table(
        ("", "median us", "p99 us", "x plain", "x cedarpy", "decisions"),
        (
            (
                name,
                figure(timings.median_us(name)),
                figure(timings.p99_us(name)),
                figure(timings.ratio(name, PLAIN)),
                figure(timings.ratio(name, CEDAR)),
                str(len(timings.samples(name))),
            )
            for name in names
        ),
    )


def _kinds(timings: Timings, situations: Sequence[Situation]) -> tuple[str, ...]:
    rows = []
    for kind in dict.fromkeys(situation.kind for situation in situations):
        only = {index for index, situation in enumerate(situations) if situation.kind == kind}
        ratios = [timings.ratio(*pair, only) for pair in ((COMPILED, PLAIN), (COMPILED, CEDAR), (MEMO, PLAIN))]
        rows.append((kind, figure(timings.median_us(COMPILED, only)), *map(figure, ratios)))
    return table((f"{COMPILED}, by kind", "median us", "x plain", "x cedarpy", "memo x plain"), rows)


def _goals(timings: Timings) -> tuple[Goal, ...]:
    return (
        Goal("three-valued decision with trace, from facts / plain Python", timings.ratio(COMPILED, PLAIN), 30),
        Goal("three-valued decision with trace, from facts / one inlined cedarpy call",
             timings.ratio(COMPILED, CEDAR), 0.5),
        Goal("memo hit, from facts / plain Python", timings.ratio(MEMO, PLAIN), 1),
    )
