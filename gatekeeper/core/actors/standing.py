"""What stands at the instant: whose posts run, who is away, whom a relationship touches, who did what on the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.core.actors.people import Act, Appointment, Seat, Tie
from gatekeeper.core.actors.situation import Situation

GROUP_LEADER = "group_leader"
LEADS_GROUP_OF = "group_leader_of"
SUBJECT = "subject_of_document"


def runs(from_at: datetime | None, to_at: datetime | None, at: datetime) -> bool:
    """Whether a period has begun and not ended. Its last instant is exclusive: at ``to_at`` it is over."""
    return (from_at is None or from_at <= at) and (to_at is None or at < to_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """A situation looked up once, so that each person costs one look. Sets hold references of persons.

    ``related`` are those with a declared relationship or interest in the matter; ``related_otherwise`` leaves out
    leading the group of one of the people concerned, which does not keep a group leader from being heard.
    """

    situation: Situation
    live: tuple[Appointment, ...]
    seats: tuple[Seat, ...]
    away: frozenset[str]
    subjects: frozenset[str]
    related: frozenset[str]
    related_otherwise: frozenset[str]
    leaders: frozenset[str]
    holders: frozenset[str]
    past: Mapping[str, frozenset[Act]]

    def did(self, person: str, act: Act) -> bool:
        """Whether the person has done such an act on this case."""
        return act in self.past.get(person, frozenset())

    def in_office(self) -> frozenset[str]:
        """Everybody who has any appointment or seat now."""
        return frozenset({each.person for each in self.live} | {seat.person for seat in self.seats})


def standing_of(situation: Situation) -> Standing:
    """Look the situation up."""
    at = situation.at
    live = tuple(each for each in situation.appointments if runs(each.from_at, each.to_at, at))
    ties = tuple(each for each in situation.ties if runs(each.from_at, each.to_at, at))
    subjects = situation.subjects | {tie.person for tie in ties if tie.kind == SUBJECT and _to_document(tie, situation)}
    related = _related(ties, situation, subjects)
    return Standing(
        situation=situation,
        live=live,
        seats=tuple(each for each in situation.seats if runs(each.from_at, each.to_at, at)),
        away=frozenset(each.person for each in situation.absences if runs(each.from_at, each.to_at, at)),
        subjects=frozenset(subjects),
        related=related,
        related_otherwise=_related((tie for tie in ties if tie.kind != LEADS_GROUP_OF), situation, subjects),
        leaders=frozenset(each.person for each in live if each.kind == GROUP_LEADER),
        holders=_holders(live, situation.holder_post),
        past=_past(situation),
    )


def _to_document(tie: Tie, situation: Situation) -> bool:
    return tie.to_document == situation.document


def _related(ties: Iterable[Tie], situation: Situation, subjects: frozenset[str]) -> frozenset[str]:
    """Both ends of every tie between persons count, so that it does not matter who declared it."""
    concerned = {situation.requester, *subjects} | ({situation.assistant} if situation.assistant else set())
    found: set[str] = set()
    for tie in ties:
        if _to_document(tie, situation) or tie.to_person in concerned:
            found.add(tie.person)
        if tie.to_person is not None and tie.person in concerned:
            found.add(tie.to_person)
    return frozenset(found)


def _holders(live: Iterable[Appointment], post: str) -> frozenset[str]:
    return frozenset(each.person for each in live if each.post == post and each.capacity != "deputy")


def _past(situation: Situation) -> dict[str, frozenset[Act]]:
    acts: dict[str, set[Act]] = {}
    for each in situation.past:
        acts.setdefault(each.person, set()).add(each.act)
    return {person: frozenset(done) for person, done in acts.items()}
