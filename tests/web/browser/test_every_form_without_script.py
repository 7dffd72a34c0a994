"""Every form that no other test sends without script is filled in and sent so once, by the person whose form it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from shutil import copytree
from typing import Final

import pytest
from playwright.sync_api import expect

from gatekeeper.core.audit import verify_bundle, verify_receipt
from gatekeeper.demo.walk_data import walk_of
from gatekeeper.services.record.checkpointing import published_keys
from tests.cli.running import loaded_home
from tests.documents.papers import paper
from tests.web.browser import asking, deciding, registering
from tests.web.browser.chromium import Chromium
from tests.web.browser.journey import Journey
from tests.web.browser.person import Person
from tests.web.browser.prepared import RESOLVING, Prepared, enters_document, reference_of, town_with_a_committee
from tests.web.browser.registering import ENTER, in_days
from tests.web.browser.scribbling import MARK_UP, Scribbler
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow
ACTING: Final = "In which post, or for whom, do you act?"
WORDS: Final = "The letters to the contractor about the roof"
OTHERS: Final = "The survey of the roof that was made before"
LATER: Final = "I shall ask for less, once I know"
REASONS: Final = "The tenderers would learn what the council hopes for."
CHALLENGE: Final = "Write to the Monitoring Officer."
DELEGATION: Final = "Scheme of delegation, 4.2"
MINUTE: Final = "Appeals Committee, minute 12"
MEMBERS: Final = ("Rosalba Elverstone", "Adaeze Gilderswick")


@pytest.fixture
def browsers() -> Iterator[ExitStack]:
    """The browsers that a test opens; each must have had nothing to complain of when it is closed."""
    with ExitStack() as opened:
        yield opened


def test_she_signs_out_here_there_and_everywhere(chromium: Chromium, town: Town, browsers: ExitStack) -> None:
    council, who = "wexbridge", "foi-officer"
    one, other, third = (
        browsers.enter_context(town.somebody(chromium, council, who, anew=True, script=False)) for _ in range(3)
    )
    other.page.goto(f"{town.address}/sign-out")
    other.looks().page.locator("main").get_by_role("button", name="Sign out").click()
    other.page.wait_for_url(lambda url: not url.startswith(f"{town.address}/sign-out"))
    is_out(other)
    one.page.goto(f"{town.address}/sessions")
    one.looks().presses("Sign out there").reads("You are signed out there.")
    is_out(third)
    one.presses("Sign out everywhere").reads("signed out")
    is_out(one)


def is_out(person: Person) -> None:
    """Her browser shows her council's pages no more."""
    person.page.goto(person.home)
    expect(person.page.locator("main").get_by_role("button", name="Sign in")).to_be_visible()
    assert "/sign-in?" in person.page.url


def test_an_assistant_says_for_whom_she_acts_and_describes_removes_and_drops_what_is_asked(
    chromium: Chromium, town: Town
) -> None:
    with town.somebody(chromium, "wexbridge", "group-assistant", script=False) as person:
        bar = person.page.locator(".gk-who")
        for choice, says in (("Assistant to", "acting as Assistant to"), ("Thaddeus Foxcombe", "Thaddeus Foxcombe")):
            person.goes("acting").chooses(ACTING, choice).presses("Change").reads("You have changed the post")
            expect(bar).to_contain_text(says)
        person.presses("Ask to see a document").chooses("What do you need?", "To look at a document")
        person.presses("Continue")
        for words in (WORDS, OTHERS):
            person.follows("Describe it in your own words").fills("In your own words", words).presses("Continue")
        person.reads("You have chosen (2)", WORDS, OTHERS).presses(f"Remove {WORDS}")
        person.reads("You have chosen (1)", OTHERS)
        assert WORDS not in person.words
        person.goes("ask").reads(OTHERS).presses("Start again").reads("What you had begun is forgotten.")
        assert "You have chosen" not in person.goes("ask/find").words


def test_a_councillor_reads_takes_copies_and_a_receipt_and_keeps_what_she_has_begun(
    chromium: Chromium, town: Town
) -> None:
    walk = walk_of("wealdmoor")
    _, opened = town.asked(replace(walk, document="planning-report"))
    request, asked = town.asked(walk)
    town.signs(walk.slug)
    with town.somebody(chromium, walk.slug, walk.councillor, script=False) as councillor:
        councillor.goes("library").follows("Extension of the sand quarry").presses("Open it").reads("This is page 1 of")
        assert councillor.takes("Take a copy")[1].startswith(b"%PDF-")
        assert councillor.goes(f"asked/{opened}/read").takes("Take a copy")[1].startswith(b"%PDF-")
        councillor.goes(f"requests/{request}").follows("A receipt, to keep")
        name, receipt = councillor.takes("Download the receipt")
        assert name == f"receipt-{reference_of(town, request)}.json"
        assert verify_receipt(json.loads(receipt), published_keys(town.engine, town.council(walk.slug))).holds
        councillor.goes(f"asked/{asked}/withdraw").fills("Why?", LATER).presses("Save and come back later")
        councillor.reads("What you wrote is kept.").follows("Go on writing")
        expect(councillor.page.get_by_label("Why?")).to_have_value(LATER)
        councillor.goes("drafts").presses("Forget").reads("What you had begun is forgotten.", "There is nothing.")


def test_an_auditor_takes_the_log_the_record_and_the_evidence_and_verifies_it(chromium: Chromium, town: Town) -> None:
    walk = walk_of("wealdmoor")
    request, _ = town.asked(walk)
    reference = reference_of(town, request)
    town.signs(walk.slug)
    with town.somebody(chromium, walk.slug, "auditor", script=False) as auditor:
        name, log = auditor.goes("record").takes("Download the log")
        assert name.endswith(".csv")
        assert reference in log.decode()
        name, record = auditor.takes("Export the whole record")
        assert name.endswith(".jsonl")
        assert all(json.loads(line) for line in record.splitlines())
        auditor.fills("Reference of the request", reference).presses("Take the evidence")
        name, evidence = auditor.reads(f"The evidence of {reference}").takes("Download the evidence")
        assert name == f"evidence-{reference}.json"
        assert verify_bundle(json.loads(evidence), published_keys(town.engine, town.council(walk.slug))).holds
        auditor.goes("record/verify").chooses("How much of it?", "The whole record, with its words")
        auditor.presses("Verify it now").reads("The record holds", "The whole record, with its words")


def test_the_proper_officer_keeps_the_register(chromium: Chromium, town: Town) -> None:
    walk, title = walk_of("calderwick"), "Report on the canal wall"
    with town.somebody(chromium, walk.slug, walk.proper_officer, script=False) as officer:
        registering.adds_body(officer, "The canal committee")
        registering.adds_decision(officer, "The harbour master", "To mend the canal wall")
        officer.goes("register/documents").follows("Add a document").fills("Title", title)
        officer.selects("Kind of paper", "Report").fills("How many pages it has", "4")
        officer.selects("The post that holds it", "Strategic Director").presses(ENTER).reads("It is entered", title)
        document = officer.path
        officer.follows("Add business that it relates to").selects("The item of business", "Rooms for 412 students")
        officer.presses(ENTER).reads("It is entered in the register", "Rooms for 412 students")
        officer.follows("Add a passage").fills("What the passage is called", "The offers")
        officer.fills("On which pages it lies", "3-4").presses(ENTER).reads("It is entered", "Pages 3-4: The offers")
        registering.corrects(officer.goes(document), "Canals", "It was left out.")
        registering.makes_confidential(officer.goes(document), "The letter of May", "It came so.")
        field = officer.follows("Put its file").page.get_by_label("The file")
        field.set_input_files({"name": "wall.pdf", "mimeType": "application/pdf", "buffer": paper(4)})
        officer.presses("Look through it and keep it").reads("The file is taken and kept.")
        officer.goes(document).reads("A file of 4 pages is kept")
        registering.withdraws_decision(officer, "To mend the canal wall", "It was no decision.")
        assert "To mend the canal wall" not in officer.goes("register/decisions").words


def test_a_described_document_is_matched_classified_and_found_on(
    chromium: Chromium, town: Town, browsers: ExitStack
) -> None:
    walk, title = walk_of("calderwick"), "Letters about the roof of the market"
    enters_document(town, walk, "roof-letters", title)
    request, asked = town.described(walk, WORDS)
    officer = browsers.enter_context(town.somebody(chromium, walk.slug, walk.proper_officer, script=False))
    officer.goes(f"asked/{asked}/match").page.get_by_role("searchbox", name="Look in the register").fill("letters")
    officer.presses("Look").chooses("Which document is meant?", title).presses("This is the one")
    officer.reads("The document is matched to the request.", title).goes(f"asked/{asked}/classify")
    registering.classifies(officer, "3. ", in_days(180), REASONS, CHALLENGE)
    director = browsers.enter_context(town.somebody(chromium, walk.slug, walk.director, script=False))
    director.goes(f"asked/{asked}/find").page.locator("main a[href*='/fact/']").first.click()
    director.looks().page.locator("main input[type=radio]").first.check()
    director.fills("Why?", "I have looked into the file.").presses("Record it").reads("The finding is recorded.")
    director.goes(f"requests/{request}").reads("I have looked into the file.")


def test_a_dispute_is_taken_further_argued_and_heard_and_the_last_word_prepared(
    chromium: Chromium, town: Town, browsers: ExitStack
) -> None:
    walk = walk_of("wexbridge")
    _, begun = town.asked(walk)
    case = Prepared.of(town, walk).up_to_the_first_ruling()
    journey = Journey(town, chromium, walk, browsers, script=False, case=f"requests/{case.request_id}")
    at = f"asked/{case.asked_id}/"
    asking.disputes(journey.councillor, journey.case, "Take it further").reads("Done")
    journey.councillor.goes(f"{at}statement").fills("Your statement", WORDS).presses("Add the statement").reads("Done")
    chief = journey.person(walk.ladder[-1]).goes(f"{at}bundle").reads(asking.DISPUTE, WORDS)
    deciding.hears(chief, journey.case).goes(f"{at}bundle").reads("She would show her the price in confidence.")
    says_the_delegation(chief, f"{at}rule/whole")
    says_the_delegation(journey.director, f"asked/{begun}/determine/whole")
    journey.councillor.goes(f"{at}withdraw").presses("Withdraw it").reads("Done")


def says_the_delegation(person: Person, path: str) -> None:
    """Say under which delegation she decides: it is kept with what she prepares."""
    person.goes(path).fills("Reference of the delegation", DELEGATION).presses("Keep it").goes(path)
    expect(person.page.get_by_label("Reference of the delegation")).to_have_value(DELEGATION)


def test_a_clerk_enters_what_the_committee_resolved(
    chromium: Chromium, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = copytree(loaded_home(), tmp_path_factory.mktemp("committee") / "home")
    with town_with_a_committee(home) as place:
        case = Prepared.of(place, RESOLVING).up_to_the_last_rung()
        at = f"asked/{case.asked_id}/"
        with place.somebody(chromium, RESOLVING.slug, "clerk", script=False) as person:
            clerk = Scribbler(person.page, person.home)
            deciding.finds_need(clerk.goes(at), RESOLVING.passage, necessary=True)
            deciding.grants(clerk.goes(at), RESOLVING.passage, at_rung=True)
            clerk.goes(f"{at}resolve/whole").fills("Reference of the minute", MINUTE)
            for member in MEMBERS:
                clerk.chooses("Which members took part?", member)
            clerk.presses("Keep it").goes(f"{at}resolve/check").reads(f"{MARK_UP} {MINUTE}", *MEMBERS)
            clerk.presses("Record the decision").reads("The resolution is recorded.")
            clerk.finds_it(f"requests/{case.request_id}")


def test_the_monitoring_officer_says_what_a_paragraph_means(chromium: Chromium, town: Town) -> None:
    with town.somebody(chromium, "sallowmere", "monitoring-officer", script=False) as officer:
        officer.goes("interpretations").presses("Say what a paragraph means")
        officer.page.get_by_label("Which paragraph").select_option(index=1)
        officer.fills("What is the question", WORDS).fills("What the paragraph means", REASONS)
        officer.fills("On what that rests", deciding.AUTHORITY).presses("Record it")
        officer.reads("The interpretation is recorded", WORDS, REASONS, deciding.AUTHORITY)
