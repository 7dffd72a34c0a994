"""Tests what a councillor is told before she asks, and of what of it she is asked for a reason."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.services.cases.errors import Forbidden, NotThere
from gatekeeper.services.cases.shown import UNDECIDED
from gatekeeper.services.cases.submit import Asking
from gatekeeper.services.cases.view import pre_check_view
from gatekeeper.services.forecast import (
    UNKNOWN_DOCUMENT,
    Forecast,
    Need,
    forecast,
    forecast_known,
    protocol_on_need,
)
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.changing import edit
from tests.services.cases.conftest import WorldOf
from tests.services.worlds import World


def forecasts(world: World, who: str, *codes: str, **asking: object) -> tuple[Forecast, ...]:
    documents = tuple(world.id("document", each) for each in codes)
    asked = Asking(documents=documents, **asking)  # type: ignore[arg-type]
    return world.do(who, lambda desk: forecast(desk, asked))


def need(world: World, who: str, code: str) -> Need:
    return forecasts(world, who, code)[0].need


def test_it_is_what_asking_would_be_answered_and_nothing_is_filed(world: World) -> None:
    codes = ("open_report", "part_exempt", "working_paper", "secret_title")
    found = forecasts(world, "c1", *codes)
    documents = tuple(world.id("document", each) for each in codes)
    view = world.do("c1", lambda desk: pre_check_view(desk, Asking(documents=documents)))
    for one, other in zip(found, view["documents"], strict=True):
        assert (one.called, list(one.passages), list(one.due)) == (other["called"], other["passages"], other["due"])
    assert [each.open for each in found] == ["all", "part", "none", "none"]
    with reading(world.engine) as session:
        assert not Cases(session, world.council_id).requests()


@pytest.mark.parametrize(
    ("who", "code", "asked"),
    [
        ("c1", "open_report", Need()),
        ("c1", "part_exempt", Need()),
        ("c2", "part_exempt", Need(why=True)),
        ("c1", "working_paper", Need(why=True)),
        ("blue-leader", "working_paper", Need()),
        ("c1", "care_file", Need(why=True, specific=True)),
        ("c2", "executive_paper", Need(why=True, scrutiny=True)),
        ("leader", "executive_paper", Need()),
    ],
)
def test_a_reason_is_asked_only_as_far_as_the_need_is_not_presumed(
    world: World, who: str, code: str, asked: Need
) -> None:
    assert need(world, who, code) == asked


def test_of_what_is_barred_nothing_is_asked_that_would_tell_what_it_holds(world: World) -> None:
    barred = {"basis": "enactment", "citation": "Official Secrets Act 1989 s.5", "reaches_every_route": True}
    edit(world, tables.Passage, "passage", "care_file-whole", **barred)
    (one,) = forecasts(world, "c1", "care_file")
    assert not one.need.specific
    assert all("held_back" in each for each in one.passages)


def test_a_document_of_which_she_may_not_know_is_not_there(world: World) -> None:
    with pytest.raises(NotThere):
        forecasts(world, "c1", "open_report", "hidden")
    ids = tuple(world.id("document", code) for code in ("hidden", "open_report"))
    asking = Asking(documents=(*ids, "0" * 32))
    known = world.do("c1", lambda desk: forecast_known(desk, asking))
    assert [each.document_id for each in known] == [ids[1]]


def test_whoever_cannot_ask_is_told_nothing(world: World) -> None:
    for who in ("d1", "administrator"):
        with pytest.raises(Forbidden):
            forecasts(world, who, "open_report")


def test_one_document_that_cannot_be_worked_out_holds_no_other_up(world: World) -> None:
    says: dict[str, Any] = {"holder": "both", "executive_can_call_for_it": False, "kind": "other"}
    world.make(lambda making: making.document("working_paper", body="employment", **says))
    first, second = forecasts(world, "c1", "open_report", "working_paper")
    assert (first.open, second.open, second.summary) == ("all", "none", UNDECIDED)
    assert (second.called, second.need, second.passages) == ("Paper working_paper", UNKNOWN_DOCUMENT, ())


def test_the_protocol_says_what_it_asks_of_a_need_or_what_applies_instead(world_of: WorldOf) -> None:
    said = world_of("east_devon").do("c1", protocol_on_need)
    assert ("8.6" in [cite for _, cite in said.sentences], said.applies) == (True, None)
    silent = world_of("wbc").do("c1", protocol_on_need)
    assert (silent.sentences, "specific terms" in (silent.applies or "")) == ((), True)
    none = world_of(None).do("c1", protocol_on_need)
    assert (none.sentences, none.applies) == ((), None)
