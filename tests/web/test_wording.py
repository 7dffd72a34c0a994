"""Tests that every status, ruling, stage, act and outcome has words, and that times are told as London reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest

from gatekeeper.core.decision.results import Outcome
from gatekeeper.core.lifecycle import STAGES, Action, OfficeAct, Ruling, Status
from gatekeeper.core.pack import Post
from gatekeeper.services.council_words import CouncilWords
from gatekeeper.web.strings import ACT, OUTCOME, RULING, SAID, STAGE, STATUS, translate
from gatekeeper.web.wording import (
    act_words,
    day,
    iso,
    moment,
    money,
    outcome_tag,
    outcome_words,
    plural,
    ruling_words,
    short,
    stage_words,
    status_words,
)

READING = {Action.READ_CASE, Action.OPEN_DOCUMENT, Action.READ_LOG}


def test_every_value_of_the_case_has_words_of_its_own() -> None:
    for table, values in (
        (STATUS, set(Status)),
        (RULING, set(Ruling)),
        (ACT, {*Action, *OfficeAct}),
        (STAGE, {*STAGES, *get_args(Post)}),
        (OUTCOME, set(get_args(Outcome))),
    ):
        assert set(table) == values
        assert len(set(table.values())) == len(table)
        assert all(words == words.strip() and words[0].isupper() and "_" not in words for words in table.values())


def test_every_act_that_is_done_by_a_form_has_a_notice() -> None:
    assert {*Action} - READING <= set(SAID)
    assert all(words.endswith(".") for words in SAID.values())


def test_values_are_told_in_those_words() -> None:
    assert status_words("awaiting_advice") == "Waiting for advice"
    assert ruling_words("partly_granted") == "Partly granted"
    assert outcome_words("refer") == "An officer must decide"
    assert act_words("dispute") == "The ruling was disputed"
    assert {outcome_tag(each) for each in OUTCOME} == {
        "govuk-tag--green", "govuk-tag--yellow", "govuk-tag--blue", "govuk-tag--grey", "govuk-tag--red",
    }  # fmt: skip


def test_a_post_is_called_what_the_council_calls_it() -> None:
    words = CouncilWords("Wexbridge Council", None, None, director="Executive Head of Service")
    assert stage_words("director", words) == "The Executive Head of Service"
    assert stage_words("committee", words) == stage_words("committee") == "The committee"
    assert stage_words("director") == "The director"


def test_what_is_no_value_of_the_case_is_a_fault_and_not_a_gap() -> None:
    for told in (status_words, ruling_words, outcome_words, act_words, stage_words):
        with pytest.raises(KeyError):
            told("approved")


@pytest.mark.parametrize(
    ("at", "on_day", "at_moment", "for_machines"),
    [
        (date(2026, 11, 24), "Tuesday 24 November 2026", "Tuesday 24 November 2026", "2026-11-24"),
        ("2026-11-24", "Tuesday 24 November 2026", "Tuesday 24 November 2026", "2026-11-24"),
        (
            datetime(2026, 11, 28, 18, 30, tzinfo=UTC),
            "Saturday 28 November 2026",
            "6.30pm on Saturday 28 November 2026",
            "2026-11-28T18:30:00+00:00",
        ),
        (
            "2026-07-01T23:30:00+00:00",
            "Thursday 2 July 2026",
            "12.30am on Thursday 2 July 2026",
            "2026-07-02T00:30:00+01:00",
        ),
        (
            datetime(2026, 7, 1, 19, tzinfo=timezone(timedelta(hours=-5))),
            "Thursday 2 July 2026",
            "1am on Thursday 2 July 2026",
            "2026-07-02T01:00:00+01:00",
        ),
    ],
)
def test_a_time_is_told_as_london_reads_it(
    at: date | datetime | str, on_day: str, at_moment: str, for_machines: str
) -> None:
    assert (day(at), moment(at), iso(at)) == (on_day, at_moment, for_machines)


def test_a_table_tells_days_shortly() -> None:
    assert short("2026-11-24") == "Tue 24 Nov 2026"


@pytest.mark.parametrize(
    ("pence", "words"), [(0, "£0"), (5, "£0.05"), (1250, "£12.50"), (120_000, "£1,200"), (-250, "−£2.50")]
)
def test_a_sum_of_pence_is_told_in_pounds(pence: int, words: str) -> None:
    assert money(pence) == words


def test_a_number_of_things_is_told_with_its_noun() -> None:
    told = [plural(number, "passage") for number in (0, 1, 2, 1200)]
    assert told == ["0 passages", "1 passage", "2 passages", "1,200 passages"]
    assert plural(2, "authority", "authorities") == "2 authorities"


def test_a_text_takes_values_in_its_places() -> None:
    assert translate("For %(name)s", name="100% <b>") == "For 100% <b>"
    assert translate("100% of %(name)s") == "100% of %(name)s"
    assert translate("") == ""
