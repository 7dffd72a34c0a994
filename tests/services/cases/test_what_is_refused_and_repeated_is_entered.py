"""What is refused is entered with what was tried; an answer told again is entered; what is no id names nothing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from gatekeeper.services.cases import closing, conversation, first, found
from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.export import export_case
from gatekeeper.services.cases.lookup import Lookup, UnknownName
from gatekeeper.services.cases.once import once
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, pre_check, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import acts, asked_for, entries, granted_paper, refusal, ruled, state, view
from tests.services.worlds import World

NO_ID = ["", "zz", "x" * 5000, "\ud800", "a\x00b", "0" * 31 + "G", "0" * 32 + "\n"]


def _last(world: World, who: str) -> dict[str, Any]:
    """The last entry about a person."""
    return entries(world, f"person:{world.id('person', who)}")[-1]


def test_r001_a_strangers_attempt_is_entered_with_what_she_tried_and_not_on_the_case(world: World) -> None:
    asked = asked_for(world)
    request = state(world, asked).request_id
    before = [len(entries(world, each)) for each in (f"asked:{asked}", f"request:{request}")]
    refusal(world, "c2", lambda desk: open_document(desk, asked))
    entry = _last(world, "c2")
    assert (entry["kind"], entry["after"]) == ("access:refused", {"why": "not_there", "action": "open_document"})
    assert f"attempt:{asked}" in entry["subjects"]
    assert [len(entries(world, each)) for each in (f"asked:{asked}", f"request:{request}")] == before


@pytest.mark.parametrize(
    ("action", "work"),
    [
        ("read_case", read_case),
        ("export", export_case),
        ("withdraw", lambda desk, name: withdraw(desk, name, Leaving())),
        ("submit", lambda desk, name: submit(desk, Asking(documents=(name,)))),
    ],
)
def test_r001_an_attempt_on_what_never_was_is_entered_with_the_id_that_was_given(
    world: World, action: str, work: Any
) -> None:
    name = "0123456789abcdef" * 2
    refusal(world, "c2", lambda desk: work(desk, name))
    entry = _last(world, "c2")
    assert f"attempt:{name}" in entry["subjects"]
    assert entry["after"] == {"why": "not_there"} | ({} if action == "withdraw" else {"action": action})


def test_what_somebody_on_the_case_may_not_do_is_entered_on_the_case(world: World) -> None:
    asked = asked_for(world)
    refusal(world, "mo", lambda desk: determine(desk, asked, ruled("refused")))
    entry = _last(world, "mo")
    assert entry["after"] == {"why": "forbidden", "action": "determine"}
    assert {f"asked:{asked}", f"request:{state(world, asked).request_id}"} < set(entry["subjects"])
    assert not [line for line in view(world, "c1", asked)["timeline"] if line["action"] == "determine"]


@pytest.mark.parametrize("name", NO_ID)
def test_what_has_not_the_form_of_an_id_names_nothing(world: World, name: str) -> None:
    asked = asked_for(world)
    given: list[tuple[str, Any]] = [
        ("c1", lambda desk: read_case(desk, name)),
        ("c1", lambda desk: open_document(desk, name)),
        ("c1", lambda desk: withdraw(desk, name, Leaving())),
        ("c1", lambda desk: submit(desk, Asking(documents=(name,)))),
        ("c1", lambda desk: pre_check(desk, Asking(documents=(name,)))),
        ("proper", lambda desk: found.classify(desk, asked, name, ())),
    ]
    for who, work in given:
        assert isinstance(refusal(world, who, work), NotThere)
        assert not name or name not in json.dumps(_last(world, who), ensure_ascii=False)


def test_a_description_is_matched_to_no_document_that_has_not_the_form_of_an_id(world: World) -> None:
    asked = world.do("c1", lambda desk: submit(desk, Asking(descriptions=("The lease",)))).asked[0]
    for name in NO_ID:
        assert isinstance(refusal(world, "proper", lambda desk, n=name: first.match(desk, asked, n)), NotThere)


@pytest.mark.parametrize("name", NO_ID)
def test_what_cannot_be_a_code_is_an_unknown_name(world: World, name: str) -> None:
    with reading(world.engine) as session:
        names = Lookup(session, world.council_id)
        asks: list[Any] = [
            lambda: names.thing("document", name),
            lambda: names.actor(name, world.now),
            lambda: names.request(name),
            lambda: names.asked(f"{name}/1"),
        ]
        for ask in asks:
            with pytest.raises(UnknownName):
                ask()


def test_r109_a_reading_is_not_done_under_a_key(world: World) -> None:
    asked = granted_paper(world)
    request = state(world, asked).request_id
    for name, work in (
        ("open", lambda desk: open_document(desk, asked).entry),
        ("read", lambda desk: read_case(desk, request)["version"]),
    ):
        key = once("a-click", name, asked, returns=int)
        before = len(acts(world, asked))
        assert "reading" in str(refusal(world, "c1", work, once=key))
        assert len(acts(world, asked)) == before


def test_r109_an_answer_told_again_is_entered_and_changes_nothing(world: World) -> None:
    asked = asked_for(world)
    said = conversation.Narrowing(words="Only the first page.")
    key = once("a-click", "narrow", asked, said, returns=int)
    number = world.do("c1", lambda desk: conversation.narrow(desk, asked, said), once=key)
    before, version = len(acts(world, asked)), view(world, "c1", asked)["version"]
    assert world.do("c1", lambda desk: conversation.narrow(desk, asked, said), once=key) == number
    assert entries(world, f"request:{state(world, asked).request_id}")[-1]["kind"] == "request:answer_repeated"
    assert [each.action for each in acts(world, asked)[before:]] == ["read_case"]
    assert view(world, "c1", asked)["version"] == version


def test_r109_an_answer_is_not_told_again_to_somebody_who_has_no_part_in_the_case_any_more(world: World) -> None:
    asked = asked_for(world)
    said = conversation.Said(words="For the file.")
    key = once("a-click", "note", asked, said, returns=int)
    world.do("d1", lambda desk: conversation.note(desk, asked, said), once=key)
    world.make(lambda making: making.tie("d1", "family", to_person="c1"))
    assert isinstance(refusal(world, "d1", lambda desk: conversation.note(desk, asked, said), once=key), NotThere)


def test_r109_freedom_of_information_is_told_again_what_it_was_answered(world: World) -> None:
    asked = asked_for(world)
    key = once("a-click", "hand-over", asked, returns=int)

    def work(desk: Any) -> int:
        return closing.hand_over(desk, asked, Leaving())[0]

    assert world.do("foi", work, once=key) == world.do("foi", work, once=key)


def test_r109_what_a_councillor_was_answered_is_told_her_again_after_she_lost_her_seat(world: World) -> None:
    asking = Asking(descriptions=("The lease",))
    key = once("a-click", "submit", asking, returns=Any)
    world.do("c1", lambda desk: submit(desk, asking).reference, once=key)
    about: dict[str, Any] = {"kind": "councillor", "of_this_council": True, "accepted_office_on": date(2023, 5, 9)}
    world.make(
        lambda making: making.put(
            tables.Office, "office", "c1", person_id=making.id("person", "c1"), ended_on=date(2026, 11, 1), **about
        )
    )
    assert world.do("c1", lambda desk: submit(desk, asking).reference, once=key) == "MR-2026-00001"
