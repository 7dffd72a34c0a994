"""The proper officer's three decisions on a document: who may know that it is there, its title and label."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.view import read_case
from gatekeeper.services.cases.visible import UNNAMED, label_for_councillor
from gatekeeper.storage import tables
from gatekeeper.storage.register import content
from tests.services.world_making import Making
from tests.services.worlds import NOW, World

RECORDED = {"council_id": "council", "thing_id": "thing", "recorded_at": NOW, "entry": 0}


def _row(*, title_known: bool = False, public_label: str | None = None) -> tables.Document:
    says = {"title": "Ending of one employment", "title_known": title_known, "public_label": public_label}
    return tables.Document.model_validate(says | RECORDED)


def test_a_title_that_councillors_may_know_is_its_name() -> None:
    assert label_for_councillor(_row(title_known=True, public_label="A paper")) == "Ending of one employment"


def test_a_title_that_they_may_not_know_gives_way_to_the_public_label() -> None:
    assert label_for_councillor(_row(public_label="Report on a staffing matter")) == "Report on a staffing matter"


def test_without_a_public_label_nothing_is_told() -> None:
    assert label_for_councillor(_row()) == UNNAMED


def test_a_document_that_is_not_there_has_the_same_name_as_one_that_may_not_be_named() -> None:
    assert label_for_councillor(None) == label_for_councillor(_row())


def test_whoever_may_inspect_it_as_of_right_may_know_its_title() -> None:
    assert label_for_councillor(_row(public_label="A paper"), whole=True) == "Ending of one employment"


def test_a_hidden_document_answers_exactly_as_one_that_never_was(world: World) -> None:
    with pytest.raises(NotThere) as hidden:
        world.submit("c1", "hidden")
    with pytest.raises(NotThere) as absent:
        world.do("c1", lambda desk: pre_check(desk, Asking(documents=("0" * 32,))))
    assert str(hidden.value) == str(absent.value)


def test_a_hidden_document_that_the_law_opens_may_be_asked_for(world: World) -> None:
    def hide(making: Making) -> None:
        thing = making.id("document", "open_report")
        says = world.read(lambda register: content(register.all(tables.Document, thing_id=thing)[0]))
        own = {name: value for name, value in says.items() if name not in ("council_id", "thing_id")}
        making.changes.put(tables.Document, thing, **own | {"existence_known": False})

    world.make(hide)
    assert world.submit("c1", "open_report").asked


def test_her_case_calls_a_paper_by_its_public_label_and_the_officers_by_its_title(world: World) -> None:
    filed = world.submit("c1", "secret_title")
    hers = world.do("c1", lambda desk: read_case(desk, filed.request_id))
    theirs = world.do("d1", lambda desk: read_case(desk, filed.request_id))
    assert hers["documents"][0]["called"] == "Report on a staffing matter"
    assert theirs["documents"][0]["called"] == "Paper secret_title"
    assert "Paper secret_title" not in str(hers)
