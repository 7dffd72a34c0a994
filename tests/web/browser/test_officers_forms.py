"""The forms of officers in a real browser, with script and without: what they enter, send on, decide and answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from gatekeeper.demo.walk_data import walk_of
from tests.web.browser.chromium import Chromium
from tests.web.browser.registering import (
    adds_document,
    adds_item,
    answers_for_executive,
    classifies,
    decides_who_may_know,
    enters_meeting,
    in_days,
    marks,
)
from tests.web.browser.scribbling import MARK_UP
from tests.web.browser.town import Town

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])]
WALK: Final = walk_of("sallowmere")
POST: Final = "Head of Democratic Services"
SENT_ON: Final = f"The lease is kept with the papers of the meetings. {MARK_UP}"
SEARCHED: Final = "Archive of the harbour: by its number\n\nThe shared drive: by its title\n"
NOT_FOUND: Final = f"It was lent to the surveyors and did not come back. {MARK_UP}"
REASONS: Final = "The tenderers would learn what the council hopes for, and would offer less."
CHALLENGE: Final = "Write to the Monitoring Officer, who asks for it to be weighed again."
LABEL: Final = "Report on a quay"
STATEMENT: Final = "The bids are exempt, and the committee reviews nothing to which they are relevant."


def named(name: str, *, script: bool) -> str:
    """A name that only this test gives, and it gives it once with script and once without."""
    return f"{name} {'seen' if script else 'read'}"


def test_a_request_is_sent_on_to_another_post_which_the_councillor_sees(
    chromium: Chromium, town: Town, script: bool
) -> None:
    request, _ = town.asked(WALK)
    case = f"requests/{request}"
    with town.somebody(chromium, WALK.slug, WALK.director, script=script) as director:
        director.goes(case).follows("Send it to another post").selects("Who should have it?", POST)
        director.fills("Why?", SENT_ON).presses("Send it on").reads("Done")
    with town.somebody(chromium, WALK.slug, WALK.councillor, script=script) as councillor:
        councillor.goes(case).reads(f"Who has it {POST}")
    with town.somebody(chromium, WALK.slug, WALK.proper_officer, script=script) as officer:
        officer.goes(case).reads(SENT_ON)


def test_what_cannot_be_found_is_recorded_with_where_it_was_looked_for(
    chromium: Chromium, town: Town, script: bool
) -> None:
    request, asked = town.described(WALK, "The survey of the quay that was made before the storm")
    with town.somebody(chromium, WALK.slug, WALK.proper_officer, script=script) as officer:
        officer.goes(f"asked/{asked}/").follows("Say which document is meant")
        officer.page.get_by_role("searchbox", name="Look in the register").fill("storm surge survey")
        officer.presses("Look").follows("Record that it is not held or cannot be found")
        officer.chooses("Which is it?", "cannot be found").fills("Where was it looked for?", "The archive")
        officer.fills("What the councillor should be told", NOT_FOUND).presses("Record it")
        officer.reads("There is a problem", "Write each search on its own line")
        assert officer.page.get_by_label("What the councillor should be told").input_value() == NOT_FOUND
        officer.fills("Where was it looked for?", SEARCHED).presses("Record it").reads("Done")
    with town.somebody(chromium, WALK.slug, WALK.councillor, script=script) as councillor:
        councillor.goes(f"requests/{request}").reads(NOT_FOUND, "Searched: Archive of the harbour: by its number")


def test_the_proper_officer_enters_a_meeting_with_its_paper_and_classifies_its_passage(
    chromium: Chromium, town: Town, script: bool
) -> None:
    item, title = named("The quay wall", script=script), named("Report on the quay wall", script=script)
    with town.somebody(chromium, WALK.slug, WALK.proper_officer, script=script) as officer:
        enters_meeting(officer, "Council", in_days(60 if script else 67))
        adds_item(officer, item)
        adds_document(officer, title, "Director", under=item)
        home = officer.path
        marks(officer, "3-4", "What the bids say")
        classifies(officer.goes(home), "3. ", in_days(180), REASONS, CHALLENGE)
        decides_who_may_know(officer.goes(home), LABEL, named("Two tenderers would be known", script=script))


def test_the_executive_answers_a_scrutiny_member_and_its_reasons_go_to_the_committee(
    chromium: Chromium, town: Town, script: bool
) -> None:
    who = "dellingham" if script else "gilderswick"
    walk = replace(walk_of("wexbridge"), document="contract-report", councillor=who)
    request, _ = town.asked(walk)
    with town.somebody(chromium, walk.slug, walk.proper_officer, script=script) as officer:
        answers_for_executive(officer, "").reads("There is a problem", "owed written reasons")
        answers_for_executive(officer, STATEMENT).reads("Written reasons went to the scrutiny committee")
        officer.follows("The statement to the committee").reads("To: ", STATEMENT)
    with town.somebody(chromium, walk.slug, who, script=script) as councillor:
        councillor.goes(f"requests/{request}").reads(STATEMENT)
