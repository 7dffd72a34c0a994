"""Mark-up in every text of the officers' forms stays text on every page on which anybody reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Final

import pytest

from gatekeeper.demo.walk_data import walk_of
from tests.web.browser import asking, registering
from tests.web.browser.chromium import Chromium
from tests.web.browser.journey import Journey
from tests.web.browser.prepared import enters_document
from tests.web.browser.registering import in_days
from tests.web.browser.scribbling import MARK_UP, Scribbler
from tests.web.browser.town import Town

pytestmark = pytest.mark.slow
WALK: Final = walk_of("wexbridge")
TITLE: Final = "The boathouse"
REASONS: Final = "She sits on the committee that answers the ministry."
CLEARANCE: Final = "The ministry has agreed in writing."
BASIS: Final = "Article 6(1)(e)"


@dataclass
class Scribbling(Journey):
    """A walk on which each of them writes mark-up wherever she can."""

    def person(self, who: str) -> Scribbler:
        """Somebody of the council."""
        plain = super().person(who)
        return Scribbler(plain.page, plain.home)

    def asks(self, words: str, title: str) -> None:
        """She asks for a document, and the director begins to determine it."""
        self.case = asking.asks(self.councillor, words, title)
        self.tasks = self.director.goes(self.case).presses("Determine it").path


@pytest.fixture
def journey(chromium: Chromium, town: Town) -> Iterator[Scribbling]:
    """Everybody of the council."""
    with ExitStack() as browsers:
        yield Scribbling(town, chromium, WALK, browsers)


def test_mark_up_in_what_is_found_advised_ruled_and_said_on_a_case_is_shown_as_it_was_written(
    journey: Scribbling,
) -> None:
    journey.asks(journey.title, journey.title)
    journey.director.goes(f"{journey.tasks}determine/whole").presses("Keep it")
    journey.determine()
    journey.climb()
    for who in (WALK.councillor, WALK.director, WALK.adviser, WALK.ladder[-1]):
        journey.person(who).finds_it(journey.case).finds_it(f"{journey.tasks}bundle").goes(f"{journey.case}/why")
    assert MARK_UP not in journey.person("auditor").goes("record").words
    for page in ("library", "rules"):
        journey.person(WALK.adviser).goes(page)


def test_mark_up_in_the_register_is_shown_as_it_was_written(journey: Scribbling) -> None:
    officer = journey.person(WALK.proper_officer)
    registering.adds_body(officer, "The boat committee")
    registering.enters_meeting(officer, "The boat committee", in_days(90))
    meeting = officer.path
    registering.adds_item(officer, TITLE)
    registering.adds_document(officer, TITLE, "Director of Communities", under=TITLE)
    document = officer.path
    registering.marks(officer, "1-4", TITLE)
    registering.classifies(officer.goes(document), "3. ", in_days(180), TITLE, "Write to her.")
    registering.corrects(officer.goes(document), "Boats", "It was left out.")
    registering.decides_who_may_know(officer.goes(document), "A paper", "It tells of one firm.")
    registering.adds_decision(officer, "The harbour master", "To let the boathouse")
    for page in ("register/bodies", "register/decisions", "register/documents?q=boathouse", meeting, document):
        officer.finds_it(page)
    registering.withdraws_decision(officer, MARK_UP, "It was no decision.")
    journey.asks("paper", MARK_UP)
    finds_fact(journey)
    registering.makes_confidential(officer.goes(document), "A letter", "It came so.")
    assert MARK_UP not in journey.person("auditor").goes("record").words
    journey.person(WALK.director).finds_it(document).finds_it(meeting)
    journey.person(WALK.councillor).finds_it(journey.case).goes("")


def test_mark_up_in_a_ruling_on_the_protocol_is_shown_as_it_was_written(journey: Scribbling) -> None:
    officer = journey.person(WALK.adviser)
    officer.goes("interpretations").presses("Say what a paragraph means")
    officer.page.get_by_label("Which paragraph").select_option(index=1)
    officer.presses("Record it").reads("The interpretation is recorded")
    for who in (WALK.adviser, WALK.councillor, WALK.director, "auditor"):
        assert journey.person(who).finds_it("interpretations").words.count(MARK_UP) == 3


def test_mark_up_in_the_executives_reasons_is_shown_as_it_was_written(journey: Scribbling, town: Town) -> None:
    request, asked = town.asked(replace(WALK, document="contract-report", councillor="foxcombe"))
    officer = journey.person(WALK.proper_officer)
    registering.answers_for_executive(officer, "").reads("Written reasons went to the scrutiny committee")
    for who in ("foxcombe", WALK.proper_officer):
        journey.person(who).finds_it(f"asked/{asked}/statement-to-scrutiny").finds_it(f"requests/{request}")


def test_mark_up_in_a_clearance_and_a_basis_is_shown_as_it_was_written(journey: Scribbling, town: Town) -> None:
    title = "A letter of the ministry"
    known = {"council_document": "true", "behind_the_accounts": "false"}
    enters_document(town, WALK, "ministry-letter", title, "third_party_personal_data", **known)
    officer = journey.person(WALK.proper_officer)
    registering.makes_confidential(officer.goes("register/documents?q=ministry").follows(title), "The letter", "So.")
    journey.case = asking.asks(journey.councillor, "ministry", title)
    clearing = journey.person(WALK.adviser)
    tasks = clearing.goes(journey.case).presses("Determine it").path
    clearing.goes(f"{tasks}find").follows("breach that obligation").chooses("breach that obligation", "Yes")
    clearing.presses("Record it")
    clearing.goes(tasks).follows("Does the bar stand").chooses("What do you rule?", "Granted")
    clearing.chooses("In which form?", "To inspect, without a copy").fills("Reasons", REASONS)
    clearing.fills("Clearance of the bar", CLEARANCE).fills("Basis in data", BASIS)
    clearing.presses("Check and keep it")
    for written in (REASONS, CLEARANCE, BASIS):
        clearing.goes(f"{tasks}determine/check").reads(f"{MARK_UP} {written}")
    clearing.presses("Record the decision")
    clearing.finds_it(journey.case)
    for path in (journey.case, f"{journey.case}/why"):
        journey.person(WALK.councillor).finds_it(path)


def finds_fact(journey: Scribbling) -> None:
    """The director records a fact that is his to find, with why."""
    director = journey.director.goes(f"{journey.tasks}find")
    director.page.locator("main a[href*='/fact/']").first.click()
    director.looks().page.locator("main input[type=radio]").first.check()
    director.presses("Record it").reads(MARK_UP)
