"""Mutants that no case notices: proved to be no mutants at all, accepted for a reason, or in want of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gatekeeper.core.facts import Facts
from gatekeeper.core.rules import Rule
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.proof.encode import Formula, Prover, any_of, both, differ
from gatekeeper.policy.proof.known import answer_rails, everything_known
from gatekeeper.policy.proof.mutation import Mutant
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.witness import differences, known_in, known_like_base
from gatekeeper.policy.proof.world import rows_by_question
from gatekeeper.policy.vocabulary import read_toml


@dataclass(frozen=True, slots=True)
class Accepted:
    """A mutant that no case need notice, and why."""

    rule: str
    change: str
    reason: str


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices, and the findings (apart from the plain case) with which a case would."""

    mutant: Mutant
    given: tuple[str, ...]
    answer: str

    def as_text(self) -> str:
        """Rule, slip, and the case that would notice it."""
        given = ", ".join(self.given) or "nothing but the plain case"
        rule = self.mutant.rule
        return f"{rule.id}: {self.mutant.change}: {rule.question} is {self.answer} given {given}"


def load_accepted(path: Path) -> tuple[Accepted, ...]:
    """Read the accepted mutants. Raises PolicyError for an entry without rule, change or reason, or with more."""
    found: list[Accepted] = []
    for entry in read_toml(path).get("accepted", []):
        filled = all(isinstance(value, str) and value.strip() for value in entry.values())
        if set(entry) != {"rule", "change", "reason"} or not filled:
            place = f"{path.name}: {entry.get('rule')!r}"
            raise PolicyError(place, "its fields are not clear", "give rule, change and reason, each in words")
        found.append(Accepted(**entry))
    return tuple(found)


class Equivalence:
    """Proves that a spoiled rule makes no difference to any answer, known or unknown facts alike."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._rules = rows_by_question(study.edition)
        self._rights = {route.right for route in study.routes}
        self._everything_known = everything_known(study.vocabulary)
        self._prover = Prover(study.rails.always, study.limit_ms)

    def differs(self, mutant: Mutant) -> Formula:
        """The facts, known or not, on which the question (or, for a right, whether it applies) comes out otherwise."""
        listed = self._rules[mutant.rule.question]
        before, after = self._rails(listed), self._rails(mutant.put_into(listed))
        asked = ("yes", "no", "applies", "applies_not") if mutant.rule.question in self._rights else ("yes", "no")
        return any_of(differ(before[rail], after[rail]) for rail in asked)

    def _rails(self, listed: tuple[Rule, ...]) -> Mapping[str, Formula]:
        return answer_rails(self._study.rails, listed)

    def possible(self, mutant: Mutant) -> bool | None:
        """Whether any facts tell the mutant from the rule: False is a proof that none do, None is no answer in time."""
        return self._prover.possible(self.differs(mutant))

    def survivor(self, mutant: Mutant) -> Survivor:
        """The survivor with the facts, nearest to the plain case, that tell it from the rule."""
        study = self._study
        goal = self.differs(mutant)
        certain = both(goal, self._everything_known)
        goal = certain if self._prover.possible(certain) else goal
        model = self._prover.nearest(goal, known_like_base(study.vocabulary, study.plain, study.rails))
        if model is None:
            return Survivor(mutant, (), "not settled")
        facts: Facts = known_in(model, study.vocabulary, study.rails)
        answer = study.compiled.answers(study.compiled.encode(facts))[mutant.rule.question]
        spoke = mutant.rule.id in (*answer.speaking_for, *answer.speaking_against)
        word = {True: "yes", False: "no", None: "not known"}[answer.value]
        place = "inside" if spoke else "outside"
        return Survivor(mutant, differences(facts, study.plain), f"{word} ({place} the rule)")
