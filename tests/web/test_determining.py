"""An officer decides passage by passage: what the law allows is recorded, what it forbids is explained and stopped."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gatekeeper.services.cases.conversation import Advising, Recommendation, Said, advise, ask_councillor, note
from tests.services.cases.walking import actions, asked_for, granted_paper, state, view
from tests.services.worlds import World
from tests.web.deciding import FOUND, GRANTED, REFUSED, at, decided, find_need, grant, refuse
from tests.web.visiting import Browser, Site

PAPER = "working_paper-whole"


def _recorded(world: World, asked: str) -> list[str]:
    return [each for each in actions(world, asked) if each in ("determine", "rule", "resolve")]


def test_a_lawful_refusal_is_found_decided_read_and_recorded(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    tasks = director.get(at(asked))
    assert "To do" in tasks.words
    assert "Cannot start yet" in tasks.words
    check = refuse(director, asked)
    assert check.heading == "Check the decision before it is recorded"
    assert "What the councillor will read" in check.words
    assert REFUSED["reasons"] in check.words
    assert "If you disagree, you can take it to the Monitoring Officer" in check.words
    assert state(site.world, asked).ruling is None, "nothing is recorded before she confirms it"
    done = director.submit(check, to="check")
    assert "The determination is recorded." in done.words
    assert (state(site.world, asked).status, state(site.world, asked).ruling) == ("determined", "refused")
    told = view(site.world, "c1", asked)["documents"][0]["passages"][0]["ruling"]
    assert told["reasons"] == REFUSED["reasons"]


def test_a_grant_is_recorded_with_the_findings_that_were_made_before_it(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    director.submit(grant(director, asked), to="check")
    assert state(site.world, asked).ruling == "granted"
    told = view(site.world, "d1", asked)["documents"][0]["passages"][0]
    assert told["ruling"]["form"] == "inspection"


def test_the_last_look_shows_the_findings_and_the_basis_that_are_recorded_with_the_ruling(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    check = refuse(director, asked)
    assert "What you found on need to know, recorded with it" in check.words
    assert str(FOUND["duty"]) in check.words
    decision = json.loads(check.form("check").controls["decision"].values[0])
    decision["passages"][0]["personal_data_basis"] = "Article 6(1)(e) and policy 12"
    site.world.do("mo", lambda desk: note(desk, asked, Said(words="The budget was put off.")))
    again = director.submit(check, to="check", decision=json.dumps(decision))
    assert "Article 6(1)(e) and policy 12" in again.words


def test_refusing_what_section_100f_opens_is_stopped_where_it_is_chosen(site: Site) -> None:
    asked = asked_for(site.world, "c1", "part_exempt")
    director = site.sign_in("d1")
    page = director.get(at(asked, "determine/1"))
    assert "open to her as of right" in page.words
    assert "section 100F" in page.words or "s.100F" in page.words
    written = "It would embarrass us all."
    stopped = director.submit(page, to="determine/1", ruling="refused", grounds=[], reasons=written)
    assert stopped.status == 422
    assert stopped.title.startswith("Error: ")
    assert "is refused, and it can be shown once the rest is taken out" in stopped.words
    assert state(site.world, asked).ruling is None
    assert stopped.form("determine/1").controls["reasons"].values == [written]


def test_party_advantage_is_not_offered_and_is_stopped_with_its_source(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    find_need(director, asked)
    page = director.get(at(asked, "determine/1"))
    assert "no_need_shown" in (page.form("determine/1").controls["grounds"].choices or ())
    assert "party_advantage" not in (page.form("determine/1").controls["grounds"].choices or ())
    assert "Party advantage is not a lawful ground." in page.words, "it is explained instead"
    sent = page.form("determine/1").filled({**REFUSED, "grounds": "no_need_shown"})
    stopped = director.post(at(asked, "determine/1"), {**sent, "grounds": ["party_advantage"]})
    assert stopped.status == 422
    assert "Party advantage is given as a ground on passage working_paper-whole." in stopped.words
    assert "R v Sheffield City Council ex p Chadwick" in stopped.words


def test_a_ground_is_offered_once_it_stands_on_a_finding_and_stopped_without(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    find_need(director, asked)
    page = director.get(at(asked, "determine/1"))
    assert "curiosity_only" not in (page.form("determine/1").controls["grounds"].choices or ())
    assert "Nothing but curiosity is behind it." in page.words
    sent = page.form("determine/1").filled(REFUSED)
    stopped = director.post(at(asked, "determine/1"), {**sent, "grounds": ["curiosity_only"]})
    assert "Curiosity only is given as a ground" in stopped.words
    find_need(director, asked, found={**FOUND, "curiosity_only": "true"})
    page = director.get(at(asked, "determine/1"))
    assert "curiosity_only" in (page.form("determine/1").controls["grounds"].choices or ())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reasons": "No."}, "have fewer than 5 words"),
        ({"grounds": []}, "on no ground"),
        ({"form": "inspection"}, "and a form is given"),
    ],
)
def test_whatever_the_law_stops_is_said_and_what_was_written_stays(
    site: Site, changes: dict[str, Any], says: str
) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    find_need(director, asked)
    stopped = decided(director, asked, {**REFUSED, **changes})
    assert stopped.status == 422
    assert says in stopped.words
    kept = stopped.form("determine/1").controls
    assert kept["reasons"].values == [{**REFUSED, **changes}["reasons"]]
    assert kept["ruling"].values == ["refused"]


def test_without_findings_on_need_the_page_says_where_to_make_them(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    page = director.get(at(asked, "determine/1"))
    assert page.link("Make them first") == at(asked, "find/1")
    stopped = decided(director, asked, GRANTED)
    assert stopped.status == 422
    assert "this is not answered: Is access reasonably necessary" in stopped.words


def test_a_passage_without_a_ruling_is_an_error_of_the_form(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    shown = decided(director, asked, {"reasons": "I have not chosen anything yet."})
    assert shown.status == 422
    assert "Say what you rule of this passage" in shown.words


def test_a_decision_against_advice_is_marked_before_and_after_it_is_recorded(site: Site) -> None:
    asked = asked_for(site.world)
    recommends = (Recommendation(passage=PAPER, recommends="granted"),)
    site.world.do("mo", lambda desk: advise(desk, asked, Advising(words="Show it to her.", recommends=recommends)))
    director = site.sign_in("d1")
    assert "Show it to her." in director.get(at(asked, "determine/1")).words
    check = refuse(director, asked)
    assert "Against advice: the advice was granted, the ruling is refused." in check.words
    director.submit(check, to="check")
    flags = view(site.world, "d1", asked)["documents"][0]["passages"][0]["ruling"]["flags"]
    assert any(each.startswith("Against advice") for each in flags)


def test_a_case_that_changed_meanwhile_keeps_the_decision_and_shows_what_changed(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    check = refuse(director, asked)
    site.world.do("mo", lambda desk: note(desk, asked, Said(words="The budget was put off.")))
    again = director.submit(check, to="check")
    assert again.status == 412
    assert "This changed since you opened the page" in again.words
    assert "The budget was put off." in again.words
    assert REFUSED["reasons"] in again.words
    assert state(site.world, asked).ruling is None
    director.submit(again, to="check")
    assert state(site.world, asked).ruling == "refused"


def test_a_decision_that_is_sent_twice_is_recorded_once(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    check = refuse(director, asked)
    first, second = (director.submit(check, to="check") for _ in range(2))
    assert first.path == second.path
    assert _recorded(site.world, asked) == ["determine"]


def test_what_is_recorded_is_what_was_shown_and_not_what_another_window_prepared(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    check = refuse(director, asked)
    grant(director, asked)
    director.submit(check, to="check")
    assert state(site.world, asked).ruling == "refused"


@pytest.mark.parametrize("who", ["c1", "c2", "d2", "mo", "auditor", "administrator", "proper"])
def test_whoever_does_not_decide_it_finds_no_page_of_deciding(site: Site, who: str) -> None:
    asked = asked_for(site.world)
    browser = site.sign_in(who)
    for step in ("determine/1", "determine/check", "determine/whole", "find/1", "rule", "rule/1", "resolve/1"):
        assert browser.get(at(asked, step)).status == 404, step
    assert _refused(browser, at(asked, "determine/1"))


def _refused(browser: Browser, path: str) -> bool:
    csrf = browser.get("/sessions").form("/sessions").controls["csrf"].values[0]
    return browser.post(path, {"csrf": csrf, "ruling": "granted", "of": PAPER}).status == 404


def test_a_passage_that_is_not_there_is_not_found(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    assert director.get(at(asked, "determine/2")).status == 404
    assert director.get(at(asked, "determine/0")).status == 404


def test_nothing_is_checked_before_every_passage_is_decided(site: Site) -> None:
    asked = asked_for(site.world, "c2", "part_exempt")
    director = site.sign_in("d1")
    shown = director.get(at(asked, "determine/check"))
    assert shown.path == at(asked)
    assert "Nothing is ruled yet." in shown.words


def test_while_her_answer_is_awaited_the_page_says_that_silence_is_no_ground(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="For which duty?")))
    director = site.sign_in("d1")
    assert "silence is no ground" in director.get(at(asked)).words
    refused = director.submit(refuse(director, asked), to="check")
    assert refused.status == 409
    assert "silence is no ground" in refused.words
    assert REFUSED["reasons"] in refused.words


def test_what_a_person_writes_is_shown_as_it_was_written(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    find_need(director, asked)
    nasty = "<script>alert(1)</script> is what she would read, and it is no more than words."
    check = decided(director, asked, {**REFUSED, "reasons": nasty})
    assert "<script>alert(1)" not in check.text
    assert nasty in check.words


def test_a_recent_sign_in_is_asked_for_before_a_decision_is_recorded(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    refuse(director, asked)
    site.world.later(hours=4.5)
    old = site.sign_in("d1", authenticated_at=site.world.now.replace(hour=1))
    sent = old.get(at(asked, "determine/check"), follow=False)
    assert sent.status == 303
    assert sent.headers["location"].startswith("/sign-in?return_to=")


def test_a_case_that_is_determined_has_nothing_left_to_decide(site: Site) -> None:
    asked = granted_paper(site.world)
    director = site.sign_in("d1")
    assert director.get(at(asked)).status == 200
    assert director.get(at(asked, "determine/1")).status == 404
