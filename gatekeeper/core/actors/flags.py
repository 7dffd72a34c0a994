"""What must be seen when a person acts: that she has advised or prepared, acts in a vacancy, or deputises."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.core.actors.choice import Candidate, CandidateCapacity, Flag
from gatekeeper.core.actors.people import Appointment
from gatekeeper.core.actors.situation import Need
from gatekeeper.core.actors.standing import Standing
from gatekeeper.core.actors.target import Target


def candidate(
    appointment: Appointment, need: Need, standing: Standing, target: Target, instead_of: str | None = None
) -> Candidate:
    """The person as one who may act. ``instead_of`` is the post she deputises for, None in a post of her own."""
    capacity: CandidateCapacity = appointment.capacity if instead_of is None else "deputy"
    return Candidate(
        person=appointment.person,
        post=appointment.post,
        capacity=capacity,
        deputises_for=instead_of,
        flags=tuple(_flags(appointment, need, standing, target, instead_of)),
    )


def advised(person: str, need: Need, standing: Standing) -> bool:
    """Whether she decides now on what she has advised on."""
    return need.function in {"determine", "rule"} and standing.did(person, "advised")


def case_flags(person: str, need: Need, standing: Standing) -> Iterator[Flag]:
    """What her earlier part in this case calls for. The flag bars nobody: some protocols make one person do both."""
    if advised(person, need, standing):
        says = "This person has advised on this case; a deputy who has not may act instead."
        yield Flag(code="advised_before", says=says)
    if need.function in {"advise", "rule"} and standing.did(person, "prepared"):
        yield Flag(code="prepared_before", says="This person prepared the case for the first decision.")


def _flags(
    appointment: Appointment, need: Need, standing: Standing, target: Target, instead_of: str | None
) -> Iterator[Flag]:
    yield from case_flags(appointment.person, need, standing)
    if appointment.capacity == "acting":
        yield Flag(code="acting", says="This person is acting in the post, with all that belongs to it.")
    if instead_of is not None:
        yield Flag(code="deputising", says=f"This person deputises for {target.name}.")
