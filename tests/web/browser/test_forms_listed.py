"""Every form of the pages is sent by some test from a real browser without script; which one is written down here."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from gatekeeper.web.routes import EVERY

HERE: Final = Path(__file__).resolve().parent
WITHOUT_SCRIPT: Final = frozenset({"script=False", "script=script"})
"""How a test opens a browser without script, or with script and then without."""
END: Final = "test_without_script::test_a_request_goes_to_its_end_without_script"
STEPS: Final = "test_without_script::test_every_small_step_on_a_case_can_be_taken_without_script"
SENT_ON: Final = "test_officers_forms::test_a_request_is_sent_on_to_another_post_which_the_councillor_sees"
NOT_FOUND: Final = "test_officers_forms::test_what_cannot_be_found_is_recorded_with_where_it_was_looked_for"
PAPER: Final = "test_officers_forms::test_the_proper_officer_enters_a_meeting_with_its_paper_and_classifies_its_passage"
EXECUTIVE: Final = (
    "test_officers_forms::test_the_executive_answers_a_scrutiny_member_and_its_reasons_go_to_the_committee"
)
_EVERY: Final = "test_every_form_without_script::test_"
OUT: Final = f"{_EVERY}she_signs_out_here_there_and_everywhere"
ASSISTANT: Final = f"{_EVERY}an_assistant_says_for_whom_she_acts_and_describes_removes_and_drops_what_is_asked"
READER: Final = f"{_EVERY}a_councillor_reads_takes_copies_and_a_receipt_and_keeps_what_she_has_begun"
AUDITOR: Final = f"{_EVERY}an_auditor_takes_the_log_the_record_and_the_evidence_and_verifies_it"
REGISTER: Final = f"{_EVERY}the_proper_officer_keeps_the_register"
MATCHED: Final = f"{_EVERY}a_described_document_is_matched_classified_and_found_on"
DISPUTE: Final = f"{_EVERY}a_dispute_is_taken_further_argued_and_heard_and_the_last_word_prepared"
COMMITTEE: Final = f"{_EVERY}a_clerk_enters_what_the_committee_resolved"
MEANING: Final = f"{_EVERY}the_monitoring_officer_says_what_a_paragraph_means"
SENT: Final[Mapping[str, str]] = {
    "/sign-out": OUT,
    "/sessions": OUT,
    "acting": ASSISTANT,
    "ask/what": END,
    "ask/drop": ASSISTANT,
    "ask/choose": END,
    "ask/remove": ASSISTANT,
    "ask/describe": ASSISTANT,
    "ask/answer": END,
    "ask/why/{question}": END,
    "ask/check": END,
    "draft": READER,
    "drafts": READER,
    "library/{document_id}/read": READER,
    "library/{document_id}/copy": READER,
    "asked/{asked_id}/read": END,
    "asked/{asked_id}/copy": READER,
    "asked/{asked_id}/find/{number:int}": END,
    "asked/{asked_id}/fact/{fact}/{subject}": MATCHED,
    "asked/{asked_id}/confirm/{paragraph_id}": END,
    "asked/{asked_id}/classify/{passage_id}/{claimed}": MATCHED,
    "asked/{asked_id}/match": MATCHED,
    "asked/{asked_id}/advise": END,
    "asked/{asked_id}/determine/whole": DISPUTE,
    "asked/{asked_id}/determine/check": END,
    "asked/{asked_id}/determine/{number:int}": END,
    "asked/{asked_id}/rule/whole": DISPUTE,
    "asked/{asked_id}/rule/check": END,
    "asked/{asked_id}/rule/{number:int}": END,
    "asked/{asked_id}/resolve/whole": COMMITTEE,
    "asked/{asked_id}/resolve/check": COMMITTEE,
    "asked/{asked_id}/resolve/{number:int}": COMMITTEE,
    "asked/{asked_id}/consult": DISPUTE,
    "asked/{asked_id}/dispute": END,
    "asked/{asked_id}/appeal": DISPUTE,
    "asked/{asked_id}/statement": DISPUTE,
    "asked/{asked_id}/ask": STEPS,
    "asked/{asked_id}/answer": STEPS,
    "asked/{asked_id}/narrow": STEPS,
    "asked/{asked_id}/narrowing-declined": STEPS,
    "asked/{asked_id}/note": STEPS,
    "asked/{asked_id}/ask-advice": STEPS,
    "asked/{asked_id}/interest": STEPS,
    "asked/{asked_id}/hand-over": STEPS,
    "asked/{asked_id}/withdraw": STEPS,
    "asked/{asked_id}/transfer": SENT_ON,
    "asked/{asked_id}/not-held": NOT_FOUND,
    "asked/{asked_id}/executive-answer": EXECUTIVE,
    "requests/{request_id}/receipt": READER,
    "requests/{request_id}/evidence": AUDITOR,
    "documents/{document_id}/file": REGISTER,
    "documents/{document_id}/passages": PAPER,
    "documents/{document_id}/knowing": PAPER,
    "documents/{document_id}/classify/{passage_id}/{claimed}": PAPER,
    "documents/{document_id}/confidential/{passage_id}": REGISTER,
    "register/new/{sheet}": REGISTER,
    "register/new/{sheet}/{of}": REGISTER,
    "register/correct/{thing_id}": REGISTER,
    "register/withdraw/{thing_id}": REGISTER,
    "interpretations/new": MEANING,
    "record/csv": AUDITOR,
    "record/export": AUDITOR,
    "record/evidence": AUDITOR,
    "record/verify": AUDITOR,
}
"""Where each form is sent, within a council unless it begins with a slash, and the test that sends it so."""


def forms() -> Iterator[str]:
    """Where the forms of the pages are sent."""
    for page in (page for pages in EVERY for page in pages if page.method == "POST"):
        yield page.path.removeprefix("/in/{slug}/")


def lacking(sent: Mapping[str, str], every: set[str]) -> set[str]:
    """The forms that no test is written down for, and what is written down and is no form."""
    return set(sent) ^ every


def opens_without_script(named: str) -> bool:
    """Whether there is such a test (``module::function``), and it opens a browser without script."""
    module, _, name = named.partition("::")
    path = HERE / f"{module}.py"
    if not path.is_file():
        return False
    source = path.read_text(encoding="utf-8")
    tests = (each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef) and each.name == name)
    found = next((ast.get_source_segment(source, each) for each in tests), None) or ""
    return name.startswith("test_") and any(each in found for each in WITHOUT_SCRIPT)


def test_every_form_is_sent_without_script_by_some_test() -> None:
    assert not lacking(SENT, set(forms()))


@pytest.mark.parametrize("named", sorted(set(SENT.values())))
def test_the_test_that_sends_a_form_is_there_and_opens_a_browser_without_script(named: str) -> None:
    assert opens_without_script(named)


def test_a_form_that_no_test_sends_and_a_test_that_is_not_there_would_be_noticed() -> None:
    assert lacking({"note": END}, {"note", "asked/{asked_id}/new"}) == {"asked/{asked_id}/new"}
    assert lacking({"note": END, "gone": END}, {"note"}) == {"gone"}
    for named in (f"{END}_at_once", "test_nowhere::test_a", "test_without_script::finish", "test_sound::test_a"):
        assert not opens_without_script(named)
    keyboard = "test_without_script::test_a_councillor_asks_by_the_keyboard_alone"
    assert not opens_without_script(keyboard), "it leaves script on"
