"""Proofs about the written rules: that each is live, that the law is kept, how two editions differ, what cases miss.

Needs the prover z3 (``pip install 'gatekeeper[proof]'``); nothing else in the program imports this package.
"""

from __future__ import annotations

from gatekeeper.policy.proof.analysis import Report, analyse
from gatekeeper.policy.proof.comparison import Comparison, Difference, compare
from gatekeeper.policy.proof.mutants import MutationReport, mutants
from gatekeeper.policy.proof.survivors import Accepted, load_accepted

__all__ = [
    "Accepted",
    "Comparison",
    "Difference",
    "MutationReport",
    "Report",
    "analyse",
    "compare",
    "load_accepted",
    "mutants",
]
