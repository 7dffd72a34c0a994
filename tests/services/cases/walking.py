"""Steps in the life of a request for tests, in short: findings, rulings, and a case brought to where a test begins."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gatekeeper.core.rulings import GroundCode, Ruling
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.determine import NeedFound, PassageRuling, Rulings, determine
from gatekeeper.services.cases.disputes import Consulting as Heard
from gatekeeper.services.cases.disputes import Disputing, appeal, consult, dispute, rule
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.view import read_case
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.record_reading import entries_about, words_of
from gatekeeper.storage.transaction import reading
from tests.services.worlds import World

AUTHORITY = ("R v Barnes Borough Council ex p Conlan [1938] 3 All ER 226",)
DISPUTING = Disputing(words="I cannot judge the matter without it.")
_FOUND: dict[str, Any] = {
    "council_document": True,
    "held": True,
    "identified": True,
    "council_business": True,
    "duty": "to judge how the service is run",
    "why_now": "the budget is set next month",
}


def need(*, necessary: bool, **more: Any) -> NeedFound:
    """What an officer found on need: all of it, with access necessary or not."""
    least = "inspection" if necessary else "briefing"
    found = _FOUND | {"reasonably_necessary": necessary, "least_form_that_suffices": least} | more
    return NeedFound.model_validate(found)


def granting(passage: str, **more: Any) -> PassageRuling:
    """A grant of a passage, to be inspected."""
    says: dict[str, Any] = {
        "passage": passage,
        "ruling": "granted",
        "form": "inspection",
        "reasons": "She must read it to judge how the service is run; reading it is enough.",
        "alternatives_considered": ("briefing",),
        "need": need(necessary=True),
    }
    return PassageRuling.model_validate(says | more)


def refusing(passage: str, ground: GroundCode = "no_need_shown", **more: Any) -> PassageRuling:
    """A refusal of a passage for want of need."""
    says: dict[str, Any] = {
        "passage": passage,
        "ruling": "refused",
        "grounds": (ground,),
        "reasons": "Her duty on the budget does not need this draft, and a briefing gives her what it needs.",
        "alternatives_considered": ("briefing", "redacted_copy"),
        "need": need(necessary=False),
    }
    return PassageRuling.model_validate(says | more)


def on_the_ladder(*rulings: PassageRuling) -> Rulings:
    """Rulings on a dispute, which cite authority."""
    return Rulings(passages=tuple(each.model_copy(update={"authority": AUTHORITY}) for each in rulings))


def ruled(ruling: Ruling, document: str = "working_paper") -> Rulings:
    """The ruling on a document of one passage."""
    passage = f"{document}-whole"
    return Rulings(passages=(granting(passage) if ruling == "granted" else refusing(passage),))


def disputed_ruling(ruling: Ruling, document: str = "working_paper") -> Rulings:
    """The same on the ladder."""
    return on_the_ladder(*ruled(ruling, document).passages)


def asked_for(world: World, who: str = "c1", *documents: str, **asking: Any) -> str:
    """Ask for documents (the working paper, if none is named); the id of the first asked document."""
    return world.submit(who, *(documents or ("working_paper",)), **asking).asked[0]


def refused_paper(world: World, who: str = "c1") -> str:
    """The working paper asked for and refused by the director who holds it."""
    asked = asked_for(world, who)
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    return asked


def granted_paper(world: World, who: str = "c1") -> str:
    """The working paper asked for and granted, to be inspected."""
    asked = asked_for(world, who)
    world.do("d1", lambda desk: determine(desk, asked, ruled("granted")))
    return asked


def disputed_paper(world: World, who: str = "c1") -> str:
    """The refusal of the working paper disputed: before the monitoring officer."""
    asked = refused_paper(world, who)
    world.do(who, lambda desk: dispute(desk, asked, DISPUTING))
    return asked


def appealed_paper(world: World, who: str = "c1") -> str:
    """The monitoring officer has refused it too, and it is before the chief executive."""
    asked = disputed_paper(world, who)
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    world.do(who, lambda desk: appeal(desk, asked, DISPUTING))
    return asked


def hear_leader(world: World, asked: str, by: str = "chief") -> int:
    """Record that the group leader was heard."""
    return world.do(by, lambda desk: consult(desk, asked, Heard(post="group_leader", words="She would show it.")))


def state(world: World, asked_id: str) -> tables.AskedDocument:
    """Where an asked document stands."""
    with reading(world.engine) as session:
        asked = Cases(session, world.council_id).asked(asked_id)
        assert asked is not None
        session.expunge(asked)
        return asked


def view(world: World, who: str, asked_id: str) -> dict[str, Any]:
    """The case as somebody reads it."""
    request = state(world, asked_id).request_id
    return world.do(who, lambda desk: read_case(desk, request))


def acts(world: World, asked_id: str) -> list[tables.Act]:
    """Every act on the request, in order."""
    request = state(world, asked_id).request_id
    with reading(world.engine) as session:
        found = list(Cases(session, world.council_id).every_act(request))
        session.expunge_all()
        return found


def actions(world: World, asked_id: str) -> list[str]:
    """The actions of those acts."""
    return [each.action for each in acts(world, asked_id)]


def opened(world: World, who: str, asked_id: str) -> dict[str, str]:
    """What somebody opens: the form of each passage."""
    found = world.do(who, lambda desk: open_document(desk, asked_id))
    return {each.passage: each.form for each in found.passages}


def roles(world: World, who: str, asked_id: str) -> frozenset[str]:
    """What somebody is to an asked document."""

    def command(desk: Desk) -> frozenset[str]:
        request, asked = desk.asked(asked_id)
        return desk.roles(request, asked)

    return at_desk(world.engine, world.council_id, world.actor(who), command, clock=world.clock)


def refusal(world: World, who: Any, work: Any, **options: Any) -> CommandRefused:
    """The refusal with which a command is answered."""
    with pytest.raises(CommandRefused) as refused:
        world.do(who, work, **options)
    return refused.value


def entries(world: World, subject: str) -> list[dict[str, Any]]:
    """The bodies of the entries about a subject, in order."""
    with reading(world.engine) as session:
        return [json.loads(each.body) for each in entries_about(session, world.council_id, subject)]


def words(world: World, number: int) -> str:
    """The words of one entry."""
    with reading(world.engine) as session:
        return words_of(session, world.council_id, [number])[number].text
