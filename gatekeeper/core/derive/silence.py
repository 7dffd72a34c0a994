"""What the law takes from silence: findings against a councillor that nobody has made are not there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from gatekeeper.core.facts import Value


class Silence(NamedTuple):
    """The value a fact has where nothing at all is written of it, and why the law has it so."""

    value: Value
    reason: str


_EVIDENCE = "It takes evidence, not suspicion, and it is put to the councillor first (law 5.2 (8))."
_BURDEN = (
    "The need of a member of the responsible body is presumed; displacing that is for the council (law 5.2 (9))."
)

SILENCE_IS_NO_FINDING: Final[Mapping[str, Silence]] = MappingProxyType(
    {
        "improper_purpose_evidenced": Silence(False, _EVIDENCE),
        "improper_purpose_dominant": Silence(False, _EVIDENCE),
        "curiosity_only": Silence(
            False, f"That nothing but curiosity is behind it is the director's finding. {_EVIDENCE}"
        ),
        "covert_research": Silence(False, f"That work is asked for covertly is the director's finding. {_EVIDENCE}"),
        "later_use_differs": Silence(
            False, f"She is taken at her word that the use is the one she gave (UK GDPR Article 5(1)(b)). {_EVIDENCE}"
        ),
        "circulation_limited": Silence(
            False, f"A limit on circulation is an act of the responsible committee. {_BURDEN}"
        ),
        "matter_closed": Silence(False, _BURDEN),
        "disproportionate": Silence(
            False, "That an answer would be out of proportion is found after narrowing was tried (law 5.2 (15))."
        ),
        "narrowing_offered": Silence(
            False,
            "A request fails as a trawl only after help to narrow it was offered, and that offer is recorded "
            "(law 5.2 (6); Freedom of Information Act 2000 s.16).",
        ),
        "undertaking_refused": Silence(
            False, "A refusal can follow only an undertaking that was asked for, and it is recorded (law 5.2 (14))."
        ),
        "ground_offered": Silence(
            "none", "A ground for refusing is there only once somebody has put it forward (Chadwick)."
        ),
        "through_assistant": Silence(
            False,
            "A group assistant has no right of his own and names the councillor he asks for (R57); a request that "
            "names none is the requester's own.",
        ),
    }
)
"""Only here is silence an answer. Everything else of which nothing is written is not yet known."""


def silence_table() -> str:
    """The same as a Markdown table, for docs/case-file.md."""
    rows = (
        f"| `{fact}` | `{_shown(silence.value)}` | {silence.reason} |"
        for fact, silence in SILENCE_IS_NO_FINDING.items()
    )
    return "\n".join(["| fact | taken as | why |", "|---|---|---|", *rows])


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
