"""Who may act on a case, attacked: other directorates, relationships, her own request, standing aside, deputies."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from gatekeeper.services.cases.conversation import (
    Advising,
    Interest,
    Said,
    advise,
    ask_councillor,
    declare_interest,
    note,
)
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute, rule
from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.first import Transfer, transfer
from tests.services.cases.walking import (
    DISPUTING,
    appealed_paper,
    asked_for,
    disputed_paper,
    disputed_ruling,
    entries,
    hear_leader,
    refusal,
    refused_paper,
    roles,
    ruled,
    state,
)
from tests.services.worlds import World

ASIDE = Interest(words="The councillor's sister is my neighbour.")


def test_r027_a_director_of_another_directorate_may_not_know_of_the_case(world: World) -> None:
    asked = asked_for(world)
    person = world.id("person", "d2")
    before = len(entries(world, f"person:{person}"))
    assert isinstance(refusal(world, "d2", lambda desk: determine(desk, asked, ruled("refused"))), NotThere)
    assert isinstance(refusal(world, "d2", lambda desk: note(desk, asked, Said(words="Look."))), NotThere)
    found = entries(world, f"person:{person}")[before:]
    assert [each["kind"] for each in found] == ["access:refused", "access:refused"]


def test_r027_having_determined_one_document_of_a_request_gives_no_part_in_another_directorates_document(
    world: World,
) -> None:
    first, second = world.submit("c1", "working_paper", "care_file").asked
    world.do("d1", lambda desk: determine(desk, first, ruled("refused")))
    assert isinstance(refusal(world, "d1", lambda desk: note(desk, second, Said(words="Mine too?"))), NotThere)


def test_r027_the_adviser_may_see_the_case_and_may_not_determine_it(world: World) -> None:
    asked = asked_for(world)
    assert isinstance(refusal(world, "mo", lambda desk: determine(desk, asked, ruled("refused"))), Forbidden)
    assert state(world, asked).status == "open"


def test_r031_a_director_who_is_the_subject_of_the_document_has_no_part_and_her_deputy_determines(world: World) -> None:
    world.make(lambda making: making.tie("d1", "subject_of_document", to_document="working_paper"))
    asked = asked_for(world)
    assert isinstance(refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused"))), NotThere)
    world.do("deputy-d1", lambda desk: determine(desk, asked, ruled("refused")))
    assert state(world, asked).ruling == "refused"


def test_r031_a_director_related_to_the_councillor_does_not_determine(world: World) -> None:
    world.make(lambda making: making.tie("c1", "family", to_person="d1"))
    asked = asked_for(world)
    assert "decider" not in roles(world, "d1", asked)
    assert "decider" in roles(world, "deputy-d1", asked)


def test_r031_nobody_acts_as_an_officer_on_her_own_request(world: World) -> None:
    world.make(lambda making: making.appoint("c1", "director-places"))
    asked = asked_for(world)
    assert roles(world, "c1", asked) == {"requester"}


def test_whoever_stands_aside_acts_on_the_case_no_more(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: declare_interest(desk, asked, ASIDE))
    refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused")))
    assert "decider" in roles(world, "deputy-d1", asked), "the deputy acts instead"


def test_a_monitoring_officer_who_stands_aside_neither_advises_nor_transfers(world: World) -> None:
    asked = asked_for(world)
    world.do("mo", lambda desk: declare_interest(desk, asked, ASIDE))
    refusal(world, "mo", lambda desk: advise(desk, asked, Advising(words="Withhold it.")))
    refusal(world, "mo", lambda desk: transfer(desk, asked, Transfer(to_stage="chief_executive", words="Yours.")))
    world.do("deputy-mo", lambda desk: advise(desk, asked, Advising(words="Show it.")))


def test_whoever_declares_an_interest_stands_aside_also_where_she_does_not_say_so(world: World) -> None:
    asked = asked_for(world)
    only_declared = Interest(words="We once worked together.", stand_aside=False)
    for who in ("d1", "mo"):
        world.do(who, lambda desk: declare_interest(desk, asked, only_declared))
        assert not roles(world, who, asked)
    refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused")))
    refusal(world, "mo", lambda desk: advise(desk, asked, Advising(words="Withhold it.")))
    assert "decider" in roles(world, "deputy-d1", asked)


def test_r032_a_monitoring_officer_who_holds_the_document_neither_advises_nor_rules(world: World) -> None:
    world.make(lambda making: making.document("working_paper", holder_post="monitoring-officer", kind="other"))
    asked = asked_for(world)
    refusal(world, "mo", lambda desk: advise(desk, asked, Advising(words="Withhold it.")))
    world.do("deputy-mo", lambda desk: advise(desk, asked, Advising(words="Show it.")))


def test_r032_a_monitoring_officer_who_advised_may_rule_and_it_is_flagged(world: World) -> None:
    asked = asked_for(world)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="Withhold it.")))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert "arbiter" in roles(world, "deputy-mo", asked), "a deputy who did not advise is offered"


def test_r032_having_ruled_on_one_document_a_monitoring_officer_still_rules_on_another_of_the_same_request(
    world: World,
) -> None:
    first, second = world.submit("c1", "working_paper", "secret_title").asked
    for asked, code in ((first, "working_paper"), (second, "secret_title")):
        world.do("d1", partial(determine, asked_id=asked, rulings=ruled("refused", code)))
        world.do("c1", partial(dispute, asked_id=asked, disputing=DISPUTING))
        world.do("mo", partial(rule, asked_id=asked, rulings=disputed_ruling("refused", code)))
    assert [state(world, each).ruling for each in (first, second)] == ["refused", "refused"]


def test_r033_a_chief_executive_who_took_the_first_decision_does_not_hear_the_final_appeal(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: transfer(desk, asked, Transfer(to_stage="chief_executive", words="Hers.")))
    world.do("chief", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert "arbiter" not in roles(world, "chief", asked)


def test_r033_nobody_rules_twice_on_one_case(world: World) -> None:
    world.make(lambda making: making.appoint("mo", "chief-executive", "acting"))
    asked = appealed_paper(world)
    assert "arbiter" not in roles(world, "mo", asked)
    hear_leader(world, asked)
    refusal(world, "mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    world.do("chief", lambda desk: rule(desk, asked, disputed_ruling("granted")))
    assert state(world, asked).ruling == "granted"


def test_r043_a_deputy_acts_in_the_holders_absence_and_not_beside_her(world: World) -> None:
    asked = asked_for(world)
    refusal(world, "deputy-d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.make(lambda making: making.absent("d1", world.now - timedelta(days=1), world.now + timedelta(days=5)))
    refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("deputy-d1", lambda desk: determine(desk, asked, ruled("refused")))


def test_r043_at_the_instant_at_which_a_deputation_ends_it_is_over(world: World) -> None:
    world.make(lambda making: making.absent("d1", world.now))
    ends = world.now + timedelta(hours=1)
    world.make(lambda making: making.appoint("deputy-d1", "director-places", "deputy", order_no=1, to_at=ends))
    asked = asked_for(world)
    world.now = ends - timedelta(microseconds=1)
    assert "decider" in roles(world, "deputy-d1", asked)
    world.now = ends
    assert "decider" not in roles(world, "deputy-d1", asked)


def test_r043_deputies_of_each_other_come_to_nobody_and_not_to_a_loop(world: World) -> None:
    world.make(lambda making: making.deputy("d1", "deputy-director-places"))
    world.make(lambda making: [making.absent(each, world.now) for each in ("d1", "deputy-d1")])
    asked = asked_for(world)
    assert [roles(world, each, asked) & {"decider"} for each in ("d1", "deputy-d1", "d2")] == [frozenset()] * 3


def test_r038_an_officer_who_determined_and_then_left_sees_the_case_no_more(world: World) -> None:
    asked = refused_paper(world)
    world.later(days=1)
    world.make(lambda making: making.appoint("d1", "director-places", to_at=world.now))
    world.later(days=1)
    assert isinstance(refusal(world, "d1", lambda desk: note(desk, asked, Said(words="Still here?"))), NotThere)


@pytest.mark.parametrize("who", ["c2", "auditor", "administrator", "clerk", "foi", "d2", "cfo"])
def test_r001_nobody_without_a_part_in_a_case_may_ask_a_question_on_it(world: World, who: str) -> None:
    asked = asked_for(world)
    assert isinstance(refusal(world, who, lambda desk: ask_councillor(desk, asked, Said(words="Why?"))), NotThere)


def test_the_one_who_determined_may_not_rule_on_the_dispute(world: World) -> None:
    asked = disputed_paper(world)
    refusal(world, "d1", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    assert state(world, asked).status == "open"
