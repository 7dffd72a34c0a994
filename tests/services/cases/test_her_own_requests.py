"""Tests that a councillor's list holds her requests and no other's, with their next dates, under names she may know."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.conversation import Said, Stated, answer_question, ask_councillor
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.my_requests import (
    DESCRIBED,
    MyRequest,
    MyRequests,
    councillor_at,
    home_of,
    my_requests,
    questions,
)
from gatekeeper.storage import tables
from tests.services.cases.changing import edit, remove
from tests.services.cases.walking import refused_paper, ruled
from tests.services.worlds import World


def page(
    world: World, who: str = "c1", *, owed: bool | None = None, after: str | None = None, limit: int = 50
) -> MyRequests:
    return world.do(who, lambda desk: my_requests(desk, owed=owed, after=after, limit=limit))


def references(world: World, who: str = "c1", *, owed: bool | None = None) -> list[str]:
    return [each.reference for each in page(world, who, owed=owed).lines]


def only(world: World, who: str = "c1") -> MyRequest:
    (line,) = page(world, who).lines
    return line


def test_her_requests_come_the_latest_first_page_by_page_and_no_other_s(world: World) -> None:
    for n in range(5):
        world.submit("c1", "open_report")
        world.later(minutes=n % 2)
    world.submit("c2", "open_report")
    assert references(world) == [f"MR-2026-0000{n}" for n in (5, 4, 3, 2, 1)]
    found: list[str] = []
    after: str | None = None
    while True:
        one = page(world, after=after, limit=2)
        found += [each.reference for each in one.lines]
        after = one.following
        if after is None:
            break
    assert found == references(world)
    assert page(world, "c3").lines == ()


def test_another_s_request_is_no_place_in_her_list(world: World) -> None:
    other = world.submit("c2", "open_report")
    world.later(minutes=1)
    world.submit("c1", "open_report")
    assert [each.reference for each in page(world, after=other.request_id).lines] == ["MR-2026-00002"]


def test_an_answer_is_owed_until_every_document_is_answered_or_withdrawn(world: World) -> None:
    world.submit("c1", "open_report")
    mixed = world.submit("c1", "open_report", "working_paper")
    gone = world.submit("c1", "care_file")
    world.do("c1", lambda desk: withdraw(desk, gone.asked[0], Leaving()))
    assert references(world, owed=True) == ["MR-2026-00002"]
    assert sorted(references(world, owed=False)) == ["MR-2026-00001", "MR-2026-00003"]
    world.do("d1", lambda desk: determine(desk, mixed.asked[1], ruled("refused")))
    assert references(world, owed=True) == []


def test_the_next_date_is_the_first_on_which_an_answer_is_owed_and_late_once_it_passes(world: World) -> None:
    world.submit("c1", "open_report", "working_paper")
    due = only(world).next_due
    assert due is not None
    assert (due.called, due.late, due.due_at is not None) == ("Paper working_paper", False, True)
    world.later(days=60)
    due = only(world).next_due
    assert due is not None
    assert due.late


def test_what_was_answered_has_no_next_date(world: World) -> None:
    refused_paper(world)
    line = only(world)
    assert (line.next_due, line.documents[0].ruling, line.documents[0].owed) == (None, "refused", False)


def test_a_title_she_may_not_know_is_its_public_label_or_nothing(world: World) -> None:
    world.submit("c1", "secret_title", "working_paper")
    assert [each.called for each in only(world).documents] == ["Report on a staffing matter", "Paper working_paper"]
    edit(world, tables.Document, "document", "working_paper", title_known=False, public_label=None)
    assert [each.called for each in only(world).documents] == ["Report on a staffing matter", "A document"]


def test_a_title_is_told_of_what_is_wholly_open_to_her(world: World) -> None:
    world.submit("c1", "open_report")
    edit(world, tables.Document, "document", "open_report", title_known=False)
    assert only(world).documents[0].called == "Paper open_report"


def test_a_description_is_told_in_her_own_words_each_its_own(world: World) -> None:
    described = ("The note of\nthe visit", "What it cost")
    world.submit("c1", "open_report", descriptions=described, purpose="To know\nAsked for: nothing")
    called = [each.called for each in only(world).documents]
    assert called == ["Paper open_report", "The note of the visit", "What it cost"]


def test_descriptions_that_cannot_be_told_apart_are_told_as_such(world: World) -> None:
    world.submit("c1", descriptions=("The note\nAsked for: another", "What it cost"))
    assert [each.called for each in only(world).documents] == [DESCRIBED, DESCRIBED]


def test_a_question_that_waits_for_her_is_told_until_she_answers(world: World) -> None:
    asked = world.submit("c1", "working_paper").asked[0]
    assert world.do("c1", questions) == ()
    world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="What is it for?")))
    (question,) = world.do("c1", questions)
    assert (question.words, question.asked_id, question.called) == ("What is it for?", asked, "Paper working_paper")
    assert world.do("c2", questions) == ()
    world.do("c1", lambda desk: answer_question(desk, asked, Stated(words="The budget")))
    assert world.do("c1", questions) == ()


def test_of_several_questions_the_last_is_told(world: World) -> None:
    asked = world.submit("c1", "working_paper").asked[0]
    for words in ("The first?", "The second?"):
        world.do("d1", lambda desk, said=words: ask_councillor(desk, asked, Said(words=said)))  # type: ignore[misc]
        if words == "The first?":
            world.do("c1", lambda desk: answer_question(desk, asked, Stated(words="Yes")))
    assert [each.words for each in world.do("c1", questions)] == ["The second?"]


def test_an_assistant_reads_the_list_of_her_councillor_while_she_is_authorised(world: World) -> None:
    world.submit("c1", "working_paper")
    actor = world.actor("assistant", behalf_of="c1")
    found = world.do(actor, lambda desk: my_requests(desk, owed=None, after=None, limit=9))
    assert [each.reference for each in found.lines] == references(world)
    named = world.do(actor, councillor_at)
    assert named is not None
    assert (named.name, named.herself) == ("Person c1", False)
    remove(world, tables.AssistantAuthority, "assistant", "assistant-c1")
    assert world.do(actor, lambda desk: my_requests(desk, owed=None, after=None, limit=9)).lines == ()
    assert world.do(actor, councillor_at) is None


@pytest.mark.parametrize("who", ["d1", "mo", "administrator", "assistant"])
def test_whoever_is_no_councillor_has_no_list(world: World, who: str) -> None:
    world.submit("c1", "working_paper")
    assert page(world, who).lines == ()
    assert world.do(who, lambda desk: home_of(desk, 5)) is None


def test_the_home_page_tells_whether_anything_was_ever_asked(world: World) -> None:
    first = world.do("c1", lambda desk: home_of(desk, 5))
    assert first is not None
    assert (first.asked_before, first.waiting.lines) == (False, ())
    world.submit("c1", "open_report")
    second = world.do("c1", lambda desk: home_of(desk, 5))
    assert second is not None
    assert (second.asked_before, second.waiting.lines) == (True, ())
