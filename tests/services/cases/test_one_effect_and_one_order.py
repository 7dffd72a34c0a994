"""One effect for one key, one order of acts, no step that the table or the life of a request does not allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases import closing, conversation, disputes, first, found
from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere
from gatekeeper.services.cases.once import Once, once
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, Submitted, submit
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    appealed_paper,
    asked_for,
    disputed_paper,
    disputed_ruling,
    granted_paper,
    refusal,
    refused_paper,
    ruled,
    state,
    view,
)
from tests.services.worlds import World

SAID = conversation.Said(words="For the record.")
LEAVING = Leaving()
Command = Callable[[Desk, str], Any]


def _key(asking: Asking, key: str = "a-click") -> Once:
    return once(key, "submit", asking, returns=Submitted)


def test_r109_a_request_sent_twice_under_one_key_is_one_request_answered_alike(world: World) -> None:
    asking = Asking(descriptions=("The lease of the mill",))
    answers = [world.do("c1", lambda desk: submit(desk, asking), once=_key(asking)) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    with reading(world.engine) as session:
        assert len(Cases(session, world.council_id).requests()) == 1


def test_r109_another_command_under_the_same_key_is_refused_and_has_no_effect(world: World) -> None:
    asking, other = Asking(descriptions=("The lease of the mill",)), Asking(descriptions=("The will",))
    world.do("c1", lambda desk: submit(desk, asking), once=_key(asking))
    said = refusal(world, "c1", lambda desk: submit(desk, other), once=_key(other))
    assert isinstance(said, Conflict)
    with reading(world.engine) as session:
        assert len(Cases(session, world.council_id).requests()) == 1


def test_r109_a_key_is_each_persons_own(world: World) -> None:
    asking = Asking(descriptions=("The lease of the mill",))
    first_one, second_one = (
        world.do(who, lambda desk: submit(desk, asking), once=_key(asking)) for who in ("c1", "c2")
    )
    assert first_one != second_one


def test_r109_a_command_that_was_refused_can_be_sent_again_under_its_key(world: World) -> None:
    asked = asked_for(world)
    key = once("a-click", "dispute", asked, DISPUTING, returns=int)
    refusal(world, "c1", lambda desk: dispute(desk, asked, DISPUTING), once=key)
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    first_number = world.do("c1", lambda desk: dispute(desk, asked, DISPUTING), once=key)
    assert world.do("c1", lambda desk: dispute(desk, asked, DISPUTING), once=key) == first_number


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x00b", "a\nb"])
def test_r109_a_key_of_no_use_is_refused(key: str) -> None:
    with pytest.raises(CommandRefused):
        once(key, "submit", returns=Submitted)


def test_r115_an_officer_with_a_stale_version_before_her_overwrites_nothing(world: World) -> None:
    asked = asked_for(world)
    version = view(world, "d1", asked)["version"]
    world.do("mo", lambda desk: conversation.advise(desk, asked, conversation.Advising(words="Think again.")))
    said = refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused")), expects=version)
    assert isinstance(said, Conflict)
    assert state(world, asked).status == "open"
    fresh = view(world, "d1", asked)["version"]
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")), expects=fresh)


def test_r115_reading_makes_nobodys_version_stale(world: World) -> None:
    asked = asked_for(world)
    version = view(world, "d1", asked)["version"]
    for who in ("c1", "mo", "d1"):
        assert view(world, who, asked)["version"] == version


def test_r111_after_withdrawal_nothing_is_determined_and_the_case_can_be_read(world: World) -> None:
    asked = asked_for(world)
    world.do("c1", lambda desk: withdraw(desk, asked, LEAVING))
    refusal(world, "d1", lambda desk: determine(desk, asked, ruled("granted")))
    refusal(world, "c1", lambda desk: open_document(desk, asked))
    assert view(world, "d1", asked)["documents"][0]["status"] == "withdrawn"


def test_r111_what_was_granted_in_full_is_not_withdrawn(world: World) -> None:
    asked = granted_paper(world)
    refusal(world, "c1", lambda desk: withdraw(desk, asked, LEAVING))


def test_r121_a_second_determination_of_the_same_document_is_refused(world: World) -> None:
    asked = refused_paper(world)
    refusal(world, "d1", lambda desk: determine(desk, asked, ruled("granted")))
    with reading(world.engine) as session:
        assert [each.ruling for each in Cases(session, world.council_id).live_determinations(asked)] == ["refused"]


SEARCH = first.NotHeld(searches=(first.Search(where="The archive", how="by name"),), words="It is not there.")
FOUND = found.Found(level="request", subject="0" * 32, fact="duty_stated", value="true")
COMMANDS: dict[Action, Command] = {
    Action.ASK_COUNCILLOR: lambda desk, asked: conversation.ask_councillor(desk, asked, SAID),
    Action.ANSWER_QUESTION: lambda desk, asked: conversation.answer_question(
        desk, asked, conversation.Stated(words="So.")
    ),
    Action.NARROW: lambda desk, asked: conversation.narrow(desk, asked, conversation.Narrowing(words="Only page 2.")),
    Action.NOTE: lambda desk, asked: conversation.note(desk, asked, SAID),
    Action.ASK_ADVICE: lambda desk, asked: conversation.ask_advice(desk, asked, SAID),
    Action.ADVISE: lambda desk, asked: conversation.advise(desk, asked, conversation.Advising(words="Yes.")),
    Action.SUBMIT_STATEMENT: lambda desk, asked: conversation.submit_statement(desk, asked, SAID),
    Action.WITHDRAW: lambda desk, asked: withdraw(desk, asked, LEAVING),
    Action.HAND_OVER: lambda desk, asked: closing.hand_over(desk, asked, LEAVING),
    Action.DISPUTE: lambda desk, asked: dispute(desk, asked, DISPUTING),
    Action.APPEAL: lambda desk, asked: disputes.appeal(desk, asked, DISPUTING),
    Action.DETERMINE: lambda desk, asked: determine(desk, asked, ruled("refused")),
    Action.RULE: lambda desk, asked: disputes.rule(desk, asked, disputed_ruling("refused")),
    Action.RECORD_NOT_HELD: lambda desk, asked: first.record_not_held(desk, asked, SEARCH),
    Action.TRANSFER: lambda desk, asked: first.transfer(
        desk, asked, first.Transfer(to_stage="proper_officer", words="x")
    ),
    Action.CONSULT: lambda desk, asked: disputes.consult(
        desk, asked, disputes.Consulting(post="group_leader", words="She agrees.")
    ),
    Action.RESOLVE: lambda desk, asked: disputes.resolve(
        desk, asked, disputes.Resolution(rulings=disputed_ruling("refused"), minute="7", members=("0" * 32, "1" * 32))
    ),
    Action.CLASSIFY: lambda desk, asked: found.classify(desk, asked, "0" * 32, ()),
    Action.FIND: lambda desk, asked: found.find(desk, asked, FOUND),
    Action.OPEN_DOCUMENT: open_document,
}
PLACES: dict[str, Callable[[World], str]] = {
    "unmatched": lambda world: world.submit("c1", descriptions=("The lease",)).asked[0],
    "open": asked_for,
    "refused": refused_paper,
    "granted": granted_paper,
    "disputed": disputed_paper,
    "appealed": appealed_paper,
}
PEOPLE = ("c1", "assistant", "c2", "d1", "d2", "mo", "chief", "proper", "clerk", "foi", "auditor", "administrator")


class _Undone(Exception):
    """Ends a trial, so that the transaction is rolled back."""


def _tried(world: World, who: str, asked: str, action: Action) -> tuple[bool, bool]:
    """Whether the table allows the step, and whether the service took it; nothing is kept."""
    seen: list[bool] = []

    def trial(desk: Desk) -> None:
        request, row = desk.asked(asked)
        seen.append(permissions().allowed(desk.roles(request, row), state_of(row), action).allowed)
        COMMANDS[action](desk, asked)
        raise _Undone

    try:
        world.do(who, trial)
    except _Undone:
        return seen[0], True
    except (Forbidden, NotThere):
        return seen[0], False
    except CommandRefused:
        return seen[0], seen[0]
    raise AssertionError("the trial must end by an exception")


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_r120_the_service_takes_no_step_that_the_table_refuses(world: World, place: str) -> None:
    asked = PLACES[place](world)
    tried = {(who, action): _tried(world, who, asked, action) for who in PEOPLE for action in COMMANDS}
    assert not [each for each, (allowed, taken) in tried.items() if taken and not allowed]
    assert any(taken for _, taken in tried.values()), "some steps are taken, or nothing was tried"


@pytest.mark.slow
@pytest.mark.parametrize("place", ["unmatched", "open"])
def test_r120_after_withdrawal_nobody_takes_any_step(world: World, place: str) -> None:
    asked = PLACES[place](world)
    world.do("c1", lambda desk: withdraw(desk, asked, LEAVING))
    before = [each.entry for each in acts(world, asked)]
    for who in ("c1", "d1", "mo", "proper"):
        for action in COMMANDS:
            assert not _tried(world, who, asked, action)[1], (who, action)
    assert [each.entry for each in acts(world, asked)] == before


@pytest.mark.slow
@pytest.mark.parametrize("place", ["disputed", "appealed"])
def test_r120_after_a_dispute_is_withdrawn_nobody_moves_the_case_any_more(world: World, place: str) -> None:
    asked = PLACES[place](world)
    world.do("c1", lambda desk: withdraw(desk, asked, LEAVING))
    left = {Action.HAND_OVER, Action.NOTE, Action.OPEN_DOCUMENT, Action.APPEAL}
    for who in ("c1", "d1", "mo", "proper"):
        for action in COMMANDS.keys() - left:
            assert not _tried(world, who, asked, action)[1], (who, action)
    assert state(world, asked).ruling == "refused"


def test_r120_gatekeeper_itself_determines_nothing(world: World) -> None:
    asked = asked_for(world)
    assert isinstance(refusal(world, SYSTEM, lambda desk: determine(desk, asked, ruled("refused"))), CommandRefused)
    assert state(world, asked).ruling is None
