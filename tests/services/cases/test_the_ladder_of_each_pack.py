"""From the request to the end of the ladder, under each pack as it ships, and the document opened."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.services.cases.conversation import Advising, Recommendation, Said, advise, ask_advice
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import Consulting, Resolution, appeal, consult, dispute, resolve, rule
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.opening import open_document
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import (
    DISPUTING,
    actions,
    acts,
    asked_for,
    disputed_ruling,
    opened,
    refusal,
    roles,
    ruled,
    state,
    view,
)
from tests.services.worlds import World

pytestmark = pytest.mark.slow
WITHOUT_LADDER = ("east_devon", "manchester", "surrey_heath")


def _refused(world: World, who: str = "d1") -> str:
    asked = asked_for(world)
    world.do(who, lambda desk: ask_advice(desk, asked, Said(words="May I withhold it?")))
    recommends = (Recommendation(passage="working_paper-whole", recommends="refused"),)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="You may.", recommends=recommends)))
    world.do(who, lambda desk: determine(desk, asked, ruled("refused")))
    return asked


def _appeal(world: World, asked: str) -> None:
    world.do("c1", lambda desk: appeal(desk, asked, DISPUTING))


def _opens(world: World, asked: str) -> None:
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
    assert opened(world, "c1", asked) == {"working_paper-whole": "inspection"}


@pytest.mark.parametrize("pack", WITHOUT_LADDER)
def test_a_protocol_without_a_ladder_says_what_remains_instead(world_of: WorldOf, pack: str) -> None:
    world = world_of(pack)
    asked = _refused(world)
    said = refusal(world, "c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert "judicial review" in str(said) or "court" in str(said)
    assert state(world, asked).ruling == "refused"
    refusal(world, "c1", lambda desk: open_document(desk, asked))


@pytest.mark.parametrize("pack", WITHOUT_LADDER)
def test_without_a_ladder_a_grant_of_the_determiner_is_opened(world_of: WorldOf, pack: str) -> None:
    world = world_of(pack)
    asked = asked_for(world)
    recommends = (Recommendation(passage="working_paper-whole", recommends="granted"),)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="Show it.", recommends=recommends)))
    world.do("d1", lambda desk: determine(desk, asked, ruled("granted")))
    _opens(world, asked)


def test_under_county_the_monitoring_officer_has_the_last_word(world_of: WorldOf) -> None:
    world = world_of("county")
    asked = _refused(world)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("deputy-mo", lambda desk: rule(desk, asked, disputed_ruling("granted")))
    _opens(world, asked)
    assert "final" in str(refusal(world, "c1", lambda desk: appeal(desk, asked, DISPUTING)))


def test_under_wbc_the_chief_executive_rules_last_once_the_group_leader_was_heard(world_of: WorldOf) -> None:
    world = world_of("wbc")
    asked = _refused(world)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("deputy-mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    _appeal(world, asked)
    assert "heard" in str(refusal(world, "chief", lambda desk: rule(desk, asked, disputed_ruling("granted"))))
    assert roles(world, "red-leader", asked) == {"consultee"}, "the leader of her own group is heard"
    assert not roles(world, "blue-leader", asked), "and not that of another"
    heard = Consulting(post="group_leader", person=world.id("person", "red-leader"), words="She would show it.")
    world.do("chief", lambda desk: consult(desk, asked, heard))
    world.do("chief", lambda desk: rule(desk, asked, disputed_ruling("granted")))
    _opens(world, asked)


def _wyremouth(world: World) -> None:
    world.make(lambda making: making.officer("head", "head-of-parks", "head_of_service", directorate="Places"))
    says: dict[str, Any] = {"holder_post": "head-of-parks", "body": "employment", "kind": "other"}
    world.make(lambda making: making.document("working_paper", **says))


def test_under_wyremouth_it_goes_to_the_committee_and_to_the_full_council(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    _wyremouth(world)
    asked = _refused(world, "head")
    assert state(world, asked).stage == "head_of_service"
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert view(world, "c1", asked)["documents"][0]["due"][0]["what"] == "the ruling on the dispute"
    world.do("deputy-mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    _appeal(world, asked)
    _committee_refuses(world, asked)
    _appeal(world, asked)
    _council_grants(world, asked)
    _opens(world, asked)
    assert [each for each in actions(world, asked) if each in ("determine", "rule", "resolve")] == [
        *("determine", "rule", "resolve", "resolve"),
    ]


def _committee_refuses(world: World, asked: str) -> None:
    members = tuple(world.id("person", each) for each in ("c3", "c4", "c5"))
    refuse = Resolution(rulings=disputed_ruling("refused"), minute="Appeals 12/2026", members=members)
    assert "heard" in str(refusal(world, "clerk", lambda desk: resolve(desk, asked, refuse)))
    world.do("clerk", lambda desk: consult(desk, asked, Consulting(post="group_leader", words="She would show it.")))
    alone = refusal(world, "c3", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    assert isinstance(alone, Forbidden), "a committee resolves; none of its members rules"
    world.do("clerk", lambda desk: resolve(desk, asked, refuse))
    assert acts(world, asked)[-1].data["minute"] == "Appeals 12/2026"


def _people(world: World, *codes: str) -> tuple[str, ...]:
    return tuple(world.id("person", each) for each in codes)


def _council_grants(world: World, asked: str) -> None:
    """Who made the request, or resolved on it in committee, does not vote on it in council."""
    for barred in ("c1", "c3"):
        taking_part = tuple(world.id("person", each) for each in ("c2", barred))
        wrong = Resolution(rulings=disputed_ruling("granted"), minute="Council 40", members=taking_part)
        refusal(world, "clerk", lambda desk, w=wrong: resolve(desk, asked, w))
    members = tuple(world.id("person", each) for each in ("c2", "blue-leader"))
    grant = Resolution(rulings=disputed_ruling("granted"), minute="Council 40", members=members)
    world.do("clerk", lambda desk: resolve(desk, asked, grant))


def test_a_resolution_without_a_minute_is_not_recorded(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    _wyremouth(world)
    asked = _refused(world, "head")
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("deputy-mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    _appeal(world, asked)
    outsider = Resolution(rulings=disputed_ruling("refused"), minute="A", members=_people(world, "c3", "c2"))
    world.do("clerk", lambda desk: consult(desk, asked, Consulting(post="group_leader", words="No view.")))
    assert "no seat" in str(refusal(world, "clerk", lambda desk: resolve(desk, asked, outsider)))


def test_under_wyremouth_a_head_of_service_with_a_conflict_gives_way_to_another_director(world_of: WorldOf) -> None:
    world = world_of("wyremouth")
    _wyremouth(world)
    world.make(lambda making: making.tie("head", "family", to_person="c1"))
    asked = asked_for(world)
    assert "decider" in roles(world, "d2", asked)
    assert "decider" not in roles(world, "head", asked)
