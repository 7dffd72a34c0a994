"""Two editions side by side: every way in which they can decide a case differently, each shown by such a case."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gatekeeper.core.facts import Facts
from gatekeeper.core.rules import Rule
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import LIMIT_MS, Formula, both, differ, no
from gatekeeper.policy.proof.pair import Case, Pair
from gatekeeper.policy.proof.standing import OUTCOMES, POSITIONS, RANK, Standing
from gatekeeper.policy.proof.study import plain_case
from gatekeeper.policy.proof.witness import Witness

Kind = Literal["outcome", "position", "question", "rule"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``subject`` is the outcome, position, question or rule it is about; ``sentence`` tells in plain
    words what a councillor has under one that she has not under the other; ``because`` are the rules that stand in one
    edition only and speak on the ``witness``, as ``edition: rule``. No witness: the difference never shows.
    """

    kind: Kind
    subject: str
    sentence: str
    witness: Witness | None
    because: tuple[str, ...] = ()

    def as_text(self) -> str:
        """A few lines."""
        lines = [f"{self.kind} {self.subject}: {self.sentence}"]
        lines += [f"    case: {self.witness.as_text()}"] if self.witness else []
        lines += [f"    because of {rule}" for rule in self.because]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every difference of two editions, each confirmed by the compiled evaluator; ``unsettled`` ran out of time."""

    names: tuple[str, str]
    differences: tuple[Difference, ...]
    unsettled: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every question was settled; differences are no defect."""
        return not self.unsettled

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(each for each in self.differences if each.kind == kind)

    def as_text(self) -> str:
        """The comparison for a person to read, what matters most first."""
        lines = [each.as_text() for each in self.differences]
        lines += [f"NOT SETTLED in time: {each}" for each in self.unsettled]
        count = len(self.differences)
        found = f"{count} differences" if count else "No difference"
        lines.append(f"{found} between {self.names[0]} and {self.names[1]}. Took {self.seconds:.1f} seconds.")
        return "\n".join(lines)


def compare(
    one: Edition,
    other: Edition,
    names: tuple[str, str] = ("the first", "the second"),
    plain: Facts | None = None,
    limit_ms: int = LIMIT_MS,
) -> Comparison:
    """Find every pair of outcomes, of positions and of answers that one case can have under two editions, and which
    rules differ. Raises ValueError if the editions speak of different facts, Misread if a case is not borne out.
    """
    began = time.perf_counter()
    pair = Pair(one, other, plain_case(one.vocabulary) if plain is None else plain, limit_ms)
    work = _Work(pair, names)
    found = (*work.outcomes(), *work.positions(), *work.questions(), *work.rules())
    return Comparison(names, found, tuple(work.unsettled), time.perf_counter() - began)


class _Work:
    """The comparison in hand."""

    def __init__(self, pair: Pair, names: tuple[str, str]) -> None:
        self._pair = pair
        self._names = names
        self.unsettled: list[str] = []

    def outcomes(self) -> Iterator[Difference]:
        """Each pair of unlike outcomes that one case can have."""
        one, other = self._pair.outcomes
        for here in OUTCOMES:
            for there in OUTCOMES:
                if here != there:
                    yield from self._standing("outcome", both(one[here], other[there]), Standing(here), Standing(there))

    def positions(self) -> Iterator[Difference]:
        """Each pair of unlike common-law positions that one case for a person can have."""
        one, other = self._pair.standings
        for here in (Standing("refer", position) for position in POSITIONS):
            for there in (Standing("refer", position) for position in POSITIONS):
                if here != there:
                    yield from self._standing("position", both(one[here], other[there]), here, there)

    def _standing(self, kind: Kind, goal: Formula, here: Standing, there: Standing) -> Iterator[Difference]:
        words = [each.position or each.outcome for each in (here, there)]
        subject = f"{words[0]} / {words[1]}".replace("_", " ")
        case = self._case(goal, f"{kind} {subject}")
        if case is not None:
            yield Difference(kind, subject, self._sentence(here, there), case.witness, self._because(case))

    def _sentence(self, here: Standing, there: Standing) -> str:
        ranked = list(zip(self._names, (here, there), strict=True))
        if RANK[there] > RANK[here]:
            ranked.reverse()
        (more, better), (less, worse) = ranked
        return f"under {more} {_IN_WORDS[better]}; under {less} {_IN_WORDS[worse]}"

    def questions(self) -> Iterator[Difference]:
        """Each question that one case can have answered yes under one and no under the other."""
        for name, asks in self._pair.questions.items():
            for yes, not_so in ((0, 1), (1, 0)):
                worlds = self._pair.worlds
                goal = both(worlds[yes][name], no(worlds[not_so][name]))
                case = self._case(goal, f"question {name}")
                if case is not None:
                    sentence = f"{asks} Yes under {self._names[yes]}, no under {self._names[not_so]}"
                    yield Difference("question", name, sentence, case.witness, self._because(case, name))

    def rules(self) -> Iterator[Difference]:
        """Each rule that stands in one edition only, or is written differently, and whether that ever shows."""
        for rule, side in self._pair.own_rules:
            worlds = self._pair.worlds
            differs = differ(worlds[0][rule.question], worlds[1][rule.question])
            case = self._case(both(worlds[side].rows[rule.id], differs), f"rule {rule.id}")
            yield Difference("rule", rule.id, self._about(rule, side, case is not None), case.witness if case else None)

    def _about(self, rule: Rule, side: int, shows: bool) -> str:
        other = self._pair.rule(1 - side, rule.id)
        where = f"stands under {self._names[side]} only" if other is None else (
            f"is written otherwise under {self._names[1 - side]} ({other.effect} when {other.written})"
        )
        effect = "" if shows else " No answer to its question ever differs where it speaks."
        return f"{rule.sentence} ({rule.source}) It {where}.{effect}"

    def _because(self, case: Case, question: str | None = None) -> tuple[str, ...]:
        return tuple(
            f"{self._names[side]}: {rule.id} ({rule.source}): {rule.sentence}"
            for rule, side in self._pair.causes(case, question)
        )

    def _case(self, goal: Formula, subject: str) -> Case | None:
        possible = self._pair.prover.possible(goal)
        if possible is None:
            self.unsettled.append(subject)
        return self._pair.case(goal) if possible else None


_IN_WORDS = {
    Standing("barred"): "it is barred: held for the monitoring officer",
    Standing("entitled"): "she is entitled to it as of right",
    Standing("not_entitled"): "she is not entitled to it at all",
    Standing("refer"): "a person decides",
    Standing("refer", "unsettled"): "her standing at common law is itself unsettled",
    Standing("refer", "excluded"): "it is excluded by rule, for a person to confirm or depart from",
    Standing("refer", "strict"): "strict need applies, which only a person settles",
    Standing("refer", "presumed"): "her need to know is presumed",
    Standing("refer", "need_shown"): "her need to know is shown",
    Standing("refer", "must_justify_in_specific_terms"): "she must justify her need in specific terms",
    Standing("refer", "must_justify"): "she must show her need to know",
}

