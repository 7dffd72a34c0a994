"""Tests of the page of a document for officers: who reads it, who may know of the document, what was decided when."""

from __future__ import annotations

import pytest

from gatekeeper.services.finding import find_known
from gatekeeper.services.library.page import Wish
from gatekeeper.storage import tables
from tests.web.visiting import HOME, Site


def page_of(site: Site, code: str = "working_paper") -> str:
    """The address of a document's page."""
    return f"{HOME}documents/{site.world.id('document', code)}"


def title(site: Site, code: str) -> str:
    """The title of a document."""
    row = site.world.read(lambda register: register.one(tables.Document, site.world.id("document", code)))
    assert row is not None
    return row.title


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        ("proper", "hidden", 200),
        ("mo", "hidden", 200),
        ("d1", "hidden", 200),
        ("d2", "hidden", 404),
        ("c1", "hidden", 404),
        ("administrator", "working_paper", 404),
        ("auditor", "working_paper", 404),
    ],
)
def test_a_document_is_read_by_who_keeps_it_holds_it_or_resolves_disputes(
    site: Site, who: str, code: str, status: int
) -> None:
    assert site.sign_in(who).get(page_of(site, code)).status == status


def test_an_officer_who_may_know_of_it_reads_only_what_it_is_called(site: Site) -> None:
    page = site.sign_in("d2").get(page_of(site, "secret_title"))
    assert page.status == 200
    assert page.heading == "Report on a staffing matter"
    assert title(site, "secret_title") not in page.text
    assert "secret_title" not in page.text


def test_unknown_and_hidden_documents_answer_alike(site: Site) -> None:
    director = site.sign_in("d2")
    hidden, unknown = director.get(page_of(site, "hidden")), director.get(f"{HOME}documents/{'0' * 32}")
    assert (hidden.status, hidden.heading) == (unknown.status, unknown.heading) == (404, hidden.heading)


def test_it_tells_holder_business_passages_claims_requests_and_history(site: Site) -> None:
    request, _ = site.asked("c2", "part_exempt")
    page = site.sign_in("proper").get(page_of(site, "part_exempt"))
    assert "sale, The planning body, 6.30pm on Tuesday 8 December 2026" in page.words
    assert "Paragraph 3: The financial or business affairs" in page.words
    assert "part_exempt-terms" in page.words
    assert page.link("MR-2026-00001") == f"{HOME}requests/{request}"
    assert "What was entered, and when" in page.words


def test_only_requests_that_its_reader_may_see_are_told(site: Site) -> None:
    site.asked("c1", "care_file")
    assert "MR-2026-00001" in site.sign_in("d2").get(page_of(site, "care_file")).words
    site.world.make(lambda making: making.tie("d2", "family", to_person="c1"))
    assert "MR-2026-" not in site.sign_in("d2").get(page_of(site, "care_file")).words


def test_who_may_know_of_it_is_decided_with_reasons_and_the_earlier_decision_is_kept(site: Site) -> None:
    proper = site.sign_in("proper")
    form = proper.get(f"{page_of(site)}/knowing")
    assert proper.submit(form, title_known="false", public_label="A paper on staff").status == 422
    done = proper.submit(form, title_known="false", public_label="A paper on staff", reasons="It names a person.")
    assert "It names a person." in done.words
    assert "Earlier decisions" in done.words
    assert "Person proper" in done.words
    known = find_known(
        site.place.engine, site.world.council_id, site.world.actor("c1"), Wish("staff"), clock=site.world.clock
    )
    assert "A paper on staff" in [each.called for each in known.items]
    assert title(site, "working_paper") not in [each.called for each in known.items]


def test_a_document_whose_existence_is_hidden_is_gone_from_every_list_at_once(site: Site) -> None:
    proper = site.sign_in("proper")
    proper.submit(proper.get(f"{page_of(site)}/knowing"), existence_known="false", reasons="It would disclose it.")
    assert title(site, "working_paper") not in site.sign_in("foi").get(f"{HOME}register/documents").text
    assert site.sign_in("foi").get(page_of(site)).status == 404


@pytest.mark.parametrize("who", ["d1", "mo", "foi", "c1"])
def test_only_the_proper_officer_decides_who_may_know_of_it(site: Site, who: str) -> None:
    assert site.sign_in(who).get(f"{page_of(site)}/knowing").status in (403, 404)


def test_the_holder_is_offered_its_file_and_nothing_of_the_register(site: Site) -> None:
    page = site.sign_in("d1").get(page_of(site))
    offered = {href for href, _ in page.links if href.startswith(page_of(site)) or "/register/" in href}
    assert offered == {f"{page_of(site)}/file", f"{page_of(site)}/passages", f"{HOME}register/documents"}
    assert "Classify it" not in page.words


def test_every_link_of_the_page_leads_somewhere(site: Site) -> None:
    site.asked("c2", "part_exempt")
    proper = site.sign_in("proper")
    page = proper.get(page_of(site, "part_exempt"))
    ours = {
        href for href, _ in page.links if href.startswith((f"{HOME}documents/", f"{HOME}register", f"{HOME}requests/"))
    }
    assert {href: status for href in ours if (status := proper.get(href).status) != 200} == {}


def test_what_is_typed_is_shown_literally(site: Site) -> None:
    proper = site.sign_in("proper")
    payload = "<script>alert(1)</script> {{ 7*7 }}"
    form = proper.get(f"{HOME}register/correct/{site.world.id('document', 'working_paper')}")
    page = proper.submit(form, title=payload, reasons=payload)
    assert page.heading == payload
    assert "<script>alert" not in page.text
