"""Tests that asking asks no more than the law needs, files once, and shows nothing that is not hers to know."""

from __future__ import annotations

import pytest

from gatekeeper.services.drafts import keep, kept, lasting
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.changing import edit
from tests.web.asking_walk import answered, choose, describe, seen, sent
from tests.web.reading import Shown
from tests.web.visiting import HOME, Browser, Site

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def filed(site: Site) -> list[tables.AccessRequest]:
    with reading(site.world.engine) as session:
        found = list(Cases(session, site.world.council_id).requests())
        session.expunge_all()
        return found


def whole(browser: Browser) -> tuple[Shown, list[str]]:
    """From the page of finding to the receipt, and what was asked on the way."""
    last, asked = answered(browser, seen(browser))
    assert last.path == f"{HOME}ask/check", last.path
    return sent(browser, last), asked


def test_nothing_is_asked_where_the_law_opens_all_of_it(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "open_report")
    page = browser.get(f"{HOME}ask/answer")
    assert "The law opens all of it to you" in page.words
    receipt, asked = whole(browser)
    assert asked == []
    assert receipt.heading == "Your request is made"
    assert "MR-2026-00001" in receipt.words
    assert "Granted" in receipt.words
    (request,) = filed(site)
    assert (request.capacity, request.kind) == (None, "document")


def test_why_is_asked_where_she_must_show_a_need_and_her_answers_are_kept(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    receipt, asked = whole(browser)
    assert asked == ["capacity", "duty", "now"]
    assert "Director places" in receipt.words
    assert "Tuesday 22 December 2026" in receipt.words
    (request,) = filed(site)
    assert request.capacity == "council_member"
    case = browser.get(receipt.link("See the request"))
    assert "To judge how the service is run" in case.words
    assert "The budget is set next month" in case.words


def test_whoever_is_on_the_responsible_body_is_not_asked_why(site: Site) -> None:
    browser = site.sign_in("blue-leader")
    choose(site, browser, "working_paper")
    page = seen(browser)
    assert page.path == f"{HOME}ask/check"
    assert "Why now" not in page.words


def test_what_is_barred_or_open_asks_nothing_and_what_is_partly_open_asks_for_the_rest(site: Site) -> None:
    browser = site.sign_in("c2")
    choose(site, browser, "part_exempt")
    page = browser.get(f"{HOME}ask/answer")
    assert "The law opens part of it to you now" in page.words
    assert "For the rest we have to ask you a few questions" in page.words
    _, asked = answered(browser, seen(browser))
    assert asked == ["capacity", "duty", "now"]


def test_a_file_about_people_asks_for_a_reason_in_specific_terms(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "care_file")
    _, asked = answered(browser, seen(browser))
    assert asked == ["capacity", "duty", "people", "now"]


def test_a_scrutiny_member_is_asked_for_the_call_in_or_review(site: Site) -> None:
    browser = site.sign_in("c2")
    choose(site, browser, "executive_paper")
    page, asked = answered(browser, seen(browser))
    assert asked[:2] == ["capacity", "call-in"]
    sent(browser, page)
    case = browser.get(browser.get(f"{HOME}requests").link("MR-2026-00001"))
    assert "programme of work" in case.words


def test_for_a_constituent_the_ward_and_the_consent_are_asked_and_no_capacity(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "care_file", what="constituent")
    page, asked = answered(browser, seen(browser))
    assert asked == ["ward", "constituent", "people", "now"]
    sent(browser, page)
    assert filed(site)[0].capacity == "ward_casework"


def test_for_the_whole_ward_no_consent_is_asked(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    ward = {"capacity": {"capacity": "ward_casework"}, "ward": {"matter": "ward", "duty": "The new road"}}
    _, asked = answered(browser, seen(browser), **ward)
    assert asked == ["capacity", "ward", "now"]


def test_every_question_can_be_left_for_now(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    page = seen(browser)
    for question in ("capacity", "duty", "now"):
        assert page.path == f"{HOME}ask/why/{question}"
        page = browser.submit(page, press="Leave this for now")
    assert page.words.count("Left for now") == 3
    assert sent(browser, page).heading == "Your request is made"
    (request,) = filed(site)
    assert request.capacity is None


def test_an_answer_that_is_left_out_or_too_long_is_asked_for_again_with_its_text(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    page = browser.submit(seen(browser), press="Continue")
    assert (page.status, page.title.startswith("Error: ")) == (422, True)
    assert "Choose one of these" in page.words
    page = browser.submit(page, press="Continue", capacity="council_member")
    page = browser.submit(page, press="Continue", duty="word " * 700)
    assert page.status == 422
    assert "longer than 3,000 characters" in page.words
    assert "word word word" in page.text


def test_an_answer_is_changed_from_the_last_look(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    page, _ = answered(browser, seen(browser))
    page = browser.get(page.link("Change why you need it now"))
    assert "The budget is set next month" in page.text
    page = browser.submit(page, press="Continue", now="The vote is on 2 December")
    assert page.path == f"{HOME}ask/check"
    assert "The vote is on 2 December" in page.words
    page = browser.get(page.link("Change in what capacity you need it"))
    page = browser.submit(page, press="Continue", capacity="ward_casework")
    assert page.path == f"{HOME}ask/why/ward"


def test_only_described_it_is_asked_for_in_her_own_words_with_help_to_narrow(site: Site) -> None:
    browser = site.sign_in("c1")
    browser.submit(browser.get(f"{HOME}ask/what"), what="facts")
    page = describe(browser, "What the depot cost", body="The planning body", first_day="1", first_month="5",
                    first_year="2026", kind="Report")  # fmt: skip
    assert "What the depot cost Body: The planning body. Kind: Report. From Friday 1 May 2026." in page.words
    page, asked = answered(browser, seen(browser))
    assert asked == ["capacity", "duty", "now"]
    receipt = sent(browser, page)
    assert "What you described" in receipt.words
    (request,) = filed(site)
    assert (request.kind, request.document_identified) == ("factual_information", False)


def test_a_title_that_is_not_hers_to_know_stands_on_no_page_of_asking(site: Site) -> None:
    browser = site.sign_in("c1")
    pages = [browser.get(f"{HOME}ask/find?q={words}") for words in ("paper", "secret_title", "hidden", "staffing")]
    assert "Report on a staffing matter" in pages[3].words
    pages.append(choose(site, browser, "secret_title"))
    pages.append(browser.get(f"{HOME}ask/answer"))
    last, _ = answered(browser, seen(browser))
    pages += [last, sent(browser, last), browser.get(f"{HOME}requests"), browser.get(HOME)]
    for page in pages:
        assert "Paper secret_title" not in page.text
        assert "secret_title-whole" not in page.text
        assert "Paper hidden" not in page.text


def test_a_document_that_goes_before_the_request_is_sent_is_not_asked_for(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper", "open_report")
    page, _ = answered(browser, seen(browser))
    edit(site.world, tables.Document, "document", "working_paper", existence_known=False)
    page = sent(browser, page)
    assert "Your request is made" not in page.words
    assert "is not there any more" in page.words
    assert "is not there any more" not in browser.get(f"{HOME}ask/answer").words
    assert filed(site) == []


def test_a_request_sent_twice_is_filed_once(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    page, _ = answered(browser, seen(browser))
    first, second = sent(browser, page), sent(browser, page)
    assert first.path == second.path
    assert len(filed(site)) == 1
    assert browser.get(f"{HOME}ask").path == f"{HOME}ask/what"
    assert browser.get(f"{HOME}ask/check").path == f"{HOME}ask/find"


def test_after_one_request_another_can_be_made(site: Site) -> None:
    browser = site.sign_in("c1")
    for code in ("open_report", "part_exempt"):
        choose(site, browser, code)
        page, _ = answered(browser, seen(browser))
        sent(browser, page)
    assert sorted(each.reference for each in filed(site)) == ["MR-2026-00001", "MR-2026-00002"]


def test_an_assistant_asks_for_the_councillor_and_what_she_began_for_herself_is_apart(site: Site) -> None:
    browser = site.sign_in("assistant")
    page = choose(site, browser, "working_paper")
    assert "You are asking for Person c1" in page.words
    last, _ = answered(browser, seen(browser))
    assert "Person c1" in last.words
    sent(browser, last)
    (request,) = filed(site)
    assert request.requester_id == site.world.id("person", "c1")
    assert request.assistant_id == site.world.id("person", "assistant")
    assert "MR-2026-00001" in site.sign_in("c1").get(HOME).words


def test_what_is_typed_is_shown_literally_wherever_it_is_shown(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "care_file")
    describe(browser, PAYLOAD)
    texts = {"duty": {"duty": PAYLOAD}, "people": {"people": PAYLOAD}, "now": {"now": PAYLOAD}}
    pages = [browser.get(f"{HOME}ask/find"), browser.get(f"{HOME}ask"), browser.get(f"{HOME}ask/answer")]
    last, _ = answered(browser, seen(browser), **texts)
    assert last.words.count(PAYLOAD) >= 4
    pages += [last, browser.get(f"{HOME}ask/why/duty"), sent(browser, last), browser.get(f"{HOME}requests")]
    pages.append(browser.get(f"{HOME}ask/find?q=%3Cscript%3Ealert(1)%3C/script%3E"))
    for page in pages:
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


@pytest.mark.parametrize("path", ["ask/why/nothing", "ask/done/" + "0" * 32])
def test_a_page_that_is_none_is_not_there(site: Site, path: str) -> None:
    assert site.sign_in("c1").get(f"{HOME}{path}").status == 404


def test_a_question_that_need_not_be_asked_leads_on(site: Site) -> None:
    browser = site.sign_in("c1")
    assert browser.get(f"{HOME}ask/why/duty").path == f"{HOME}ask/find"
    choose(site, browser, "open_report")
    seen(browser)
    assert browser.get(f"{HOME}ask/why/duty").path == f"{HOME}ask/check"


def test_another_s_receipt_is_not_there(site: Site) -> None:
    request, _ = site.asked("c2")
    assert site.sign_in("c1").get(f"{HOME}ask/done/{request}").status == 404


def test_what_is_sent_is_what_was_checked_and_not_what_another_window_answered(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    last, _ = answered(browser, seen(browser))
    browser.submit(browser.get(f"{HOME}ask/why/now"), press="Continue", now="Another reason altogether")
    shown = sent(browser, last)
    assert filed(site) == []
    assert "Your answers have changed since you opened this page" in shown.words
    assert "Another reason altogether" in shown.words
    assert sent(browser, shown).heading == "Your request is made"


def test_answers_that_were_changed_after_they_were_sent_can_still_be_sent(site: Site) -> None:
    browser = site.sign_in("c1")
    choose(site, browser, "working_paper")
    last, _ = answered(browser, seen(browser))
    visitor = (site.place.engine, "subject-c1", site.place.relying.issuer, "northmere", lasting(f"{HOME}ask"))
    before = kept(*visitor)
    assert before is not None
    sent(browser, last)
    keep(visitor[0], site.world.now, *visitor[1:], before)
    browser.submit(browser.get(f"{HOME}ask/why/now"), press="Continue", now="Another reason altogether")
    shown = sent(browser, browser.get(f"{HOME}ask/check"))
    assert "You have sent this once with other answers" in shown.words
    assert sent(browser, shown).heading == "Your request is made"
    assert len(filed(site)) == 2
