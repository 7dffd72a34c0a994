"""What the proper officer owes by law, and the requests of scrutiny members with the executive's ten clear days."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.services.cases.closing import Leaving, withdraw
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.cases.executive import ExecutiveAnswer, PassageRelevance, answer_for_executive
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.officers.owed import OwedLine, owed_by_law
from gatekeeper.services.officers.scrutiny import (
    ScrutinyLine,
    committees_of,
    executive_file,
    scrutiny_requests,
    statement_of,
)
from tests.services.cases.walking import asked_for
from tests.services.worlds import World

REASONS = "The bids are exempt, and the committee reviews nothing to which they are relevant."


def owed(world: World, who: str = "proper", start: int = 0, limit: int = 50) -> tuple[OwedLine, ...]:
    """What is owed, as somebody reads it."""
    return world.do(who, lambda desk: owed_by_law(desk, start, limit)).lines


def scrutiny(world: World, who: str = "proper") -> tuple[ScrutinyLine, ...]:
    """The list of regulation 17, as somebody reads it."""
    return world.do(who, lambda desk: scrutiny_requests(desk, 0, 50)).lines


def answer(world: World, asked: str, *, relevant: bool, statement: str | None = None) -> int:
    """The executive's answer on the bids."""
    passage = world.id("passage", "executive_paper-bids")
    found = PassageRelevance(passage=passage, own_scrutiny=relevant, own_programme=relevant, other_programme=relevant)
    given = ExecutiveAnswer(relevance=(found,), statement_to_scrutiny=statement)
    return world.do("proper", lambda desk: answer_for_executive(desk, asked, given))


def test_what_is_open_as_of_right_is_owed_with_its_form_and_charge(world: World) -> None:
    asked = asked_for(world, "c1", "open_report")
    (line,) = owed(world)
    assert (line.asked_id, line.now, line.kept) == (asked, True, False)
    rights = {each.route: each for each in line.routes}
    assert rights["s100f"].form.startswith("inspect at all reasonable hours")
    assert rights["s100f"].charge
    assert not any(each.later for each in line.routes)


def test_what_she_has_opened_or_withdrawn_is_owed_no_more(world: World) -> None:
    asked, other = asked_for(world, "c1", "open_report"), asked_for(world, "c2", "part_exempt")
    world.do("proper", lambda desk: open_document(desk, asked))
    assert {each.asked_id for each in owed(world)} == {asked, other}
    world.do("c1", lambda desk: open_document(desk, asked))
    assert {each.asked_id for each in owed(world)} == {other}
    world.do("c2", lambda desk: withdraw(desk, other, Leaving()))
    assert owed(world) == ()


def test_what_nothing_opens_is_not_owed(world: World) -> None:
    asked_for(world, "c1", "working_paper")
    asked_for(world, "c1", "care_file")
    assert owed(world) == ()


def test_the_list_of_what_is_owed_goes_on_where_the_page_ended(world: World) -> None:
    every = [asked_for(world, who, "open_report") for who in ("c1", "c2", "c3")]
    first = world.do("proper", lambda desk: owed_by_law(desk, 0, 2))
    assert first.following == 2
    second = world.do("proper", lambda desk: owed_by_law(desk, 2, 2))
    assert second.following is None
    assert sorted(each.asked_id for each in (*first.lines, *second.lines)) == sorted(every)


@pytest.mark.parametrize("who", ["c1", "d1", "auditor", "administrator", "foi"])
def test_nobody_else_has_these_lists(world: World, who: str) -> None:
    for work in (lambda desk: owed_by_law(desk, 0, 50), lambda desk: scrutiny_requests(desk, 0, 50)):
        with pytest.raises(NotThere):
            world.do(who, work)


def test_a_scrutiny_members_request_waits_for_the_executive_for_ten_clear_days(world: World) -> None:
    asked = asked_for(world, "c2", "executive_paper")
    asked_for(world, "c1", "working_paper")
    (line,) = scrutiny(world)
    assert (line.asked_id, line.waits, line.by_right, line.may_answer) == (asked, True, False, True)
    assert line.clock is not None
    assert (line.clock.in_words, line.clock.passed) == ("Thursday 3 December 2026", False)
    world.later(days=11)
    assert [each.clock.passed for each in scrutiny(world) if each.clock] == [True]
    assert [each.may_answer for each in scrutiny(world, "leader")] == [True]


def test_what_is_given_is_open_by_regulation_17_and_stays_on_the_list(world: World) -> None:
    asked = asked_for(world, "c2", "executive_paper")
    answer(world, asked, relevant=True)
    (line,) = scrutiny(world)
    assert (line.waits, line.by_right, line.answered_at, line.statement) == (False, True, world.now, False)
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: statement_of(desk, asked))


def test_the_statement_is_addressed_to_her_committees_and_hers_to_read(world: World) -> None:
    asked = asked_for(world, "c2", "executive_paper")
    number = answer(world, asked, relevant=False, statement=REASONS)
    for who in ("proper", "mo", "c2"):
        _, _, said, committees = world.do(who, lambda desk: statement_of(desk, asked))
        assert (said.entry, said.statement, committees) == (number, REASONS, ("The scrutiny body",))
    with pytest.raises(NotThere):
        world.do("c1", lambda desk: statement_of(desk, asked))
    (line,) = scrutiny(world)
    assert (line.waits, line.statement, line.may_answer) == (False, True, False)


def test_what_the_executive_answers_on_is_for_officers_on_the_case(world: World) -> None:
    asked = asked_for(world, "c2", "executive_paper")
    file = world.do("proper", lambda desk: executive_file(desk, asked))
    (passage,) = file.passages
    assert (passage.name, passage.opened, file.may_answer, file.answer) == ("executive_paper-bids", False, True, None)
    assert set(passage.found.values()) == {""}
    assert file.committees == ("The scrutiny body",)
    for who in ("c2", "c1"):
        with pytest.raises(NotThere):
            world.do(who, lambda desk: executive_file(desk, asked))
    other = asked_for(world, "c1", "working_paper")
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: executive_file(desk, other))


def test_who_sits_on_no_scrutiny_committee_has_none(world: World) -> None:
    def of(who: str) -> Any:
        return world.do("proper", lambda desk: committees_of(desk, world.id("person", who)))

    assert (of("c1"), of("co-opted")) == ((), ("The scrutiny body",))
