"""Whose decision it is: the law says, when a document is matched, when facts change, and when it is sent on."""

from __future__ import annotations

from datetime import date

from gatekeeper.services.cases.disputes import Consulting, consult, dispute, rule
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.first import Transfer, match, transfer
from gatekeeper.storage import tables
from tests.services.cases.changing import bar, edit, lift_bar, remove
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    appealed_paper,
    asked_for,
    disputed_paper,
    disputed_ruling,
    hear_leader,
    refusal,
    refused_paper,
    roles,
    state,
    view,
)
from tests.services.worlds import World

PAPER = "working_paper-whole"


def _to(stage: str, post: str | None = None) -> Transfer:
    return Transfer(to_stage=stage, to_post=post, words="It is yours to determine.")


def test_a_document_that_was_described_goes_to_the_same_decider_as_one_that_was_named(world: World) -> None:
    named = asked_for(world, "c2", "executive_paper")
    described = world.submit("c2", descriptions=("The bids",)).asked[0]
    world.do("proper", lambda desk: match(desk, described, world.id("document", "executive_paper")))
    assert state(world, described).stage == state(world, named).stage == "executive"
    assert state(world, described).due_at == state(world, named).due_at


def test_a_paper_that_becomes_barred_goes_to_the_monitoring_officer_and_back_when_the_bar_lapses(world: World) -> None:
    asked = asked_for(world)
    bar(world, PAPER, asked)
    assert state(world, asked).stage == "monitoring_officer"
    assert "decider" in roles(world, "mo", asked)
    lift_bar(world, PAPER)
    assert state(world, asked).stage == "director"
    moved = [each for each in acts(world, asked) if each.action == "transfer"]
    assert [(each.person_id, each.shared) for each in moved] == [(None, True), (None, True)]


def test_while_nobody_has_found_whether_cited_terms_reach_her_the_paper_is_the_monitoring_officer_s(
    world: World,
) -> None:
    terms = {"basis": "government_terms", "citation": "Letter of 3 May", "reaches_every_route": True}
    edit(world, tables.Passage, "passage", PAPER, **terms)
    assert state(world, asked_for(world)).stage == "monitoring_officer"


def test_a_paper_of_which_nothing_is_cited_that_may_forbid_it_is_the_director_s(world: World) -> None:
    edit(world, tables.Passage, "passage", PAPER, basis="none")
    assert state(world, asked_for(world)).stage == "director"


def test_what_people_sent_elsewhere_stays_there_while_the_law_says_nothing_new(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: transfer(desk, asked, _to("chief_executive")))
    edit(world, tables.Document, "document", "working_paper", portfolio="Places")
    assert state(world, asked).stage == "chief_executive"


def test_a_transfer_goes_only_to_a_post_that_there_is_and_that_somebody_fills(world: World) -> None:
    asked = asked_for(world)
    remove(world, tables.Appointment, "appointment", "chief-chief-executive-substantive")
    assert "nobody is in that post" in str(
        refusal(world, "d1", lambda desk: transfer(desk, asked, _to("chief_executive")))
    )
    other = world.id("post", "monitoring-officer")
    refusal(world, "d1", lambda desk: transfer(desk, asked, _to("director", other)))
    world.make(lambda making: making.deputy("deputy-mo", "chief-executive"))
    world.do("d1", lambda desk: transfer(desk, asked, _to("chief_executive")))


def test_only_the_monitoring_officer_sends_a_paper_to_a_colleague_who_does_not_hold_it(world: World) -> None:
    asked = asked_for(world)
    people = world.id("post", "director-people")
    said = refusal(world, "d1", lambda desk: transfer(desk, asked, _to("director", people)))
    assert isinstance(said, CommandRefused)
    assert "does not name that post as holder" in str(said)
    world.do("mo", lambda desk: transfer(desk, asked, _to("director", people)))
    told = acts(world, asked)[-1].data
    assert (told["held"], told["holder"]) == (world.id("post", "director-places"), people)
    assert "decider" in roles(world, "d2", asked)


def _without_pack(world: World) -> None:
    world.later(hours=1)
    remove(world, tables.PackAdoption, "pack", "now")


def test_a_dispute_keeps_the_ladder_under_which_it_began(world: World) -> None:
    asked = disputed_paper(world)
    due = state(world, asked).due_at
    _without_pack(world)
    assert view(world, "c1", asked)["documents"][0]["with"]
    assert state(world, asked).due_at == due
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    assert state(world, asked).status == "determined"


def test_whoever_the_earlier_protocol_has_heard_is_heard_after_it_has_ended(world: World) -> None:
    asked = appealed_paper(world)
    _without_pack(world)
    other = Consulting(post="chief_finance_officer", words="It would cost too much.")
    assert "group_leader" in str(refusal(world, "chief", lambda desk: consult(desk, asked, other)))
    hear_leader(world, asked)
    world.do("chief", lambda desk: rule(desk, asked, disputed_ruling("refused")))


def test_what_is_disputed_after_a_protocol_ended_has_no_ladder(world: World) -> None:
    asked = refused_paper(world)
    _without_pack(world)
    assert "no dispute" in str(refusal(world, "c1", lambda desk: dispute(desk, asked, DISPUTING)))


def test_a_councillor_elected_again_has_every_right_of_her_new_term(world: World) -> None:
    edit(world, tables.Office, "office", "c1", ended_on=date(2026, 5, 10))
    again = {"kind": "councillor", "of_this_council": True, "elector": True, "accepted_office_on": date(2026, 5, 11)}
    person = world.id("person", "c1")
    world.make(
        lambda making: making.put(
            tables.Office, "office", "c1-2026", person_id=person, elected_on=date(2026, 5, 7), **again
        )
    )
    asked = asked_for(world, "c1", "open_report")
    assert (state(world, asked).status, state(world, asked).ruling) == ("determined", "granted")
