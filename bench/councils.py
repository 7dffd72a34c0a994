"""One council among a hundred: its decision must take no longer because the others have rules of their own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import cycle, islice, product
from time import perf_counter

from bench.report import Goal, Section, figure, table
from bench.scale import DAY, SEED, Scale
from bench.situations import Situation
from bench.timing import Contestant, measure
from gatekeeper.core.answers import Answer
from gatekeeper.core.facts import Condition, Fact, Facts
from gatekeeper.core.rules import Rule
from gatekeeper.policy.library import Law, law
from gatekeeper.policy.rulebook import EditionRulebook

OTHERS_BETWEEN = 3
"""How many other councils decide between two timed decisions of the one."""

CHOSEN = 3
"""For how many of the councils decisions are timed."""

SITUATIONS = 24
ROUNDS = 48
CASBIN_A_ROUND = 1
Asked = tuple[str, Facts]
"""A council's name and the findings it decides on."""


def own_rules(written: Law, council: str, count: int, rng: random.Random) -> tuple[Rule, ...]:
    """Invent a council's own rules, on questions that a protocol may answer, one to three findings each."""
    questions = [question.name for question in written.questions if question.packs_may_add]
    facts = list(written.vocabulary)
    return tuple(
        Rule(
            id=f"{council}_rule_{number:02d}",
            question=rng.choice(questions),
            when=tuple(_condition(fact, rng) for fact in rng.sample(facts, rng.randint(1, 3))),
            effect="deny" if rng.random() < 0.25 else "allow",
            source=f"Invented protocol, paragraph {number}",
            sentence="An invented rule that stands for one of a council's own.",
            from_on=DAY,
            to_on=None,
            origin=council,
        )
        for number in range(1, count + 1)
    )


def _condition(fact: Fact, rng: random.Random) -> Condition:
    return Condition(fact.name, rng.choice(fact.choices) if fact.choices else None, rng.random() < 0.3)


def rulebooks(scale: Scale) -> dict[str, EditionRulebook]:
    """Give every invented council a rulebook of its own: the law and its own rules."""
    rng, written = random.Random(SEED), law()
    names = [f"council_{number:03d}" for number in range(1, scale.councils + 1)]
    added = {name: own_rules(written, name, scale.own_rules, rng) for name in names}
    return {name: EditionRulebook(written.edition(DAY, rules)) for name, rules in added.items()}


class Registry:
    """The councils served, by name."""

    def __init__(self, served: dict[str, EditionRulebook]) -> None:
        self._served = served
        self._turn = cycle(served)

    def compiled(self, asked: Asked) -> dict[str, Answer]:
        """Decide with the compiled evaluator, with trace."""
        evaluator = self._served[asked[0]].compiled
        return evaluator.answers(evaluator.encode(asked[1]))

    def casbin(self, asked: Asked) -> dict[str, Answer]:
        """Decide with stock Casbin."""
        return self._served[asked[0]].oracle.answers(asked[1])

    def let_others_decide(self, facts: Facts) -> None:
        """Have the next few councils decide on the same findings."""
        for _ in range(OTHERS_BETWEEN):
            self.compiled((next(self._turn), facts))


def contestants(books: dict[str, EditionRulebook], given: Sequence[Asked]) -> tuple[Contestant, ...]:
    """Each council alone, warm and undisturbed; and the same council while the others decide in between."""
    among, alone = Registry(books), {name: Registry({name: book}) for name, book in books.items()}

    def others(index: int) -> None:
        among.let_others_decide(given[index][1])

    return (
        Contestant("compiled, alone", given, lambda asked: alone[asked[0]].compiled(asked)),
        Contestant("compiled, among all", given, among.compiled, before=others),
        Contestant("pycasbin, alone", given, lambda asked: alone[asked[0]].casbin(asked), CASBIN_A_ROUND),
        Contestant("pycasbin, among all", given, among.casbin, CASBIN_A_ROUND, others),
    )


def rounds_by_council(books: dict[str, EditionRulebook], scale: Scale, given: Sequence[Asked]) -> list[list[int]]:
    """Each round is all situations of one council, in an order drawn afresh; a few councils take turns."""
    rng = random.Random(SEED)
    chosen = rng.sample(list(books), CHOSEN)
    indexes = {name: [i for i, asked in enumerate(given) if asked[0] == name] for name in chosen}
    turns = islice(cycle(chosen), min(ROUNDS, 2 * scale.rounds))
    return [rng.sample(indexes[name], len(indexes[name])) for name in turns]


def section(scale: Scale, situations: Sequence[Situation]) -> Section:
    """Measure a decision for one of many councils against the same decision when that council is alone."""
    started = perf_counter()
    books = rulebooks(scale)
    built = perf_counter() - started
    drawn = random.Random(SEED).sample(situations, min(SITUATIONS, len(situations)))
    given = [(name, situation.facts) for name, situation in product(books, drawn)]
    timings = measure(contestants(books, given), rounds_by_council(books, scale, given))
    ratios = {way: timings.ratio(f"{way}, among all", f"{way}, alone") for way in ("compiled", "pycasbin")}
    lines = (
        f"{len(books)} councils, each its own rulebook; {len(books) * scale.own_rules:,} rules of their own"
        f" besides the law; built in {built:.1f} s.",
        f"Among all: {OTHERS_BETWEEN} other councils decide between two timed decisions.",
        *table(
            ("", "median us", "p99 us", "decisions"),
            ((name, figure(timings.median_us(name)), figure(timings.p99_us(name)), str(len(timings.samples(name))))
             for name in timings.times),
        ),
    )
    goals = tuple(Goal(f"one of {len(books)} councils / that council alone, {way}", ratio, 1.2)
                  for way, ratio in ratios.items())
    return Section("One council among many", lines, goals)
