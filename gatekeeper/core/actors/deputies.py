"""Which deputies may act: what the protocol says of absence and of conflict, and what applies where it is silent."""

from __future__ import annotations

from typing import Literal

from gatekeeper.core.actors.people import Appointment
from gatekeeper.core.actors.situation import Need
from gatekeeper.core.actors.target import DEPUTY_MONITORING_OFFICER, MONITORING_OFFICER, Target
from gatekeeper.core.pack import Deputy, Pack

Occasion = Literal["absence", "conflict"]

_ANY_SENIOR = "senior_officer"


def clauses_for(need: Need, target: Target, pack: Pack | None) -> tuple[Deputy, ...]:
    """The pack's clauses on deputies of this post.

    A clause names who deputises and not for whom: the deputy monitoring officer does so for the monitoring officer,
    any other for whoever determines.
    """
    if pack is None:
        return ()
    if target.kind == MONITORING_OFFICER:
        return tuple(clause for clause in pack.deputy if clause.post == DEPUTY_MONITORING_OFFICER)
    determines = need.function == "determine" or (pack.determiner is not None and pack.determiner.post == target.kind)
    return tuple(clause for clause in pack.deputy if determines and clause.post != DEPUTY_MONITORING_OFFICER)


def may_deputise(appointment: Appointment, target: Target, clauses: tuple[Deputy, ...], occasion: Occasion) -> bool:
    """Whether a deputy of this post may act on this occasion.

    The monitoring officer's always may (Local Government and Housing Act 1989 s.5(7); statement of law 5.3). Another
    may when the protocol says so; where it is silent on such a deputy, on both occasions. *Senior officer* in a
    clause is any deputy of the service, *the deputy or the next lower tier*.
    """
    if target.kind == MONITORING_OFFICER:
        return True
    said = [clause for clause in clauses if clause.post in {appointment.kind, _ANY_SENIOR}]
    return not said or any(occasion in clause.on for clause in said)


def others_named(clauses: tuple[Deputy, ...], occasion: Occasion) -> tuple[str, ...]:
    """The kinds of post whose other holders the protocol calls on such an occasion, such as another director."""
    kinds = (clause.post for clause in clauses if occasion in clause.on)
    return tuple(kind for kind in kinds if kind not in {_ANY_SENIOR, DEPUTY_MONITORING_OFFICER})


def deputy_first(clauses: tuple[Deputy, ...]) -> bool:
    """Whether the protocol puts the deputy before one who has advised: it names her for conflicts."""
    return any("conflict" in clause.on for clause in clauses)
