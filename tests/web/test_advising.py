"""An adviser recommends passage by passage, in words; she never decides, and whom it is for is said."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.conversation import Said, ask_advice, note
from tests.services.cases.walking import asked_for, state, view
from tests.web.deciding import at
from tests.web.visiting import Site

GIVEN = {"recommends-1": "granted", "form-1": "inspection", "words": "She needs it for the budget.", "shared": "false"}


def test_advice_is_given_for_each_passage_and_the_case_goes_back_to_the_decider(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("d1", lambda desk: ask_advice(desk, asked, Said(words="May I withhold it?")))
    adviser = site.sign_in("mo")
    done = adviser.submit(adviser.get(at(asked, "advise")), to="advise", **GIVEN)
    assert "Your advice is given." in done.words
    assert state(site.world, asked).status == "open"
    shown = site.sign_in("d1").get(at(asked, "determine/1")).words
    assert "She needs it for the budget." in shown
    assert "Granted, to inspect, without a copy" in shown


def test_advice_for_officers_alone_is_not_told_to_the_councillor_and_shared_advice_is(site: Site) -> None:
    alone, both = asked_for(site.world, "c1"), asked_for(site.world, "c3")
    adviser = site.sign_in("mo")
    adviser.submit(adviser.get(at(alone, "advise")), to="advise", **GIVEN)
    adviser.submit(adviser.get(at(both, "advise")), to="advise", **{**GIVEN, "shared": "true"})
    assert "advise" not in {each["action"] for each in view(site.world, "c1", alone)["timeline"]}
    assert "advise" in {each["action"] for each in view(site.world, "c3", both)["timeline"]}


def test_advice_without_words_is_an_error_and_what_was_chosen_stays(site: Site) -> None:
    asked = asked_for(site.world)
    adviser = site.sign_in("mo")
    wrong = adviser.submit(adviser.get(at(asked, "advise")), to="advise", **{**GIVEN, "words": ""})
    assert wrong.status == 422
    assert "Write your advice" in wrong.words
    assert wrong.form("advise").controls["recommends-1"].values == ["granted"]


def test_advice_on_a_case_that_changed_keeps_its_words(site: Site) -> None:
    asked = asked_for(site.world)
    adviser = site.sign_in("mo")
    page = adviser.get(at(asked, "advise"))
    site.world.do("d1", lambda desk: note(desk, asked, Said(words="The budget was put off.")))
    again = adviser.submit(page, to="advise", **GIVEN)
    assert again.status == 412
    assert again.form("advise").controls["words"].values == [GIVEN["words"]]
    assert "Your advice is given." in adviser.submit(again, to="advise").words


@pytest.mark.parametrize("who", ["c1", "d1", "d2", "auditor", "clerk"])
def test_whoever_does_not_advise_finds_no_page_for_it(site: Site, who: str) -> None:
    asked = asked_for(site.world)
    assert site.sign_in(who).get(at(asked, "advise")).status == 404


def test_advice_on_passages_that_were_marked_anew_is_not_taken_for_others(site: Site) -> None:
    asked = asked_for(site.world)
    adviser = site.sign_in("mo")
    fields = adviser.get(at(asked, "advise")).form("advise").filled(GIVEN) | {"passages_of": ["another-passage"]}
    again = adviser.post(at(asked, "advise"), fields)
    assert again.status == 422
    assert "The passages were marked anew" in again.words
    assert "Your advice is given." in adviser.submit(again, to="advise").words
