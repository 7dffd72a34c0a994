"""Tests of the page of a case and its small steps: each reader sees what is hers, each step offered can be taken."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.disputes import dispute, rule
from gatekeeper.services.cases.submit import Asking, submit
from tests.services.cases.walking import DISPUTING, disputed_ruling, granted_paper, refused_paper, state
from tests.services.stateful.soundness import faults
from tests.web.visiting import HOME, Site

PAYLOAD = "<script>alert(1)</script> {{ 7*7 }} \"'><img src=x onerror=alert(2)>"


def test_the_councillor_reads_how_it_stands_who_has_it_and_by_when(site: Site) -> None:
    request, _ = site.asked("c1")
    page = site.sign_in("c1").get(f"{HOME}requests/{request}")
    assert page.status == 200
    assert page.heading.startswith("Request MR-2026-")
    assert "Who has it" in page.words
    assert "How we worked this out" in page.words
    assert "The request was made" in page.words


def test_the_page_of_a_case_hides_what_the_officers_wrote_for_themselves(site: Site) -> None:
    request, asked = site.asked("c1")
    director = site.sign_in("d1")
    form = director.get(f"{HOME}asked/{asked}/note")
    director.submit(form, words="CANARY for officers alone", shared="false")
    assert "CANARY" in director.get(f"{HOME}requests/{request}").text
    assert "CANARY" not in site.sign_in("c1").get(f"{HOME}requests/{request}").text


def test_every_step_that_is_offered_can_be_opened_and_no_other(site: Site) -> None:
    request, asked = site.asked("c1")
    for who in ("c1", "d1", "mo"):
        browser = site.sign_in(who)
        offered = {href for href, _ in browser.get(f"{HOME}requests/{request}").links if f"/asked/{asked}/" in href}
        assert offered, who
        assert {browser.get(href).status for href in offered} == {200}, who


def test_a_question_is_asked_and_answered(site: Site) -> None:
    request, asked = site.asked("c1")
    director, councillor = site.sign_in("d1"), site.sign_in("c1")
    director.submit(director.get(f"{HOME}asked/{asked}/ask"), words="For which duty?", offers_narrowing="false")
    case = councillor.get(f"{HOME}requests/{request}")
    assert "For which duty?" in case.words
    assert "You have been asked a question" in case.words
    answered = councillor.submit(
        councillor.get(f"{HOME}asked/{asked}/answer"), words="For planning", duty_stated="true", why_now_stated="true"
    )
    assert "Your answer is sent" in answered.words
    assert "For planning" in director.get(f"{HOME}requests/{request}").words


def test_an_empty_form_is_shown_again_with_what_is_missing(site: Site) -> None:
    _, asked = site.asked("c1")
    director = site.sign_in("d1")
    again = director.submit(director.get(f"{HOME}asked/{asked}/ask"), words="  ")
    assert again.status == 422
    assert again.title.startswith("Error: ")
    assert again.link("Write what you want to say") == "#field-words"


def test_a_form_that_is_sent_twice_has_one_effect(site: Site) -> None:
    request, asked = site.asked("c1")
    director = site.sign_in("d1")
    fields = director.get(f"{HOME}asked/{asked}/note").form().filled({"words": "Only once", "shared": "true"})
    first = director.post(f"{HOME}asked/{asked}/note", fields)
    second = director.post(f"{HOME}asked/{asked}/note", fields)
    assert (first.status, second.status) == (200, 200)
    assert director.get(f"{HOME}requests/{request}").text.count("Only once") == 1


def test_a_stale_form_keeps_the_text_and_says_that_the_case_has_changed(site: Site) -> None:
    _, asked = site.asked("c1")
    one, other = site.sign_in("d1"), site.sign_in("c1")
    form = one.get(f"{HOME}asked/{asked}/ask")
    other.submit(other.get(f"{HOME}asked/{asked}/withdraw"), words="")
    again = one.submit(form, words="A question too late", offers_narrowing="false")
    assert again.status in (403, 409, 412)
    assert "A question too late" in again.text


def test_a_case_that_changed_meanwhile_is_not_changed_by_a_stale_form(site: Site) -> None:
    request, asked = site.asked("c1")
    one, other = site.sign_in("d1"), site.sign_in("d1")
    form = one.get(f"{HOME}asked/{asked}/ask")
    other.submit(other.get(f"{HOME}asked/{asked}/note"), words="A note between", shared="true")
    again = one.submit(form, words="What is it for?", offers_narrowing="false")
    assert again.status == 412
    assert "This changed since you opened the page" in again.words
    assert "What is it for?" in again.text
    assert "What is it for?" not in other.get(f"{HOME}requests/{request}").text
    sent = one.submit(again)
    assert "What is it for?" in sent.text


@pytest.mark.parametrize("step", ["ask", "note", "ask-advice"])
def test_r153_what_is_typed_is_shown_literally(site: Site, step: str) -> None:
    request, asked = site.asked("c1")
    director = site.sign_in("d1")
    choices = {"note": {"shared": "true"}, "ask": {"offers_narrowing": "false"}}.get(step, {})
    director.submit(director.get(f"{HOME}asked/{asked}/{step}"), words=PAYLOAD, **choices)
    page = director.get(f"{HOME}requests/{request}")
    assert PAYLOAD in page.words
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_a_refusal_is_disputed_withdrawn_and_carried_over(site: Site) -> None:
    asked = refused_paper(site.world)
    councillor = site.sign_in("c1")
    disputed = councillor.submit(councillor.get(f"{HOME}asked/{asked}/dispute"), words="I cannot judge without it.")
    assert "Your dispute is filed" in disputed.words
    stated = councillor.submit(councillor.get(f"{HOME}asked/{asked}/statement"), words="My side.")
    assert "My side." in stated.words
    carrying = councillor.get(f"{HOME}asked/{asked}/hand-over")
    carried = councillor.post(carrying.path, carrying.form().filled({"to": "freedom_of_information"}))
    assert "Carried over to freedom of information" in carried.words
    gone = councillor.submit(councillor.get(f"{HOME}asked/{asked}/withdraw"), words="")
    assert "The request is withdrawn" in gone.words
    assert faults(site.place.engine, site.world.council_id) == []


FOI = "answer it as a freedom of information request"


@pytest.mark.parametrize("who", ["c1", "d1"])
def test_no_date_of_freedom_of_information_stands_where_nothing_was_withheld(site: Site, who: str) -> None:
    asked = granted_paper(site.world)
    page = site.sign_in(who).get(f"{HOME}requests/{state(site.world, asked).request_id}")
    assert FOI not in page.words
    assert "Next dates" not in page.words


def test_the_date_of_freedom_of_information_stands_while_something_is_withheld_or_was_carried_over(site: Site) -> None:
    asked = refused_paper(site.world)
    request = f"{HOME}requests/{state(site.world, asked).request_id}"
    councillor = site.sign_in("c1")
    assert FOI in councillor.get(request).words
    carrying = councillor.get(f"{HOME}asked/{asked}/hand-over")
    councillor.post(carrying.path, carrying.form().filled({"to": "freedom_of_information"}))
    site.world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    site.world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("granted")))
    assert state(site.world, asked).ruling == "granted"
    assert FOI in councillor.get(request).words, "what was carried over is still answered there"


def test_nothing_is_offered_that_the_person_may_not_do(site: Site) -> None:
    asked = refused_paper(site.world)
    councillor = site.sign_in("c1")
    for step in ("note", "ask", "transfer", "not-held", "ask-advice"):
        assert councillor.get(f"{HOME}asked/{asked}/{step}").status == 404
    assert site.sign_in("c3").get(f"{HOME}asked/{asked}/withdraw").status == 404


def test_not_held_is_recorded_with_the_searches(site: Site) -> None:
    made = site.world.do("c1", lambda desk: submit(desk, Asking(descriptions=("The note of the visit of 3 March",))))
    asked = made.asked[0]
    proper = site.sign_in("proper")
    page = proper.get(f"{HOME}asked/{asked}/not-held")
    wrong = proper.submit(page, cannot_be_found="true", searched="Archive", words="We looked for it.")
    assert wrong.status == 422
    done = proper.submit(wrong, searched="Archive: by its date\nMail: by the name of the place")
    assert "not held or cannot be found" in done.words
    assert "Searched: Archive: by its date" in site.sign_in("c1").get(f"{HOME}requests/{made.request_id}").words


def test_the_whole_explanation_can_be_read(site: Site) -> None:
    request, _ = site.asked("c1")
    page = site.sign_in("c1").get(f"{HOME}requests/{request}/why")
    assert page.status == 200
    assert "MR-2026-" in page.words


def test_who_stands_aside_is_told_so_and_is_not_shown_a_missing_page(site: Site) -> None:
    _, asked = site.asked("c1")
    director = site.sign_in("d1")
    done = director.submit(director.get(f"{HOME}asked/{asked}/interest"), words="My sister made the offer.")
    assert done.status == 200
    assert "The interest is declared" in done.words


def test_a_request_is_offered_only_to_posts_that_can_have_it_and_have_it_not(site: Site) -> None:
    _, asked = site.asked("c1")
    monitoring_officer = site.sign_in("mo")
    page = monitoring_officer.get(f"{HOME}asked/{asked}/transfer")
    choices = page.form("/transfer").controls["to"].choices or []
    kinds = {each.partition(" ")[0] for each in choices if each}
    first = site.world.do("mo", lambda desk: set(desk.ladder.first_stages))
    assert kinds
    assert kinds <= first
    for choice in filter(None, choices):
        fields = page.form("/transfer").filled({"to": choice, "words": "It is hers."})
        answer = monitoring_officer.post(f"{HOME}asked/{asked}/transfer", fields)
        assert answer.status == 200, choice
        break


def test_not_held_is_not_offered_where_the_register_holds_it(site: Site) -> None:
    request, _ = site.asked("c1")
    links = [href for href, _ in site.sign_in("d1").get(f"{HOME}requests/{request}").links]
    assert not any(href.endswith("/not-held") for href in links)


def test_a_form_without_its_key_is_not_taken(site: Site) -> None:
    _, asked = site.asked("c1")
    browser = site.sign_in("c1")
    fields = browser.get(f"{HOME}asked/{asked}/withdraw").form().filled({"words": ""})
    assert browser.post(f"{HOME}asked/{asked}/withdraw", fields | {"once": []}).status == 422
    assert browser.post(f"{HOME}asked/{asked}/withdraw", fields).status == 200
