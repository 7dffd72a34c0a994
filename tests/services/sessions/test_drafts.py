"""What was typed and not sent is kept for its writer alone, until the form is filed or thirty days have gone by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.drafts import KEPT_FOR, MOST_BYTES, drop, keep, kept, kept_forms, sweep
from gatekeeper.storage.web_kept import MOST_DRAFTS

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ISSUER = "https://id.council.example"
HERS = ("harkaway", ISSUER, "wexbridge", "/in/wexbridge/ask")
TYPED = {"purpose": ("To answer a constituent’s question. \U0001f642\nSecond line",), "kinds": ("report", "minutes")}


def test_r183_what_was_typed_is_kept_as_it_was_and_the_last_of_it_counts(engine: Engine) -> None:
    keep(engine, NOW, *HERS, {"purpose": ("first",)})
    keep(engine, NOW + timedelta(minutes=1), *HERS, TYPED)
    assert kept(engine, *HERS) == TYPED
    assert [each.key for each in kept_forms(engine, "harkaway", ISSUER, "wexbridge")] == ["/in/wexbridge/ask"]
    drop(engine, *HERS)
    drop(engine, *HERS)
    assert kept(engine, *HERS) is None
    assert kept_forms(engine, "harkaway", ISSUER, "wexbridge") == ()


@pytest.mark.parametrize(
    "other",
    [
        ("foxcombe", *HERS[1:]),
        ("harkaway", "https://id.other.example", *HERS[2:]),
        ("harkaway", ISSUER, "wealdmoor", HERS[3]),
        (*HERS[:3], "/in/wexbridge/asks"),
    ],
    ids=["person", "issuer", "council", "form"],
)
def test_nobody_else_and_no_other_form_has_it(engine: Engine, other: tuple[str, str, str, str]) -> None:
    keep(engine, NOW, *HERS, TYPED)
    assert kept(engine, *other) is None
    drop(engine, *other)
    assert kept(engine, *HERS) == TYPED


def test_too_much_is_refused_and_what_was_kept_before_stays(engine: Engine) -> None:
    keep(engine, NOW, *HERS, TYPED)
    with pytest.raises(CommandRefused, match="200 kB"):
        keep(engine, NOW, *HERS, {"purpose": ("x" * MOST_BYTES,)})
    with pytest.raises(CommandRefused):
        keep(engine, NOW, *HERS[:3], "/" + "k" * 300, TYPED)
    assert kept(engine, *HERS) == TYPED


def test_of_one_person_so_many_forms_are_kept_and_the_oldest_makes_room(engine: Engine) -> None:
    for n in range(MOST_DRAFTS + 1):
        keep(engine, NOW + timedelta(seconds=n), *HERS[:3], f"/form/{n}", TYPED)
    assert kept(engine, *HERS[:3], "/form/0") is None
    assert kept(engine, *HERS[:3], "/form/1") == TYPED
    keep(engine, NOW, "foxcombe", *HERS[1:], TYPED)
    assert kept(engine, *HERS[:3], "/form/1") == TYPED


def test_what_no_database_keeps_is_left_out_of_what_was_typed(engine: Engine) -> None:
    keep(engine, NOW, *HERS, {"purpose": ("a\x00b\ud800c",)})
    assert kept(engine, *HERS) == {"purpose": ("ab?c",)}


def test_drafts_go_after_thirty_days(engine: Engine) -> None:
    keep(engine, NOW, *HERS, TYPED)
    assert sweep(engine, NOW + KEPT_FOR - timedelta(seconds=1)) == 0
    assert sweep(engine, NOW + KEPT_FOR) == 1
    assert kept(engine, *HERS) is None


@pytest.mark.parametrize("council", ["a\x00b", "x" * 61, "Wexbridge", "é", "a b"])
def test_of_what_can_be_no_council_nothing_is_kept(engine: Engine, council: str) -> None:
    keep(engine, NOW, "harkaway", ISSUER, council, "/form", TYPED)
    assert kept(engine, "harkaway", ISSUER, council, "/form") is None
    drop(engine, "harkaway", ISSUER, council, "/form")
