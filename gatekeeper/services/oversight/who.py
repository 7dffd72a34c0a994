"""Who oversees a council's handling of requests, and who says what its protocol means: by the posts held today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from gatekeeper.core.lifecycle import OfficeAct
from gatekeeper.core.pack import Pack
from gatekeeper.services.cases.desk import Desk, permissions
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.people import posts_held
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register

_MONITORING: Final = "monitoring_officer"
_ITS_DEPUTY: Final = "deputy_monitoring_officer"
_AS_THEMSELVES: Final = frozenset({_MONITORING, "chief_executive", "auditor", "administrator"})
_WHAT: Final = {OfficeAct.READ_FIGURES: "Read the figures", OfficeAct.INTERPRET: "Say what the protocol means"}
_REMEDY: Final = {
    OfficeAct.READ_FIGURES: "ask the monitoring officer for them",
    OfficeAct.INTERPRET: "put the question to the post that the protocol names",
}


def require(desk: Desk, act: OfficeAct) -> None:
    """Raises Forbidden unless the person at the desk may do this for the council at this instant."""
    desk.attempt.action = act.value
    permission = permissions().allowed(council_roles(desk), None, act)
    if not permission.allowed:
        why = permission.why.rstrip(".") if permission.rules else f"none of your posts lets you {_words(act)}"
        raise Forbidden(_WHAT[act], why, _REMEDY[act])


def may(desk: Desk, act: OfficeAct) -> bool:
    """Whether the person at the desk may do this for the council at this instant."""
    return permissions().allowed(council_roles(desk), None, act).allowed


def council_roles(desk: Desk) -> frozenset[str]:
    """What the person at the desk is to the council, by every post that she holds, acts in or deputises for."""
    person = desk.actor.person
    if person is None or desk.actor.behalf_of is not None:
        return frozenset()
    held = _kinds(desk.register, posts_held(desk.register, person, desk.tx.now))
    roles = (held & _AS_THEMSELVES) | ({_MONITORING} if _ITS_DEPUTY in held else set())
    acting = kinds_now(desk.register, person, desk.tx.now)
    return frozenset(roles | ({"interpreter"} if acting & interpreters(desk.pack) else set()))


def interpreters(pack: Pack | None) -> frozenset[str]:
    """The kinds of post that say what the protocol means: those it names, else the monitoring officer."""
    named = pack.interpretation.posts if pack and pack.interpretation else ()
    return frozenset(named or (_MONITORING,))


def kinds_now(register: Register, person: str, at: datetime) -> frozenset[str]:
    """The kinds of post whose act hers is now. A deputy's is only while nobody whose post it is is there to do it.

    Local Government and Housing Act 1989 s.5(7): the monitoring officer acts herself, or where she is unable to act
    owing to absence or illness, by her deputy.
    """
    rows = [each for each in register.all(tables.Appointment, person_id=person) if _runs(each, at)]
    own = _kinds(register, [each.post_id for each in rows if each.capacity != "deputy"])
    stood_in = [each.post_id for each in rows if each.capacity == "deputy" and not _present(register, each.post_id, at)]
    found = own | _kinds(register, stood_in)
    if _ITS_DEPUTY in found and not _monitoring_present(register, at):
        found |= {_MONITORING}
    return frozenset(found)


def _monitoring_present(register: Register, at: datetime) -> bool:
    return any(_present(register, post.thing_id, at) for post in register.all(tables.Post, kind=_MONITORING))


def _present(register: Register, post: str, at: datetime) -> bool:
    """Whether somebody who holds the post, or acts in it, is there."""
    rows = [each for each in register.all(tables.Appointment, post_id=post) if _runs(each, at)]
    return any(each.capacity != "deputy" and not _away(register, each.person_id, at) for each in rows)


def _away(register: Register, person: str, at: datetime) -> bool:
    return any(_runs(each, at) for each in register.all(tables.Absence, person_id=person))


def _runs(row: tables.Appointment | tables.Absence, at: datetime) -> bool:
    return row.from_at <= at and (row.to_at is None or at < row.to_at)


def _kinds(register: Register, posts: Iterable[str]) -> set[str]:
    return {each.kind for each in register.all(tables.Post, thing_id=list(posts))}


def _words(act: OfficeAct) -> str:
    return _WHAT[act][:1].lower() + _WHAT[act][1:]
