"""What the law says must never happen, all of it: each with an English name and the law it comes from."""

from __future__ import annotations

from gatekeeper.policy.proof.invariant import Invariant
from gatekeeper.policy.proof.invariants.bars import BARS
from gatekeeper.policy.proof.invariants.need import NEED
from gatekeeper.policy.proof.invariants.opening import OPENING
from gatekeeper.policy.proof.invariants.packs import PACKS
from gatekeeper.policy.proof.invariants.rights import RIGHTS
from gatekeeper.policy.proof.invariants.unknown import UNKNOWN

INVARIANTS: tuple[Invariant, ...] = (*BARS, *RIGHTS, *OPENING, *NEED, *UNKNOWN, *PACKS)
