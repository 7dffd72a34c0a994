"""Who is who on a case, attacked: two parts at once, ties, laundered holders, a lone member, a post not hers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.closing import Leaving, hand_over, withdraw
from gatekeeper.services.cases.conversation import Said, note
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import Consulting, Resolution, appeal, consult, dispute, resolve, rule
from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere
from gatekeeper.services.cases.export import export_case
from gatekeeper.services.cases.first import Transfer, transfer
from gatekeeper.services.cases.opening import open_document
from gatekeeper.storage import tables
from gatekeeper.storage.register import content
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    asked_for,
    disputed_ruling,
    granted_paper,
    opened,
    refusal,
    refused_paper,
    roles,
    ruled,
    state,
    view,
)
from tests.services.worlds import World

LEAVING = Leaving()


def _export(world: World, who: str, asked: str) -> Any:
    request = state(world, asked).request_id
    return refusal(world, who, lambda desk: export_case(desk, request))


def _told_again(world: World, table: Any, kind: str, code: str, **new: Any) -> None:
    """Change some of what the register says of a thing."""
    thing = world.id(kind, code)
    row = world.read(lambda register: register.one(table, thing))
    assert row is not None
    says = {name: value for name, value in content(row).items() if name not in ("council_id", "thing_id")}
    world.change(lambda changes: changes.put(table, thing, **says | new))


def _leaves_office(world: World, code: str) -> None:
    _told_again(world, tables.Office, "office", code, ended_on=date(2026, 11, 1))


def test_r031_a_councillors_assistant_has_no_officers_part_whoever_filed_the_request(world: World) -> None:
    world.make(lambda making: making.officer("assistant", "desk-officer", "officer", directorate="Places"))
    asked = asked_for(world)
    assert roles(world, "assistant", asked) == {"assistant"}
    assert view(world, "assistant", asked)["seen_as"] == "councillor"
    refusal(world, "assistant", lambda desk: open_document(desk, asked))
    assert "officers" in str(_export(world, "assistant", asked))


def test_r031_an_assistant_who_says_that_she_acts_for_another_has_no_officers_part_either(world: World) -> None:
    world.make(lambda making: making.officer("assistant", "desk-officer", "officer", directorate="Places"))
    world.make(lambda making: making.assistant("assistant", "red-leader", group="red"))
    asked = asked_for(world)
    for_another = world.actor("assistant", behalf_of="red-leader")
    assert isinstance(refusal(world, for_another, lambda desk: open_document(desk, asked)), NotThere)


def test_an_administrator_stays_one_beside_whatever_else_she_is(world: World) -> None:
    world.make(lambda making: making.officer("assistant", "second-administrator", "administrator"))
    asked = asked_for(world)
    assert roles(world, "assistant", asked) == {"assistant", "administrator"}
    assert isinstance(refusal(world, "assistant", lambda desk: withdraw(desk, asked, LEAVING)), NotThere)


@pytest.mark.parametrize("who", ["mo", "deputy-d1", "clerk", "foi", "auditor", "proper", "d1"])
@pytest.mark.parametrize("tie", [{"to_person": "c1"}, {"to_document": "working_paper"}])
def test_r031_nobody_related_has_a_part_whatever_her_post(world: World, who: str, tie: dict[str, str]) -> None:
    kind = "subject_of_document" if "to_document" in tie else "family"
    world.make(lambda making: making.tie(who, kind, **tie))
    asked = refused_paper(world) if who not in ("d1", "deputy-d1") else asked_for(world)
    assert not roles(world, who, asked)
    assert isinstance(refusal(world, who, lambda desk: open_document(desk, asked)), NotThere)


def _before_the_committee(world: World) -> str:
    world.make(lambda making: making.officer("head", "head-of-parks", "head_of_service", directorate="Places"))
    says: dict[str, Any] = {"holder_post": "head-of-parks", "body": "employment", "kind": "other"}
    world.make(lambda making: making.document("working_paper", **says))
    asked = asked_for(world)
    world.do("head", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    world.do("c1", lambda desk: appeal(desk, asked, DISPUTING))
    return asked


def _resolution(world: World, *members: str) -> Resolution:
    people = tuple(world.id("person", each) for each in members)
    return Resolution(rulings=disputed_ruling("granted"), minute="Minute 99", members=people)


def test_one_member_of_a_committee_enters_neither_its_consultation_nor_its_resolution(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    asked = _before_the_committee(world)
    assert roles(world, "c3", asked) == {"body_member"}
    heard = Consulting(post="group_leader", words="(never asked)")
    assert isinstance(refusal(world, "c3", lambda desk: consult(desk, asked, heard)), Forbidden)
    alone = _resolution(world, "c3", "c4")
    assert isinstance(refusal(world, "c3", lambda desk: resolve(desk, asked, alone)), Forbidden)
    assert opened(world, "c3", asked), "she reads what she will vote on"
    assert "officers" in str(_export(world, "c3", asked))


def test_a_resolution_is_of_two_members_at_least_all_seated_and_none_barred(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    asked = _before_the_committee(world)
    world.make(lambda making: making.tie("c5", "family", to_person="c1"))
    world.do("clerk", lambda desk: consult(desk, asked, Consulting(post="group_leader", words="She would show it.")))
    for members in ((), ("c3",), ("c3", "c3")):
        with pytest.raises(ValidationError):
            _resolution(world, *members)
    for members in (("c3", "c2"), ("c3", "c5"), ("c3", "clerk")):
        wrong = _resolution(world, *members)
        refusal(world, "clerk", lambda desk, w=wrong: resolve(desk, asked, w))
    world.do("clerk", lambda desk: resolve(desk, asked, _resolution(world, "c3", "c4")))
    assert state(world, asked).ruling == "granted"


def test_r032_a_transfer_does_not_launder_the_bar_of_the_one_who_holds_the_document(world: World) -> None:
    says: dict[str, Any] = {"holder_post": "monitoring-officer", "body": "employment", "kind": "other"}
    world.make(lambda making: making.document("working_paper", **says))
    asked = asked_for(world)
    to_director = Transfer(to_stage="director", to_post=world.id("post", "director-places"), words="It is for you.")
    world.do("mo", lambda desk: transfer(desk, asked, to_director))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert not roles(world, "mo", asked) & {"arbiter", "adviser"}
    _told_again(world, tables.Document, "document", "working_paper", holder_post_id=world.id("post", "director-places"))
    assert not roles(world, "mo", asked) & {"arbiter", "adviser"}, "she held it on this request"
    assert "arbiter" in roles(world, "deputy-mo", asked)


def test_r038_nobody_acts_in_a_post_that_is_not_hers_now(world: World) -> None:
    asked = asked_for(world)
    for who, post in (("d1", "monitoring-officer"), ("d1", "director-people"), ("c1", "director-places")):
        forged = Actor(world.id("person", who), world.id("post", post))
        assert isinstance(refusal(world, forged, lambda desk: note(desk, asked, Said(words="x"))), Forbidden)
    assert isinstance(refusal(world, Actor(None, world.id("post", "clerk")), lambda desk: desk.pack), Forbidden)
    deputy = world.actor("deputy-d1", post="director-places")
    world.do(deputy, lambda desk: note(desk, asked, Said(words="For her.")))
    assert acts(world, asked)[-1].post_id == deputy.post


def test_r038_a_post_is_hers_until_the_instant_at_which_it_ends(world: World) -> None:
    ends = world.now + timedelta(hours=1)
    world.make(lambda making: making.appoint("d2", "director-places", "acting", to_at=ends))
    asked = asked_for(world)
    acting = world.actor("d2", post="director-places")
    world.now = ends - timedelta(microseconds=1)
    world.do(acting, lambda desk: note(desk, asked, Said(words="For now.")))
    world.now = ends
    assert isinstance(refusal(world, acting, lambda desk: note(desk, asked, Said(words="Still."))), Forbidden)


def test_r037_a_councillor_who_lost_her_seat_reads_how_her_request_stands_and_opens_nothing(world: World) -> None:
    asked = granted_paper(world)
    assert opened(world, "c1", asked)
    _leaves_office(world, "c1")
    assert roles(world, "c1", asked) == {"former_requester"}
    assert view(world, "c1", asked)["seen_as"] == "councillor"
    for work in (open_document, lambda desk, a: dispute(desk, a, DISPUTING)):
        assert isinstance(refusal(world, "c1", lambda desk, w=work: w(desk, asked)), CommandRefused)
    assert not roles(world, "assistant", asked)


def test_r037_a_councillor_who_lost_her_seat_may_withdraw_or_have_it_handed_over(world: World) -> None:
    asked = asked_for(world)
    _leaves_office(world, "c1")
    world.do("c1", lambda desk: hand_over(desk, asked, LEAVING))
    world.do("c1", lambda desk: withdraw(desk, asked, LEAVING))
    assert state(world, asked).status == "withdrawn"
    assert view(world, "c1", asked)["handed_over_at"]
