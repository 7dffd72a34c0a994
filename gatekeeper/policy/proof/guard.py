"""The law's invariants as a second pair of eyes on a spoiled rule that no worked case notices."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from gatekeeper.core.facts import FactError
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.proof.encode import all_of
from gatekeeper.policy.proof.invariant import Invariant
from gatekeeper.policy.proof.invariants import INVARIANTS
from gatekeeper.policy.proof.mutation import Mutant
from gatekeeper.policy.proof.study import Study


class Guard:
    """Tells which invariant, kept by the rules as they are, a spoiled rule would break."""

    def __init__(self, study: Study) -> None:
        self._study = study

    @cached_property
    def _kept(self) -> tuple[Invariant, ...]:
        """The invariants of complete facts that the unspoiled rules keep; an edition without their facts has none."""
        needed = [each for each in INVARIANTS if self._study.added or not each.packs_only]
        return tuple(each for each in needed if self._broken(self._study, each) is False)

    def notices(self, mutant: Mutant) -> str | None:
        """What notices the mutant: an invariant's id or the loader; None if nothing does."""
        edition = self._study.edition
        try:
            spoiled = replace(edition, rules=mutant.put_into(edition.rules))
        except PolicyError:
            return "the loader"
        study = Study(spoiled, self._study.plain, self._study.limit_ms, like=self._study.world)
        return next((each.id for each in self._kept if self._broken(study, each)), None)

    @staticmethod
    def _broken(study: Study, invariant: Invariant) -> bool | None:
        """None where it is not settled, or the edition lacks the facts and questions that the invariant names."""
        try:
            claim = invariant.claim(study)
        except (KeyError, FactError):
            return None
        if claim.partial:
            return None
        return study.prover.possible(all_of([*claim.always, claim.breach]))
