"""Tests of the register's pages: what an officer reads there, what the proper officer enters, corrects, withdraws."""

from __future__ import annotations

import pytest

from gatekeeper.services.registering.documents import document_file
from gatekeeper.services.registering.written import BY_HAND, columns_by_hand, sheet_named
from gatekeeper.storage import tables
from gatekeeper.storage.register import content
from gatekeeper.web.register_labels import LABELS
from tests.services.stateful.soundness import faults
from tests.web.visiting import HOME, Browser, Shown, Site

REGISTER = f"{HOME}register"


def meeting_page(site: Site, browser: Browser, code: str = "planning-next") -> Shown:
    """The page of a meeting."""
    return browser.get(f"{REGISTER}/meetings/{site.world.id('meeting', code)}")


def add_document(site: Site, browser: Browser, **says: str) -> Shown:
    """Add a document to the public item of the coming meeting of planning."""
    form = browser.get(f"{REGISTER}/new/documents/{site.world.id('item', 'mill')}")
    return browser.submit(form, **{"title": "Flood risk at the mill", "kind": "report", "code": "flood"} | says)


def test_meetings_that_are_coming_are_listed_and_those_that_were_by_a_filter(site: Site) -> None:
    browser = site.sign_in("proper")
    coming = browser.get(REGISTER)
    assert coming.status == 200
    assert "Ended" not in coming.words
    assert len([href for href, _ in coming.links if "/register/meetings/" in href]) == 3
    past = browser.submit(coming, when="past", body=site.world.id("body", "planning"))
    assert [text for href, text in past.links if "/register/meetings/" in href] == ["The planning body"]
    assert "Ended" in past.words


def test_a_meeting_tells_its_items_documents_and_by_when_its_papers_must_be_open(site: Site) -> None:
    page = meeting_page(site, site.sign_in("proper"))
    assert [text for _, text in page.links if text == "Add a document: mill"]
    assert site.world.id("document", "open_report") in page.link("Paper open_report")
    assert "How we worked this out" in page.words
    assert "The day of the meeting, Tuesday 8 December 2026, does not count" in page.words


def test_a_director_reads_the_register_and_enters_nothing(site: Site) -> None:
    director = site.sign_in("d1")
    assert "Add a meeting" not in director.get(REGISTER).words
    assert director.get(f"{REGISTER}/new/meetings").status == 403
    meeting = site.world.id("meeting", "planning-next")
    assert director.get(f"{REGISTER}/correct/{meeting}").status == 403
    assert director.get(f"{REGISTER}/withdraw/{meeting}").status == 403


def test_a_meeting_an_item_and_a_document_are_added_as_rows_of_the_sheets(site: Site) -> None:
    proper = site.sign_in("proper")
    form = proper.get(f"{REGISTER}/new/meetings")
    at = {"meeting_at_day": "12", "meeting_at_month": "1", "meeting_at_year": "2027", "meeting_at_time": "18:30"}
    meeting = proper.submit(form, body="planning", code="planning-january", **at)
    assert "It is entered in the register" in meeting.words
    assert "6.30pm on Tuesday 12 January 2027" in meeting.words
    of = site.world.id("meeting", "planning-january")
    items = proper.submit(proper.get(f"{REGISTER}/new/items/{of}"), title="The weir", access="public")
    assert "The weir" in items.words
    item = next(href for href, text in items.links if text.startswith("Add a document"))
    document = proper.submit(proper.get(item), title="Report on the weir", kind="report")
    assert document.heading == "Report on the weir"
    assert "The weir, The planning body" in document.words
    assert faults(site.place.engine, site.world.council_id) == []


def test_what_is_wrong_with_a_row_is_said_at_its_field_and_the_text_is_kept(site: Site) -> None:
    proper = site.sign_in("proper")
    again = add_document(site, proper, page_count="many", title="  ")
    assert again.status == 422
    assert again.title.startswith("Error: ")
    assert again.link("Answer this question") == "#field-title"
    wrong = proper.submit(again, title="Flood risk")
    assert ("#field-page_count", True) in [(href, "whole number" in text) for href, text in wrong.links]
    assert "many" in wrong.text


def test_a_time_that_is_none_is_refused_at_its_field(site: Site) -> None:
    proper = site.sign_in("proper")
    again = proper.submit(proper.get(f"{REGISTER}/new/meetings"), body="planning", meeting_at_day="31")
    assert again.link("Write a real day and a time, such as 27 11 2026 and 14:30") == "#field-meeting_at"


def test_a_code_that_is_used_replaces_nothing(site: Site) -> None:
    proper = site.sign_in("proper")
    again = add_document(site, proper, code="open_report")
    assert again.status == 422
    assert any(href == "#field-code" for href, _ in again.links)
    row = site.world.read(lambda register: register.one(tables.Document, site.world.id("document", "open_report")))
    assert row is not None
    assert row.title != "Flood risk at the mill"


def test_a_form_that_is_sent_twice_enters_one_thing(site: Site) -> None:
    proper = site.sign_in("proper")
    form = proper.get(f"{REGISTER}/new/documents")
    fields = form.form().filled({"title": "Sent twice"})
    assert [proper.post(form.path, fields).status for _ in range(2)] == [200, 200]
    assert len([text for _, text in proper.get(f"{REGISTER}/documents?q=twice").links if text == "Sent twice"]) == 1


def test_a_correction_replaces_the_row_with_its_reason_and_keeps_what_stood(site: Site) -> None:
    proper = site.sign_in("proper")
    document = site.world.id("document", "working_paper")
    form = proper.get(f"{REGISTER}/correct/{document}")
    assert proper.submit(form, title="Another title").status == 422
    done = proper.submit(form, title="The right title", reasons="It was typed wrongly.")
    assert done.heading == "The right title"
    assert "It was typed wrongly." in done.words
    rows = site.world.read(lambda register: register.ever(tables.Document, thing_id=document))
    assert [each.replaced_at is None for each in rows] == [False, True]
    before, after = (content(each) for each in rows)
    assert {name for name in before if before[name] != after[name]} == {"title"}


def test_a_correction_of_what_was_changed_meanwhile_changes_nothing(site: Site) -> None:
    one, other = site.sign_in("proper"), site.sign_in("proper")
    document = site.world.id("document", "working_paper")
    form = one.get(f"{REGISTER}/correct/{document}")
    other.submit(other.get(f"{REGISTER}/correct/{document}"), title="First", reasons="First.")
    late = one.submit(form, title="Second", reasons="Second.")
    assert late.status == 412
    assert "This changed since you opened the page" in late.words
    assert "Second" in late.text
    assert one.get(f"{HOME}documents/{document}").heading == "First"


def test_what_was_entered_wrongly_is_withdrawn_and_what_is_named_stays(site: Site) -> None:
    proper = site.sign_in("proper")
    add_document(site, proper)
    document = site.world.id("document", "flood")
    stays = proper.submit(proper.get(f"{REGISTER}/withdraw/{document}"), reasons="It is a duplicate.")
    assert stays.status == 409
    assert "It is a duplicate." in stays.text
    found = site.world.do("proper", lambda desk: document_file(desk, document))
    link = found.business[0].link_id
    proper.submit(proper.get(f"{REGISTER}/withdraw/{link}"), reasons="Wrong business.")
    gone = proper.submit(proper.get(f"{REGISTER}/withdraw/{document}"), reasons="It is a duplicate.")
    assert "It is withdrawn from the register" in gone.words
    assert proper.get(f"{HOME}documents/{document}").status == 404


def test_what_a_councillor_asked_for_is_not_withdrawn(site: Site) -> None:
    site.asked("c1")
    proper = site.sign_in("proper")
    stays = proper.submit(
        proper.get(f"{REGISTER}/withdraw/{site.world.id('document', 'working_paper')}"), reasons="Gone."
    )
    assert stays.status == 409
    assert "a councillor's request" in stays.words


@pytest.mark.parametrize(("who", "sees"), [("proper", True), ("mo", True), ("d1", False), ("foi", False)])
def test_the_list_of_documents_tells_only_what_its_reader_may_know(site: Site, who: str, sees: bool) -> None:
    row = site.world.read(lambda register: register.one(tables.Document, site.world.id("document", "secret_title")))
    assert row is not None
    page = site.sign_in(who).get(f"{REGISTER}/documents")
    assert page.status == 200
    held = who in ("d1",)
    assert (row.title in [text for _, text in page.links]) == (sees or held)


def test_a_search_finds_nothing_that_its_reader_may_not_know(site: Site) -> None:
    site.world.make(
        lambda making: making.document("canary", existence_known=False, title="Zanzibar", holder_post="director-people")
    )
    assert "Zanzibar" in site.sign_in("proper").get(f"{REGISTER}/documents?q=zanz").text
    assert "No document" in site.sign_in("d1").get(f"{REGISTER}/documents?q=zanz").words


@pytest.mark.parametrize("who", ["c1", "auditor", "administrator"])
def test_who_has_no_post_that_knows_documents_has_no_list_of_them(site: Site, who: str) -> None:
    assert site.sign_in(who).get(f"{REGISTER}/documents").status == 404


def test_what_stands_on_no_agenda_is_listed_for_the_proper_officer(site: Site) -> None:
    proper = site.sign_in("proper")
    form = proper.get(f"{REGISTER}/new/decisions")
    listed = proper.submit(form, decider="Head of Housing", type="officer", title="To let the depot")
    assert "To let the depot" in listed.words
    assert site.sign_in("d1").get(f"{REGISTER}/decisions").status == 403


def test_a_body_is_added_and_corrected(site: Site) -> None:
    proper = site.sign_in("proper")
    added = proper.submit(
        proper.get(f"{REGISTER}/new/bodies"), name="Harbour committee", type="committee", code="harbour"
    )
    assert "Harbour committee" in added.words
    form = proper.get(f"{REGISTER}/correct/{site.world.id('body', 'harbour')}")
    assert "Port committee" in proper.submit(form, name="Port committee", reasons="It was renamed.").words


def test_every_column_is_asked_or_has_a_page_of_its_own() -> None:
    for sheet in BY_HAND:
        columns = {each.name for each in columns_by_hand(sheet_named(sheet))}
        own = {"basis", "citation", "reaches_every_route", "paragraphs_complete"} if sheet == "passages" else set()
        assert columns - set(LABELS[sheet]) == own, sheet
        assert set(LABELS[sheet]) <= columns, sheet


@pytest.mark.parametrize("sheet", BY_HAND)
def test_every_sheet_has_a_form_and_no_other_has(site: Site, sheet: str) -> None:
    proper = site.sign_in("proper")
    assert proper.get(f"{REGISTER}/new/{sheet}").status == 200
    assert proper.get(f"{REGISTER}/new/people").status == 404


def test_what_was_begun_is_kept_and_goes_on_where_it_was_left(site: Site) -> None:
    proper = site.sign_in("proper")
    at = f"{REGISTER}/new/items/{site.world.id('meeting', 'planning-next')}"
    form = proper.get(at)
    fields = form.form().filled({"title": "Half a title", "item_added_on_day": "1", "item_added_on_month": "12"})
    proper.post(f"{HOME}draft?page={at}", fields)
    again = proper.get(at).form().controls
    assert again["title"].values == ["Half a title"]
    assert again["item_added_on-day"].values == ["1"]
    assert again["meeting"].values == ["planning-next"]


def test_a_correction_shows_a_time_as_the_council_keeps_it(site: Site) -> None:
    proper = site.sign_in("proper")
    form = proper.get(f"{REGISTER}/correct/{site.world.id('meeting', 'planning-next')}")
    at = {name: each.values for name, each in form.form().controls.items() if name.startswith("meeting_at")}
    assert list(at.values()) == [["8"], ["12"], ["2026"], ["18:30"]]
    done = proper.submit(form, meeting_at_time="19.15", reasons="The hall is taken.")
    assert "7.15pm on Tuesday 8 December 2026" in done.words
