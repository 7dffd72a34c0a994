"""Spoils each rule in turn and sees whether a worked case notices."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gatekeeper.core.facts import Facts
from gatekeeper.core.rules import Rule
from gatekeeper.policy.cases import Failure, RuleCase
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import LIMIT_MS
from gatekeeper.policy.proof.guard import Guard
from gatekeeper.policy.proof.killing import Killer
from gatekeeper.policy.proof.mutation import Mutant, mutants_of
from gatekeeper.policy.proof.study import Study, plain_case
from gatekeeper.policy.proof.survivors import Accepted, Equivalence, Survivor


@dataclass(frozen=True, slots=True)
class MutationReport:
    """How many mutants there were of each kind of slip, and what became of them.

    ``killed``: a case fails. ``guarded``: no case does, but the law's invariant of that id would be broken.
    ``equivalent``: proved to change no answer. ``accepted``: listed with a reason. ``survivors``: none of these.
    ``stale``: accepted entries of no mutant left over. ``failing``: cases that fail with no rule spoiled, so that they
    can show nothing. ``unsettled``: no proof in time.
    """

    tried: Counter[str]
    killed: Counter[str]
    guarded: tuple[tuple[Mutant, str], ...]
    equivalent: tuple[Mutant, ...]
    accepted: tuple[Mutant, ...]
    survivors: tuple[Survivor, ...]
    unsettled: tuple[Mutant, ...]
    stale: tuple[Accepted, ...]
    failing: tuple[Failure, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every mutant is noticed, harmless or accepted."""
        return not (self.survivors or self.unsettled or self.stale or self.failing)

    def as_text(self) -> str:
        """The report for a person to read: what to mend first, the counts last."""
        lines = [f"FAILS UNSPOILED: {each.case.place}: {each.why}" for each in self.failing]
        lines += [f"SURVIVES: {each.as_text()}" for each in self.survivors]
        lines += [f"NOT SETTLED in time: {each.rule.id}: {each.change}" for each in self.unsettled]
        lines += [f"ACCEPTED IN VAIN: {each.rule}: {each.change}: delete the entry" for each in self.stale]
        lines += [f"noticed by no case, but by {by}: {each.rule.id}: {each.change}" for each, by in self.guarded]
        lines += [f"proved to change nothing: {each.rule.id}: {each.change}" for each in self.equivalent]
        lines += [f"  {kind}: {self.killed[kind]} of {count} noticed" for kind, count in sorted(self.tried.items())]
        noticed = f"{self.killed.total()} noticed by a case, {len(self.guarded)} by an invariant only"
        rest = f"{len(self.equivalent)} proved to change nothing, {len(self.accepted)} accepted"
        counts = f"{self.tried.total()} mutants: {noticed}, {rest}, {len(self.survivors)} survive."
        return "\n".join([*lines, f"{counts} Took {self.seconds:.1f} seconds."])


def mutants(
    edition: Edition,
    cases: Iterable[RuleCase],
    accepted: Iterable[Accepted] = (),
    others: Iterable[tuple[Edition, Iterable[RuleCase]]] = (),
    plain: Facts | None = None,
    limit_ms: int = LIMIT_MS,
) -> MutationReport:
    """Try every mutant of every rule of the edition against the worked cases.

    ``others`` are further editions, each with its own cases, such as the law with a council's rules: their further
    rules are tried too, and a rule that several editions hold is noticed if the cases of one of them notice it.
    """
    began = time.perf_counter()
    base = plain_case(edition.vocabulary) if plain is None else plain
    first = Study(edition, base, limit_ms)
    work = _Work([_Side(first, cases)], accepted)
    for other, its_cases in others:
        work.sides.append(_Side(Study(other, base, limit_ms, like=first.world), its_cases))
    for mutant in mutants_of(work.rules(), edition.vocabulary):
        work.on(mutant)
    return work.report(began)


class _Side:
    """One edition with its cases, and what notices mutants of its rules; made when first needed."""

    def __init__(self, study: Study, cases: Iterable[RuleCase]) -> None:
        self._study = study
        self.rules = {rule.id: rule for rule in study.edition.rules}
        self.killer = Killer(study, cases)

    @cached_property
    def same(self) -> Equivalence:
        return Equivalence(self._study)

    @cached_property
    def guard(self) -> Guard:
        return Guard(self._study)


class _Work:
    """The trial in hand."""

    def __init__(self, sides: list[_Side], accepted: Iterable[Accepted]) -> None:
        self.sides = sides
        self._listed = {(each.rule, each.change): each for each in accepted}
        self._tried, self._killed = Counter[str](), Counter[str]()
        self._guarded: list[tuple[Mutant, str]] = []
        self._survivors: list[tuple[Mutant, _Side]] = []
        self._left: dict[str, list[Mutant]] = {"equivalent": [], "unsettled": [], "accepted": []}

    def rules(self) -> Iterator[Rule]:
        """Every rule of every side, once."""
        return iter(dict.fromkeys(rule for side in self.sides for rule in side.rules.values()))

    def on(self, mutant: Mutant) -> None:
        """Try one mutant wherever its rule stands."""
        self._tried[mutant.kind] += 1
        sides = [side for side in self.sides if side.rules.get(mutant.rule.id) == mutant.rule]
        if any(side.killer.kills(mutant) is not None for side in sides):
            self._killed[mutant.kind] += 1
            return
        possible = [(side, side.same.possible(mutant)) for side in sides]
        live = [side for side, each in possible if each is True]
        if not live:
            self._left["unsettled" if any(each is None for _, each in possible) else "equivalent"].append(mutant)
            return
        by = live[0].guard.notices(mutant)
        if by is not None:
            self._guarded.append((mutant, by))
        elif (mutant.rule.id, mutant.change) in self._listed:
            self._left["accepted"].append(mutant)
        else:
            self._survivors.append((mutant, live[0]))

    def report(self, began: float) -> MutationReport:
        """What became of all that were tried."""
        needed = {(mutant.rule.id, mutant.change) for mutant in self._left["accepted"]}
        return MutationReport(
            tried=self._tried,
            killed=self._killed,
            guarded=tuple(self._guarded),
            equivalent=tuple(self._left["equivalent"]),
            accepted=tuple(self._left["accepted"]),
            survivors=tuple(side.same.survivor(mutant) for mutant, side in self._survivors),
            unsettled=tuple(self._left["unsettled"]),
            stale=tuple(entry for key, entry in self._listed.items() if key not in needed),
            failing=tuple(failure for side in self.sides for failure in side.killer.failing),
            seconds=time.perf_counter() - began,
        )
