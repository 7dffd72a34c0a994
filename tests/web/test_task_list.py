"""A case is a list of tasks for its officers: what is done, what is to do, what waits for whom, and why not yet."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.conversation import Advising, Interest, Said, advise, ask_advice, declare_interest
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.cases.found import Confirmation, confirm_balance
from tests.services.cases.walking import DISPUTING, actions, appealed_paper, asked_for, ruled, state
from tests.services.worlds import World
from tests.web.deciding import at, find_need
from tests.web.visiting import HOME, Site


def test_the_director_sees_what_was_asked_by_whom_and_by_when(site: Site) -> None:
    asked = asked_for(site.world, "c1", "working_paper", purpose="The budget is set next month.")
    shown = site.sign_in("d1").get(at(asked))
    assert "Person c1" in shown.words
    assert "The budget is set next month." in shown.words
    assert "Paper working_paper" in shown.words
    assert "Due" in shown.words


def test_computed_routes_stand_beside_each_passage_with_their_provisions(site: Site) -> None:
    asked = asked_for(site.world, "c2", "part_exempt")
    shown = site.sign_in("d1").get(at(asked)).words
    for passage in ("part_exempt-open", "part_exempt-terms", "part_exempt-bidder"):
        assert passage in shown
    assert "s.100F" in shown
    assert "Open as of right: nothing to decide." in shown


def test_what_waits_for_the_proper_officer_says_so_and_is_hers_to_do(site: Site) -> None:
    asked = asked_for(site.world, "c2", "part_exempt")
    question = "Does the public-interest balance still hold for this request, and why?"
    director, proper = site.sign_in("d1"), site.sign_in("proper")
    assert question in director.get(at(asked)).words
    assert "Waiting for: The Proper Officer" in director.get(at(asked)).words
    assert proper.get(at(asked)).link(question) == at(asked, "confirm")
    for code in ("part_exempt-terms-3", "part_exempt-bidder-3"):
        _confirm(site.world, asked, site.world.id("paragraph", code))
    assert "Waiting for: The Proper Officer" not in director.get(at(asked)).words


def _confirm(world: World, asked: str, paragraph: str) -> None:
    said = Confirmation(paragraph=paragraph, confirmed="true", reasons="Looked again today.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, said))


def test_a_task_that_is_done_says_so(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    before = director.get(at(asked)).words.count("Completed")
    find_need(director, asked)
    assert director.get(at(asked)).words.count("Completed") == before + 1


def test_advice_that_was_asked_for_is_waited_for_and_then_read(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    assert director.get(at(asked)).link("Ask for advice")
    site.world.do("d1", lambda desk: ask_advice(desk, asked, Said(words="May I withhold it?")))
    assert "It has been asked for." in director.get(at(asked)).words
    site.world.do("mo", lambda desk: advise(desk, asked, Advising(words="You may not.")))
    shown = director.get(at(asked)).words
    assert "You may not." in shown
    assert "For officers alone" in shown


def test_whoever_advised_is_warned_when_the_dispute_comes_to_her(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("mo", lambda desk: advise(desk, asked, Advising(words="Withhold it.")))
    site.world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    site.world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert "This person has advised on this case" in site.sign_in("mo").get(at(asked)).words


def test_who_stands_aside_is_named_with_the_reason(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("d1", lambda desk: declare_interest(desk, asked, Interest(words="My sister wrote it.")))
    shown = site.sign_in("deputy-d1").get(at(asked)).words
    assert "Who stands aside on this case" in shown
    assert "Person d1: A declared relationship stands." in shown


def test_the_councillor_is_sent_to_her_case_and_whoever_is_heard_to_hers(site: Site) -> None:
    asked = appealed_paper(site.world)
    request = state(site.world, asked).request_id
    assert site.sign_in("c1").get(at(asked)).path == f"{HOME}requests/{request}"
    assert site.sign_in("red-leader").get(at(asked)).path == at(asked, "heard")


@pytest.mark.parametrize("who", ["c2", "d2", "auditor", "administrator", "blue-leader"])
def test_whoever_has_no_part_in_it_finds_nothing(site: Site, who: str) -> None:
    asked = asked_for(site.world)
    browser = site.sign_in(who)
    assert browser.get(at(asked)).status == 404
    assert browser.get(at("0" * 32)).text.count("<h1") == browser.get(at(asked)).text.count("<h1")


def test_reading_the_tasks_is_entered_in_the_record_once(site: Site) -> None:
    asked = asked_for(site.world)
    before = actions(site.world, asked).count("read_case")
    site.sign_in("d1").get(at(asked))
    assert actions(site.world, asked).count("read_case") == before + 1


def test_every_link_of_the_list_leads_somewhere(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    shown = director.get(at(asked))
    for href, text in shown.links:
        if href.startswith(at(asked)):
            assert director.get(href).status in (200, 409), (href, text)
