"""An officer finds what the law asks, in its order and no more, and a fact that is hers is recorded at once."""

from __future__ import annotations

from gatekeeper.services.cases.conversation import Said, Stated, answer_question, ask_councillor
from tests.services.cases.walking import actions, asked_for
from tests.services.world_making import Making, Piece
from tests.web.deciding import FOUND, GRANTED, REFUSED, at, decided, find_need
from tests.web.visiting import Site

TWO = (Piece("first", "1-3"), Piece("second", "4"))


def test_only_what_the_law_asks_of_this_passage_must_be_answered(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    page = director.get(at(asked, "find/1"))
    wrong = director.submit(page, to="find/1")
    assert wrong.status == 422
    assert wrong.words.count("Answer this question") == 8, "four questions, each said above and at its place"
    assert director.submit(page, to="find/1", **FOUND).path.startswith(at(asked))


def test_what_she_answered_is_there_again_when_she_comes_back(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    find_need(director, asked)
    again = director.get(at(asked, "find/1")).form("find/1").controls
    assert again["duty"].values == [FOUND["duty"]]
    assert again["reasonably_necessary"].values == ["false"]
    elsewhere = site.sign_in("deputy-d1").get(at(asked))
    assert "budget is set next month" not in elsewhere.words, "it is hers alone until it is recorded"


def test_what_the_councillor_stated_is_not_asked_again(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="For which duty, and why now?")))
    stated = Stated(words="For the budget.", duty_stated=True, why_now_stated=True)
    site.world.do("c1", lambda desk: answer_question(desk, asked, stated))
    director = site.sign_in("d1")
    page = director.get(at(asked, "find/1"))
    assert "The case file says yes." in page.words
    sent = director.submit(page, to="find/1", reasonably_necessary="false", least_form_that_suffices="briefing")
    assert sent.status == 200


def test_findings_can_hold_for_other_passages_of_the_document_too(site: Site) -> None:
    site.world.make(lambda making: making.document("report", passages=TWO, body="employment", kind="other"))
    asked = asked_for(site.world, "c1", "report")
    director = site.sign_in("d1")
    find_need(director, asked, found={**FOUND, "also": "report-second"})
    assert director.get(at(asked, "find/2")).form("find/2").controls["duty"].values == [FOUND["duty"]]
    decided(director, asked, REFUSED, 1)
    check = decided(
        director, asked, {**REFUSED, "reasons": "The second part is no part of what the budget rests on."}, 2
    )
    assert check.heading == "Check the decision before it is recorded"


def test_a_grant_without_need_is_noted_before_it_is_recorded(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    find_need(director, asked)
    check = decided(director, asked, GRANTED)
    assert "It is given though access was not found reasonably necessary." in check.words


def test_a_fact_that_is_hers_is_recorded_at_once_and_the_law_applied_again(site: Site) -> None:
    site.world.make(_unknown)
    asked = asked_for(site.world, "c1", "unsettled")
    director = site.sign_in("d1")
    overview = director.get(at(asked, "find"))
    facts = [href for href, _ in overview.links if "/fact/" in href]
    assert facts, overview.words
    page = director.get(facts[0])
    answer = page.form().controls["value"].choices
    assert answer
    done = director.submit(page, to=facts[0], value=answer[-1], reasons="I have looked into the file.")
    assert "The finding is recorded." in done.words
    assert "find" in actions(site.world, asked)
    assert director.get(facts[0]).status == 404, "it is found, so it is asked no more"


def _unknown(making: Making) -> None:
    making.document("unsettled", findings={"council_document": None}, body="employment", kind="other")
