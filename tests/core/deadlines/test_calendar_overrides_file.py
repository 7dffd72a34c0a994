"""The file of dated corrections: read strictly, each mistake named with its entry and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gatekeeper.core.deadlines import SCOTLAND, Change, Override, redundant_overrides
from gatekeeper.locate import locate
from gatekeeper.policy.calendars import load_calendars, load_overrides, published_bank_holidays
from gatekeeper.policy.errors import PolicyError

HEAD = "compared_on = 2026-11-21\n"
ENTRY = """
[[override]]
nation = "scotland"
on = 2026-06-15
weekday = "Monday"
action = "add"
reason = "Bank holiday by proclamation"
source = "Proclamation of February 2026"
recorded_on = 2026-11-21
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "calendars.toml"


def test_an_entry_is_read_as_it_is_written(file: Path) -> None:
    file.write_text(HEAD + ENTRY, encoding="utf-8")
    assert load_overrides(file) == (
        Override(
            SCOTLAND,
            date(2026, 6, 15),
            Change.ADD,
            "Bank holiday by proclamation",
            "Proclamation of February 2026",
            date(2026, 11, 21),
        ),
    )


def test_a_file_without_corrections_is_right_when_the_lists_are(file: Path) -> None:
    file.write_text(HEAD, encoding="utf-8")
    assert load_overrides(file) == ()


def test_the_file_shipped_corrects_only_what_the_library_has_wrong() -> None:
    shipped = load_overrides(locate("policies") / "calendars.toml")
    assert redundant_overrides(published_bank_holidays(), shipped) == ()
    assert shipped


@pytest.mark.parametrize(
    ("written", "instead", "why"),
    [
        ("2026-06-15\n", "2026-06-16\n", "2026-06-16 is Tuesday 16 June 2026, not a Monday"),
        ("2026-06-15\n", '"15/06/2026"\n', "on is not a date"),
        ("2026-06-15\n", "2026-06-15T09:00:00Z\n", "on is not a date"),
        ("2026-06-15\n", "2062-06-15\n", "not a Monday"),
        ('2026-06-15\nweekday = "Monday"', '2062-06-15\nweekday = "Thursday"', "1990 to 2040"),
        ('2026-06-15\nweekday = "Monday"', '2026-06-14\nweekday = "Sunday"', "it is a Sunday"),
        ('"scotland"', '"uk_union"', "no such nation 'uk_union'"),
        ('"scotland"', "[]", "nation is not a text"),
        ('"add"', '"delete"', "no such action 'delete'"),
        ('weekday = "Monday"\n', "", "weekday is missing"),
        ("recorded_on = 2026-11-21", "recorded_on = 20261121", "recorded_on is not a date"),
        ('reason = "Bank holiday by proclamation"', 'reason = " "', "reason is not a text"),
        ("reason =", "because =", "unknown field 'because'"),
    ],
)
def test_an_unclear_entry_is_refused_with_its_place_and_remedy(
    written: str, instead: str, why: str, file: Path
) -> None:
    assert written in ENTRY
    file.write_text(HEAD + ENTRY.replace(written, instead), encoding="utf-8")
    with pytest.raises(PolicyError, match="override 1") as refusal:
        load_overrides(file)
    assert why in refusal.value.why
    assert refusal.value.place.startswith("calendars.toml")
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("compared_on = 2026-11-21\ncompared_on = 2026-11-22", "not well-formed TOML"),
        ("compared_on = 2026-02-30", "not well-formed TOML"),
        (ENTRY, "compared_on is not a date"),
        (HEAD + "overrides = []", "unknown field 'overrides'"),
        (HEAD + 'override = "none"', "override is not a list"),
        (HEAD + "override = [1]", "override is not a list"),
    ],
)
def test_an_unclear_file_is_refused(text: str, why: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match=r"calendars\.toml") as refusal:
        load_overrides(file)
    assert why in refusal.value.why


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(PolicyError, match="the file is missing"):
        load_overrides(file)


def test_entries_that_speak_of_the_same_day_are_refused(file: Path) -> None:
    file.write_text(HEAD + ENTRY + ENTRY, encoding="utf-8")
    with pytest.raises(PolicyError, match=r"calendars\.toml: Scotland, Mon 15 Jun 2026: two overrides"):
        load_calendars(file)
