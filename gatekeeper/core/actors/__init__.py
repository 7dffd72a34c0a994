"""Who acts: the people appointed, their deputies, who stands aside and why, and that nobody acts twice."""

from __future__ import annotations

from gatekeeper.core.actors.choice import (
    Bar,
    BarCode,
    Candidate,
    CandidateCapacity,
    Choice,
    Flag,
    FlagCode,
    Refusal,
)
from gatekeeper.core.actors.errors import ActorError
from gatekeeper.core.actors.people import Absence, Act, Appointment, Capacity, PastAct, Seat, Tie
from gatekeeper.core.actors.situation import Function, Need, Situation
from gatekeeper.core.actors.who import may_act, stands_aside, who_acts

__all__ = [
    "Absence",
    "Act",
    "ActorError",
    "Appointment",
    "Bar",
    "BarCode",
    "Candidate",
    "CandidateCapacity",
    "Capacity",
    "Choice",
    "Flag",
    "FlagCode",
    "Function",
    "Need",
    "PastAct",
    "Refusal",
    "Seat",
    "Situation",
    "Tie",
    "may_act",
    "stands_aside",
    "who_acts",
]
