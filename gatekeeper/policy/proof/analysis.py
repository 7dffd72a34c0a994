"""The analysis of one edition: every rule can speak and decide, every question turns both ways, the law is kept."""

from __future__ import annotations

import time
from dataclasses import dataclass

from gatekeeper.core.facts import Facts
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.proof.encode import LIMIT_MS
from gatekeeper.policy.proof.invariant import InvariantResult, prove
from gatekeeper.policy.proof.invariants import INVARIANTS
from gatekeeper.policy.proof.reach import QuestionFinding, Reach, RuleFinding, unused
from gatekeeper.policy.proof.study import Study, plain_case


@dataclass(frozen=True, slots=True)
class Report:
    """What was proved of one edition, for all facts. ``seconds`` is how long it took."""

    digest: str
    rules: tuple[RuleFinding, ...]
    questions: tuple[QuestionFinding, ...]
    invariants: tuple[InvariantResult, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether everything was proved. What was not settled in time counts as not proved."""
        return not self.problems

    @property
    def problems(self) -> tuple[str, ...]:
        """Each defect with its place or its case."""
        broken = [each.as_text() for each in self.invariants if each.holds is not True]
        broken += [each.as_text() for each in self.rules if not each.ok]
        return (*broken, *(each.as_text() for each in self.questions if not each.ok))

    def as_text(self) -> str:
        """The report for a person to read: the defects first, then what was proved, then what is worth knowing."""
        lines = [*self.problems, *(each.as_text() for each in self.invariants if each.holds is True)]
        lines += [f"{len(self.rules)} rules and {len(self.questions)} questions, each asked of all facts:"]
        lines += [f"  {words}: {', '.join(ids)}" for words, ids in self._notes() if ids]
        kept = sum(each.holds is True for each in self.invariants)
        verdict = "Everything is proved" if self.ok else f"{len(self.problems)} to mend"
        lines.append(f"{verdict}. {kept} of {len(self.invariants)} invariants hold. Took {self.seconds:.1f} seconds.")
        return "\n".join(lines)

    def _notes(self) -> list[tuple[str, list[str]]]:
        notes = (
            ("repeat their route's own bar, block or doubt", _excused(self, "restates_route")),
            ("of the council say again what another rule says", _excused(self, "restates_law")),
            ("of the law are said again by the council's own", _excused(self, "restated_by_pack")),
            ("wait for a council's own rules", [each.rule.id for each in self.rules if each.waits]),
            ("decide their question but never the outcome or position (duties, notices, route results)",
             [each.rule.id for each in self.rules if unused(each)]),
        )
        return [(f"{len(ids)} {words}", ids) for words, ids in notes]


def _excused(report: Report, excuse: str) -> list[str]:
    return [each.rule.id for each in report.rules if each.excuse == excuse]


def analyse(edition: Edition, plain: Facts | None = None, limit_ms: int = LIMIT_MS) -> Report:
    """Prove of an edition, for all facts, that its rules are live and that the law's invariants hold.

    ``plain`` is the case from which witnesses are told apart (the shipped one if left out); ``limit_ms`` bounds each
    single proof. Raises Misread if the prover and the compiled evaluator differ on a case.
    """
    began = time.perf_counter()
    study = Study(edition, plain_case(edition.vocabulary) if plain is None else plain, limit_ms)
    reach = Reach(study)
    asked = [each for each in INVARIANTS if study.added or not each.packs_only]
    return Report(
        digest=edition.digest,
        rules=tuple(reach.rules()),
        questions=tuple(reach.questions()),
        invariants=tuple(prove(study, each) for each in asked),
        seconds=time.perf_counter() - began,
    )
