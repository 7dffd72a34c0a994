"""Says who may do the act that is due, in what order and why, and whether one given person may."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.core.actors.bars import LAW, aside, bars_on
from gatekeeper.core.actors.choice import Bar, Candidate, Choice, Refusal
from gatekeeper.core.actors.escalate import what_remains
from gatekeeper.core.actors.people import Appointment, Seat
from gatekeeper.core.actors.routes import Search
from gatekeeper.core.actors.situation import Need, Situation
from gatekeeper.core.actors.standing import Standing, standing_of
from gatekeeper.core.actors.target import Target, target_of
from gatekeeper.core.pack import Pack

REGISTER = "The council's register of posts"


def who_acts(need: Need, situation: Situation, pack: Pack | None) -> Choice:
    """Everybody who may do the act, the best first, who must stand aside, and what remains where nobody may.

    The source is statement of law 5.3 and the pack's clauses on deputies, conflict and the ladder. Nothing raises: the
    situation was checked when it was made. The time grows with the number of appointments, seats and ties.
    """
    standing = standing_of(situation)
    return _chosen(need, target_of(need, standing), standing, pack)


def may_act(person: str, need: Need, situation: Situation, pack: Pack | None) -> Candidate | Refusal:
    """Whether this person may do the act, in which post and for whom; or every reason why not.

    She may exactly when ``who_acts`` lists her. A refusal gives at least one reason.
    """
    standing = standing_of(situation)
    target = target_of(need, standing)
    choice = _chosen(need, target, standing, pack)
    for each in choice.candidates:
        if each.person == person:
            return each
    listed = tuple(bar for bar in choice.barred if bar.person == person)
    return Refusal(bars=listed or (*bars_on(person, need, target, standing, pack), _no_post(person, target, standing)))


def stands_aside(
    person: str, situation: Situation, pack: Pack | None = None, *, heard: bool = False
) -> tuple[Bar, ...]:
    """Every reason for which this person has no part in the matter, in whatever post; empty where there is none.

    They are her own request, having asked it for the councillor, being the subject of the document, and a relationship
    or interest (statement of law 5.3). ``heard``: she would only be heard, from which leading the group of one of the
    people concerned does not keep her.
    """
    return aside(person, "consult" if heard else "determine", standing_of(situation), pack)


def _chosen(need: Need, target: Target, standing: Standing, pack: Pack | None) -> Choice:
    search = Search(need, target, standing, pack)
    search.run()
    return Choice(
        candidates=tuple(search.candidates),
        barred=tuple(dict.fromkeys((*search.barred, *_out_of_office(target, standing)))),
        escalate=what_remains(search.candidates, need, target, pack),
    )


def _out_of_office(target: Target, standing: Standing) -> Iterator[Bar]:
    """Those whose appointment to this post has ended and who have no other, each once."""
    left = dict.fromkeys(each.person for each in _ended(target, standing))
    in_office = standing.in_office()
    yield from (_ended_bar(person) for person in left if person not in in_office)


def _ended(target: Target, standing: Standing) -> Iterator[Appointment | Seat]:
    situation = standing.situation
    for each in situation.appointments:
        if each.to_at is not None and each.to_at <= situation.at and _concerns(each, target):
            yield each
    for seat in situation.seats:
        if seat.to_at is not None and seat.to_at <= situation.at and seat.post in target.posts:
            yield seat


def _concerns(appointment: Appointment, target: Target) -> bool:
    return target.held_by(appointment) or target.deputised_by(appointment)


def _no_post(person: str, target: Target, standing: Standing) -> Bar:
    """Why it is not the turn of a person whom nothing else keeps from acting."""
    if any(each.person == person and target.deputised_by(each) for each in standing.live):
        why = f"Deputies of {target.name} act when the holder may not and the protocol lets them; that is not so now."
        return Bar(person=person, why=why, code="not_appointed", source=REGISTER)
    if any(each.person == person for each in _ended(target, standing)):
        return _ended_bar(person)
    why = f"This person neither holds the post of {target.name} now nor deputises for it."
    return Bar(person=person, why=why, code="not_appointed", source=f"{REGISTER}; {LAW}")


def _ended_bar(person: str) -> Bar:
    why = "This person's appointment has ended; at its last instant it is over."
    return Bar(person=person, why=why, code="ended", source=REGISTER)
