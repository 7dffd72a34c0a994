"""Whose act it is: the post or body meant by a need, and the one post that holds the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from gatekeeper.core.actors.people import Appointment
from gatekeeper.core.actors.situation import Need
from gatekeeper.core.actors.standing import Standing, runs
from gatekeeper.core.pack import Pack, Post, Stage

MONITORING_OFFICER = "monitoring_officer"
DEPUTY_MONITORING_OFFICER = "deputy_monitoring_officer"
BODIES = frozenset({"committee", "full_council"})
SERVICE_POSTS = frozenset({"director", "head_of_service", "senior_officer", "line_manager"})
"""Posts that head a service. There are many of each, and only the one that holds the document determines."""

_KINDS = frozenset(get_args(Post))


@dataclass(frozen=True, slots=True)
class Target:
    """The post whose act it is. ``posts`` are its references, ``kind`` its sort, ``name`` how it is spoken of.

    No posts: the post named does not hold the document, so the act is not its own.
    """

    name: str
    kind: str
    posts: frozenset[str]

    @property
    def is_body(self) -> bool:
        """Whether it decides by resolution."""
        return self.kind in BODIES

    def held_by(self, appointment: Appointment) -> bool:
        """Whether the appointment, running or not, is to this post itself and not as a deputy."""
        if self.kind == DEPUTY_MONITORING_OFFICER == appointment.kind:
            return True
        return appointment.capacity != "deputy" and appointment.post in self.posts

    def deputised_by(self, appointment: Appointment) -> bool:
        """Whether the appointment, running or not, is as a deputy of this post."""
        if appointment.kind == DEPUTY_MONITORING_OFFICER and appointment.deputises is None:
            return self.kind == MONITORING_OFFICER
        return stands_in_for(appointment) in self.posts


def stands_in_for(appointment: Appointment) -> str | None:
    """The post for which the appointment lets its person deputise, if any is named."""
    if appointment.deputises is None and appointment.capacity == "deputy":
        return appointment.post
    return appointment.deputises


def target_of(need: Need, standing: Standing) -> Target:
    """The post meant. A service's determination is the holding post's own; a body is clerked by the proper officer."""
    kinds = _kinds(standing)
    wanted = need.post
    if need.function == "clerk" and kinds.get(wanted, wanted) in BODIES:
        wanted = "proper_officer"
    is_kind = wanted in _KINDS or wanted in kinds.values()
    kind = wanted if is_kind else kinds.get(wanted, "")
    if need.function == "determine" and kind in SERVICE_POSTS:
        return _holding(wanted, is_kind, kinds, standing.situation.holder_post)
    posts = {wanted} | ({post for post, sort in kinds.items() if sort == kind} if is_kind else set())
    return Target(_spoken(wanted), kind, frozenset(posts))


def _holding(wanted: str, is_kind: bool, kinds: dict[str, str], holder_post: str) -> Target:
    kind = kinds.get(holder_post, wanted if is_kind else "")
    posts = frozenset({holder_post} if is_kind or wanted == holder_post else ())
    return Target(_spoken(kind or wanted) + " who holds the document", kind, posts)


def _kinds(standing: Standing) -> dict[str, str]:
    """The sort of each post, by its reference, as seats and appointments tell; of several, the latest that runs now.

    Appointments that have ended count too: a post keeps its sort while it is vacant.
    """
    situation = standing.situation

    def latest(each: Appointment) -> tuple[bool, datetime, str]:
        return runs(each.from_at, each.to_at, situation.at), each.from_at, each.kind

    own = (each for each in situation.appointments if each.capacity != "deputy")
    seats = {seat.post: seat.kind for seat in situation.seats}
    return seats | {each.post: each.kind for each in sorted(own, key=latest)}


def _spoken(post: str) -> str:
    return "the " + post.replace("_", " ")


def stage_of(need: Need, pack: Pack | None) -> Stage | None:
    """The rung of the pack's ladder at which the act is due, if it is one."""
    if pack is None or not 1 <= need.rung <= len(pack.ladder):
        return None
    return pack.ladder[need.rung - 1]
