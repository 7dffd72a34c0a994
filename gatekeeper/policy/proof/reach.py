"""Which rules can ever speak, which can ever decide, and which questions can be answered either way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gatekeeper.core.facts import Condition
from gatekeeper.core.rules import Rule
from gatekeeper.policy.proof.encode import Formula, Prover, all_of, any_of, both, no
from gatekeeper.policy.proof.standing import standings
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.world import LAW_ORIGINS, World, encode, one_value_each

Reason = Literal["", "restates_route", "restates_law", "restated_by_pack"]


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What the prover says of one rule; None where the time ran out, which is never a pass.

    ``reachable``: its conditions can all hold. ``pivotal``: in some case, dropping the row changes what its question
    comes to (for a route's right: whether the route opens or is left to a person). ``matters``: in some case it
    changes the outcome or position of a passage. ``excepts``: for a deny row, it can meet an allow row that it takes
    away.

    ``excuse`` is why a row that never decides may stand: ``restates_route`` (a right repeats its route's own bar,
    block or doubt), ``restates_law`` (a council's rule says again what another says), ``restated_by_pack`` (it decides
    where the council's rule that says it again is left aside). ``waits``: it speaks only once a council's rules answer
    a question that is left to them.
    """

    rule: Rule
    reachable: bool | None
    pivotal: bool | None
    matters: bool | None
    excepts: bool | None
    excuse: Reason = ""
    waits: bool = False

    @property
    def ok(self) -> bool:
        """Whether the rule may stand as it is."""
        decides = self.pivotal is True or (self.pivotal is False and bool(self.excuse))
        return self.reachable is True and decides and self.excepts is True and self.matters is not None

    def as_text(self) -> str:
        """What is wrong, with place and remedy; empty if nothing is."""
        place = f"{self.rule.place or self.rule.id}: {self.rule.question} <- {self.rule.written}"
        if None in (self.reachable, self.pivotal, self.matters, self.excepts):
            return f"NOT SETTLED in time: {place}"
        if not self.reachable:
            return f"UNREACHABLE: {place}. Its conditions can never all hold: mend or delete it"
        if not self.excepts:
            return f"EMPTY EXCEPTION: {place}. It never meets a rule it could take anything from: mend or delete it"
        return "" if self.ok else f"DEAD: {place}. Without it no answer would ever differ: mend or delete it"


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """Whether a question can be answered yes, and no; None where the time ran out."""

    question: str
    can_be_yes: bool | None
    can_be_no: bool | None

    @property
    def ok(self) -> bool:
        """Whether it can be answered either way."""
        return self.can_be_yes is True and self.can_be_no is True

    def as_text(self) -> str:
        """What is wrong; empty if nothing is."""
        if self.ok:
            return ""
        if None in (self.can_be_yes, self.can_be_no):
            return f"NOT SETTLED in time: {self.question}"
        return f"ALWAYS {'no' if self.can_be_no else 'yes'}: {self.question} never comes out otherwise"


class Reach:
    """Asks the prover of every rule and question of one edition."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._world = encode(study.edition, study.awaited) if study.awaited else study.world
        self._prover = Prover(one_value_each(study.vocabulary, self._world.atoms), study.limit_ms)
        self._before = standings(self._world, study.routes)
        self._rights = {route.right: route for route in study.routes}
        self._cone = study.upstream(_decisive(study))
        self._after_packs = study.downstream(study.awaited) if study.awaited else frozenset()
        self._flips: dict[str, Formula] = {}

    def rules(self) -> Iterator[RuleFinding]:
        """A finding on every rule, in order."""
        for rule in self._study.edition.rules:
            yield self.on(rule)

    def questions(self) -> Iterator[QuestionFinding]:
        """A finding on every question, in order."""
        for question in self._study.questions:
            answer = self._world[question]
            yield QuestionFinding(question, self._can(answer), self._can(no(answer)))

    def _can(self, goal: Formula) -> bool | None:
        return self._prover.possible(goal)

    def on(self, rule: Rule) -> RuleFinding:
        """A finding on one rule. What moves an outcome decides its question, and what decides can speak: so most
        rules take one proof.
        """
        row, applies = self._world.rows[rule.id], self._world.applies[rule.question]
        matters = self._can(self._moves_outcome(rule)) if rule.question in self._cone else False
        pivotal = matters or self._can(self.decides(rule))
        return RuleFinding(
            rule=rule,
            reachable=pivotal or self._can(row),
            pivotal=pivotal,
            matters=matters,
            excepts=pivotal or rule.effect == "allow" or self._can(both(row, applies)),
            excuse="" if pivotal else self._excuse(rule),
            waits=self._waits(rule),
        )

    def _waits(self, rule: Rule) -> bool:
        if rule.question not in self._after_packs:
            return False
        nobody = [no(answer) for answer in self._study.awaited.values()]
        return self._can(all_of([self._world.rows[rule.id], *nobody])) is False

    def decides(self, rule: Rule, without: frozenset[str] = frozenset()) -> Formula:
        """The cases in which dropping the row changes what its question comes to; the rows ``without`` left aside."""
        world, row = self._world, self._world.rows[rule.id]
        same = [each for each in world.rules[rule.question] if each.id != rule.id and each.id not in without]
        allow = [world.rows[each.id] for each in same if each.effect == "allow"]
        allow += [world.awaited[rule.question]] if rule.question in world.awaited else []
        deny = [world.rows[each.id] for each in same if each.effect == "deny"]
        if rule.effect == "deny":
            return all_of([row, any_of(allow), no(any_of(deny))])
        route = self._rights.get(rule.question)
        stops = [world[name] for name in (route.bar, route.block) if name] if route else deny
        return all_of([row, no(any_of(allow)), no(any_of(stops))])

    def _moves_outcome(self, rule: Rule) -> Formula:
        if rule.question in self._rights:
            return both(self._world.rows[rule.id], self._differs(self._without(rule)))
        if rule.question not in self._flips:
            flipped = self._world.but(answers={rule.question: no(self._world[rule.question])})
            self._flips[rule.question] = self._differs(flipped)
        return both(self.decides(rule), self._flips[rule.question])

    def _without(self, rule: Rule) -> World:
        rules = dict(self._world.rules)
        rules[rule.question] = tuple(each for each in rules[rule.question] if each.id != rule.id)
        return self._world.under(rules)

    def _differs(self, other: World) -> Formula:
        after = standings(other, self._study.routes)
        return any_of(both(self._before[each], no(after[each])) for each in after)

    def _excuse(self, rule: Rule) -> Reason:
        if rule.origin not in LAW_ORIGINS:
            return "restates_law" if self._covered(rule) else ""
        own = {name for r in self._study.routes if r.right == rule.question for name in (r.bar, r.block, r.doubt)}
        if rule.effect == "deny" and len(rule.when) == 1 and _plainly(rule.when[0], own):
            return "restates_route"
        added = frozenset(each.id for each in self._study.edition.rules if each.origin not in LAW_ORIGINS)
        return "restated_by_pack" if added and self._can(self.decides(rule, added)) else ""

    def _covered(self, rule: Rule) -> bool:
        """Whether wherever the row speaks, another row says the same."""
        rows = self._world.rows
        same = [r for r in self._world.rules[rule.question] if r.id != rule.id and r.effect == rule.effect]
        return self._can(both(rows[rule.id], no(any_of(rows[each.id] for each in same)))) is False


def _plainly(condition: Condition, names: set[str | None]) -> bool:
    return not condition.negated and condition.fact in names


def _decisive(study: Study) -> list[str]:
    """The questions on which outcome and position directly rest."""
    named = [name for r in study.routes for name in (r.right, r.bar, r.block, r.doubt) if name]
    ladder = [name for name in study.questions if name.startswith("need.")]
    return [*named, *ladder, "refer.other_law", "bar.passage", "passage.entitled", "redact.inseparable"]


def unused(finding: RuleFinding) -> bool:
    """Whether a rule that can decide its question never changes what a passage comes to (notices, duties, warnings)."""
    return finding.pivotal is True and finding.matters is False


