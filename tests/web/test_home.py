"""Tests of the first page: what was asked of her comes first, then what she waits for and what is open to her."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.conversation import Said, ask_councillor
from gatekeeper.storage import tables
from tests.services.cases.changing import remove
from tests.services.cases.walking import refused_paper
from tests.services.world_making import LONG_AGO
from tests.web.visiting import HOME, Site


def test_a_newcomer_reads_what_she_can_do(site: Site) -> None:
    remove(site.world, tables.Document, "document", "open_report")
    remove(site.world, tables.Document, "document", "part_exempt")
    page = site.sign_in("c1").get(HOME)
    assert page.heading == "Your requests and documents"
    assert page.title.startswith(page.heading)
    assert "Nothing has been asked for yet" in page.words
    assert "The register holds no document that the law opens to you now" in page.words
    assert page.link("Ask to see a document") == f"{HOME}ask"
    assert page.text.count("<h1") == 1


def test_her_requests_stand_with_their_next_date_and_what_is_open_to_her_beside_them(site: Site) -> None:
    site.asked("c1", "working_paper", "open_report")
    page = site.sign_in("c1").get(HOME)
    assert "MR-2026-00001" in page.words
    assert "An answer is due by Tuesday 22 December 2026" in page.words
    assert page.link("Paper open_report").startswith(f"{HOME}library/")
    assert "Paper hidden" not in page.text


def test_what_is_late_is_told_so(site: Site) -> None:
    site.asked("c1")
    site.world.later(days=60)
    assert "Late An answer was due by Tuesday 22 December 2026" in site.sign_in("c1").get(HOME).words


def test_a_question_that_was_put_to_her_stands_first(site: Site) -> None:
    _, asked = site.asked("c1")
    site.world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="What <b>is</b> it for?")))
    page = site.sign_in("c1").get(HOME)
    assert page.words.index("What <b>is</b> it for?") < page.words.index("Your requests and documents")
    assert page.link("Answer it: MR-2026-00001") == f"{HOME}asked/{asked}/answer"
    assert "What <b>is</b>" not in page.text
    assert "it for?" not in site.sign_in("c2").get(HOME).words


def test_once_all_is_answered_she_is_told_that_nothing_is_owed(site: Site) -> None:
    refused_paper(site.world)
    page = site.sign_in("c1").get(HOME)
    assert "everything you asked for was answered" in page.words
    assert "MR-2026-00001" not in page.words


def test_an_assistant_always_sees_for_whom_she_acts(site: Site) -> None:
    site.asked("c1")
    browser = site.sign_in("assistant")
    for path in ("", "requests", "library", "entitled", "ask/find"):
        page = browser.get(f"{HOME}{path}")
        assert "Acting for" in page.words, path
        assert page.words.count("Person c1") >= 2, path
    assert "MR-2026-00001" in browser.get(HOME).words


def test_a_councillor_with_a_post_has_both_pages_and_chooses_in_which_she_acts(site: Site) -> None:
    browser = site.sign_in("leader")
    page = browser.get(HOME)
    assert page.heading == "Your requests and documents"
    assert page.link("See what waits for it") == f"{HOME}queue"
    assert page.link("Requests") == f"{HOME}requests"
    changed = browser.submit(
        browser.get(f"{HOME}acting"), acting_as=f"post:{site.world.id('post', 'executive')}"
    )  # fmt: skip
    assert "acting as Executive" in changed.words
    back = browser.submit(browser.get(f"{HOME}acting"), acting_as="self")
    assert "acting as Executive" not in back.words


@pytest.mark.parametrize("who", ["d1", "mo", "auditor"])
def test_an_officer_has_no_requests_of_her_own_there(site: Site, who: str) -> None:
    page = site.sign_in(who).get(HOME)
    assert page.status == 200
    assert "Ask to see a document" not in page.words
    assert "Documents open to me" not in page.words


def test_whoever_is_in_the_register_without_office_or_post_is_told_whom_to_ask(site: Site) -> None:
    site.world.make(lambda making: making.person("passer-by"))
    row = site.world.read(lambda register: register.one(tables.Person, site.world.id("person", "passer-by")))
    assert row is not None
    says = {"name": row.name, "email": row.email, "signs_in_as": "subject-passer-by"}
    site.world.change(lambda changes: changes.put(tables.Person, row.thing_id, **says))
    page = site.sign_in("passer-by").get(HOME)
    assert "shows no office or post of yours today" in page.words


def test_what_an_assistant_began_for_one_councillor_is_not_there_for_another(site: Site) -> None:
    says = {"assistant_id": site.world.id("person", "assistant"), "from_on": LONG_AGO}
    says |= {"councillor_id": site.world.id("person", "red-leader")}
    site.world.make(lambda making: making.put(tables.AssistantAuthority, "assistant", "another", **says))
    browser = site.sign_in("assistant")
    first = browser.get(HOME)
    assert "Say first for whom you act" in first.words

    page = browser.submit(browser.get(f"{HOME}acting"), acting_as=f"for:{site.world.id('person', 'red-leader')}")
    assert "Person red-leader" in page.words
    browser.submit(browser.get(f"{HOME}ask/describe"), words="For one only")
    browser.submit(browser.get(f"{HOME}acting"), acting_as=f"for:{site.world.id('person', 'c1')}")
    assert "For one only" not in browser.get(f"{HOME}ask/find").text
