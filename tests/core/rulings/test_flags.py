"""What the law lets pass but a reader of the record should see, and what she need not be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.core.rulings import Advice, Need
from tests.core.rulings.proposing import (
    COMING,
    KEY,
    NEEDED,
    NOT_NEEDED,
    NOW,
    PRESUMED,
    SPECIFIC,
    about,
    check,
    flags,
    grant,
    pack,
    part,
    refusal,
    stops,
)


def advising(recommends: Any, form: Any = None) -> dict[str, Any]:
    return {"advice": (Advice(passage=KEY, recommends=recommends, form=form),)}


def test_a_ruling_against_advice_is_flagged() -> None:
    assert "against_advice" in flags(about(), refusal(), **advising("granted"))
    assert "against_advice" not in flags(about(), refusal(), **advising("refused"))
    assert "against_advice" in flags(about(), part("redacted_copy"), **advising("partly_granted", "briefing"))
    assert "against_advice" not in flags(about(), part("briefing"), **advising("partly_granted", "briefing"))


def test_a_lesser_form_than_was_advised_is_flagged() -> None:
    assert "less_than_recommended" in flags(about(), part("briefing"), **advising("partly_granted", "redacted_copy"))
    assert "less_than_recommended" not in flags(about(), part("briefing"), **advising("partly_granted", "briefing"))


def test_late_begins_after_the_instant_that_is_due() -> None:
    second = timedelta(seconds=1)
    assert "late" not in flags(about(), refusal(), due={KEY: NOW})
    assert "late" in flags(about(), refusal(), due={KEY: NOW - second})
    assert "late" not in flags(about(), refusal(), due={("D1", "another"): NOW - second})


def test_refusing_a_presumed_or_shown_need_departs_from_the_rules() -> None:
    assert "departs_from_machine" in flags(about(*PRESUMED), refusal())
    assert "departs_from_machine" in flags(about("duty_stated", "why_now_stated", "reasonably_necessary"), refusal())
    assert "departs_from_machine" not in flags(about(), refusal())


def test_refusing_what_the_council_s_own_rules_open_is_flagged() -> None:
    trial, protocol = about("marked_exempt", council="wyremouth"), pack("wyremouth")
    assert "departs_from_protocol" in flags(trial, refusal(), pack=protocol)
    assert "departs_from_protocol" not in flags(trial, grant(), pack=protocol)


def test_refusing_what_was_found_necessary_is_flagged() -> None:
    needed = refusal("another", need=NEEDED)
    assert "withholds_what_is_needed" in flags(about(), needed)
    assert "withholds_what_is_needed" not in flags(about(), refusal("another", need=NOT_NEEDED))
    vague = refusal("third_party_personal_data", need=replace(SPECIFIC, specific_terms=False))
    assert "withholds_what_is_needed" not in flags(about("third_party_personal_data"), vague)


def test_giving_where_no_need_was_found_is_flagged_and_not_stopped() -> None:
    without = grant(need=replace(NOT_NEEDED, least_form_that_suffices="whole_copy"))
    assert stops(about(), without) == set()
    assert "grants_without_need" in flags(about(), without)
    assert "grants_without_need" not in flags(about(), grant())
    assert "grants_without_need" not in flags(about(*COMING), without)


def test_more_than_she_asked_for_is_flagged() -> None:
    assert "grants_more_than_asked" in flags(about(), grant(), wants="inspection")
    assert "grants_more_than_asked" not in flags(about(), grant(), wants="whole_copy")
    assert "grants_more_than_asked" not in flags(about(), grant())


@pytest.mark.parametrize(
    ("least", "flag"), [("briefing", "more_than_suffices"), ("whole_copy", "less_than_suffices"), ("inspection", None)]
)
def test_more_or_less_than_suffices_is_flagged(least: Any, flag: str | None) -> None:
    given = part("inspection", grounds=("another",))
    found = flags(about(), replace(given, need=replace(NEEDED, least_form_that_suffices=least)))
    assert found & {"more_than_suffices", "less_than_suffices"} == ({flag} if flag else set())


def test_advice_the_rules_call_for_is_flagged_where_none_was_taken() -> None:
    personal = about("third_party_personal_data")
    assert "advice_not_taken" in flags(personal, grant(need=SPECIFIC))
    assert "advice_not_taken" not in flags(personal, grant(need=SPECIFIC), **advising("granted"))
    assert "advice_not_taken" not in flags(personal, grant(need=SPECIFIC, decided_as="monitoring_officer"))
    assert "advice_not_taken" not in flags(about(), grant())


def test_a_form_the_protocol_does_not_name_is_flagged() -> None:
    east_devon, protocol = about(council="east_devon"), pack("east_devon")
    assert "form_outside_protocol" in flags(east_devon, grant(), pack=protocol)
    assert "form_outside_protocol" not in flags(east_devon, grant(form="inspection"), pack=protocol)
    opened = about(*COMING, council="east_devon")
    assert "form_outside_protocol" not in flags(opened, grant(), pack=protocol)


def test_a_finding_that_contradicts_the_case_file_is_flagged() -> None:
    told = about("duty_stated", "improper_purpose_evidenced")
    assert "findings_differ" in flags(told, grant(need=replace(NEEDED, improper_purpose_evidenced=False)))
    assert "findings_differ" not in flags(told, grant(need=replace(NEEDED, improper_purpose_evidenced=True)))


def test_under_a_law_not_encoded_a_refusal_says_so() -> None:
    wales = about("jurisdiction=wales", *COMING)
    assert "law_not_encoded" in flags(wales, refusal())
    assert "law_not_encoded" not in flags(wales, grant())
    assert "law_not_encoded" not in flags(about(), refusal())


def test_flags_and_stops_can_be_read() -> None:
    found = check(about(*PRESUMED), refusal(need=Need()), **advising("granted"))
    for each in found.stops:
        assert all(words.endswith((".", "?")) for words in (each.what, each.why, each.remedy))
        assert each.source
    assert all(each.says.endswith(".") for each in found.flags)
    assert not found.lawful
