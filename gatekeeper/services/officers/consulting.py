"""Whom a rung of the ladder must hear: the kinds of post the protocol names, and the people who can be meant."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.officers.casefile import CaseFile, case_file
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True)
class Consultee:
    """Somebody who can be heard: her register id, her name, and the group she leads."""

    person: str
    name: str
    leads: str


def consultees(desk: Desk, asked_id: str) -> tuple[CaseFile, tuple[Consultee, ...]]:
    """The file of a dispute and the group leaders of today, the councillor's own group's first; the reading is entered.

    Raises NotThere for whoever is no officer on it, and Forbidden for whoever may not record a consultation.
    """
    file = case_file(desk, asked_id)
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.CONSULT)
    on = local_date(desk.tx.now)
    groups = {
        each.group_id
        for each in desk.register.all(tables.GroupMembership, person_id=request.requester_id)
        if each.from_on <= on and (each.to_on is None or on <= each.to_on)
    }
    posts = [
        each
        for each in desk.register.all(tables.PoliticalPost, post="group_leader")
        if each.from_on <= on and (each.to_on is None or on <= each.to_on)
    ]
    ordered = sorted(posts, key=lambda each: each.group_id not in groups)
    return file, tuple(_consultee(desk, each) for each in ordered)


def _consultee(desk: Desk, post: tables.PoliticalPost) -> Consultee:
    person = desk.register.one(tables.Person, post.person_id)
    group = desk.register.one(tables.PartyGroup, post.group_id)
    return Consultee(post.person_id, person.name if person else "", group.name if group else "")
