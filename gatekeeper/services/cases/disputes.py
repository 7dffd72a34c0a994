"""The dispute ladder: dispute, appeal, consultation recorded first, a ruling by an officer or a body's resolution."""

from __future__ import annotations

from pydantic import Field, model_validator

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.determine import Rulings, determination
from gatekeeper.services.cases.due import rung_deadline
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.given import Command, Line, Words
from gatekeeper.services.cases.people import chosen
from gatekeeper.storage import tables


class Disputing(Command):
    """Why she disputes it. She need not cite anything."""

    words: Words


class Consulting(Command):
    """That somebody the protocol names was heard, and what she said; she is heard and does not decide."""

    post: str = Field(description="The kind of post heard, such as group_leader.")
    person: str | None = Field(default=None, description="Who was heard (register id).")
    words: Words


class Resolution(Command):
    """A body's resolution: the rulings, the minute that records it, and who took part."""

    rulings: Rulings
    minute: Line
    members: tuple[str, ...] = Field(min_length=2, description="The members who took part (register ids), each once.")

    @model_validator(mode="after")
    def _each_once(self) -> Resolution:
        if len(set(self.members)) != len(self.members):
            raise ValueError("a member is named twice: name each once")
        return self


def dispute(desk: Desk, asked_id: str, disputing: Disputing) -> int:
    """Take a determination to the first rung of the council's ladder."""
    return _up(desk, asked_id, Action.DISPUTE, disputing)


def appeal(desk: Desk, asked_id: str, disputing: Disputing) -> int:
    """Take a ruling to the next rung."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.APPEAL)
    ruled = desk.acts(request.id, Action.RULE.value, Action.RESOLVE.value, asked_id=asked.id)
    if not any(act.rung == asked.rung for act in ruled):
        why = "nothing was ruled at this rung: the dispute was withdrawn, or the law has given everything meanwhile"
        raise CommandRefused("Appeal", why, "ask for it anew if something has changed; the determination stands")
    return _up(desk, asked_id, Action.APPEAL, disputing)


def _up(desk: Desk, asked_id: str, action: Action, disputing: Disputing) -> int:
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, action)
    number = desk.step(request, asked, action, words=disputing.words, shared=True)
    desk.session.flush()
    due = rung_deadline(desk, asked)
    asked.due_at = due.at if due else None
    return number


def consult(desk: Desk, asked_id: str, consulting: Consulting) -> int:
    """Record that a consultee of this rung was heard, before the ruling."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.CONSULT)
    rungs = desk.ladder_of(asked).rungs
    named = rungs[asked.rung - 1].consults if 0 < asked.rung <= len(rungs) else ()
    if consulting.post not in named:
        why = f"the protocol names {', '.join(named) or 'nobody'} to be consulted here"
        raise CommandRefused("Record a consultation", why, "record a note instead, or name the post the protocol names")
    data = {"post": consulting.post, "person": consulting.person}
    return desk.step(request, asked, Action.CONSULT, words=consulting.words, data=data)


def rule(desk: Desk, asked_id: str, rulings: Rulings) -> int:
    """An officer's ruling on a dispute, passage by passage, with the reasons and the authority it cites."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.RULE)
    return determination(desk, request, asked, rulings, Action.RULE, consulted=consulted_at(desk, asked))


def resolve(desk: Desk, asked_id: str, resolution: Resolution) -> int:
    """A committee's or the council's resolution, entered by its clerk with the reference of the minute."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.RESOLVE)
    _none_stands_aside(desk, request, asked, resolution.members)
    given = {"consulted": consulted_at(desk, asked), "minute": resolution.minute}
    data = {"minute": resolution.minute, "members": list(resolution.members)}
    return determination(desk, request, asked, resolution.rulings, Action.RESOLVE, data=data, **given)


def consulted_at(desk: Desk, asked: tables.AskedDocument) -> frozenset[str]:
    """The kinds of post heard at the present rung."""
    heard = desk.acts(asked.request_id, Action.CONSULT.value, asked_id=asked.id)
    return frozenset(act.data["post"] for act in heard if act.rung == asked.rung)


def _none_stands_aside(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, members: tuple[str, ...]
) -> None:
    choice = chosen(desk.register, request, asked, "rule", desk.pack_of(asked), desk.tx.now)
    barred = {bar.person: bar.why for bar in choice.barred}
    sitting = {each.person for each in choice.candidates}
    for member in members:
        if member not in sitting:
            why = barred.get(member, "a person named as taking part has no seat on the body").rstrip(".")
            raise CommandRefused("Record the resolution", why, "record who took part without her, or take it again")
