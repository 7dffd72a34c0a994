"""Before a decision is recorded: what may be chosen with the law's reasons, and the letter just as she will read it."""

from __future__ import annotations

from gatekeeper.services.cases.determine import Rulings
from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere
from gatekeeper.services.cases.rulings_given import NeedFound
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.services.officers.choices import Choices, choices_for
from gatekeeper.services.officers.letter import letter_for
from gatekeeper.services.officers.matching import papers_for
from tests.services.cases.walking import (
    actions,
    asked_for,
    granting,
    need,
    refusal,
    refused_paper,
    refusing,
    ruled,
    state,
)
from tests.services.worlds import World

PAPER = "working_paper-whole"


def _choices(world: World, asked: str, number: int = 1, found: NeedFound | None = None) -> Choices:
    return world.do("d1", lambda desk: choices_for(desk, asked, number, lambda _: found or NeedFound()))[2]


def _codes(grounds: object) -> set[str]:
    return {each.law.code for each in grounds}  # type: ignore[attr-defined]


def test_grounds_that_are_never_lawful_are_not_offered_and_the_reason_is_given(world: World) -> None:
    asked = asked_for(world)
    found = _choices(world, asked)
    assert {"party_advantage", "embarrassment", "fear_of_leaks"} <= _codes(found.unlawful_grounds)
    assert all(each.stops[0].source for each in found.unlawful_grounds)
    assert "casework" in _codes(found.unlawful_grounds), "this protocol does not have it"


def test_a_ground_that_stands_on_a_finding_is_offered_once_it_is_found(world: World) -> None:
    asked = asked_for(world)
    assert "no_need_shown" in _codes(_choices(world, asked).waiting_grounds)
    found = _choices(world, asked, found=need(necessary=False))
    assert "no_need_shown" in _codes(found.standing_grounds)


def test_refusing_what_a_right_opens_is_told_to_be_stopped(world: World) -> None:
    asked = asked_for(world, "c1", "open_report")
    assert state(world, asked).status == "determined"
    part = asked_for(world, "c1", "part_exempt")
    stops = {each.ruling: [stop.code for stop in each.stops] for each in _choices(world, part, 1).rulings}
    assert stops["refused"] == ["refuses_after_redaction"]
    assert stops["not_held"] == ["not_held_but_open"]
    assert stops["granted"] == []


def test_a_balance_that_is_not_confirmed_is_told_where_the_ruling_is_chosen(world: World) -> None:
    asked = asked_for(world, "c2", "part_exempt")
    found = _choices(world, asked, 2)
    stops = {each.ruling: [stop.code for stop in each.stops] for each in found.rulings}
    assert "balance_not_confirmed" in stops["refused"]
    assert stops["granted"] == []
    assert found.paragraphs == (3,)


def test_a_passage_that_is_not_there_is_not_there(world: World) -> None:
    asked = asked_for(world)
    for number in (0, 2, 99):
        said = refusal(world, "d1", lambda desk, n=number: choices_for(desk, asked, n, lambda _: NeedFound()))
        assert isinstance(said, NotThere)


def test_the_letter_says_what_she_gets_why_not_the_rest_and_where_next(world: World) -> None:
    asked = asked_for(world)
    letter = world.do("d1", lambda desk: letter_for(desk, asked, ruled("refused")))
    (passage,) = letter.passages
    assert letter.ruling == "refused"
    assert passage.reasons == refusing(PAPER).reasons
    assert "Access is not reasonably necessary" in passage.grounds[0][0]
    assert "the Monitoring Officer" in letter.next_step
    assert "freedom of information" in letter.freedom
    assert "determine" not in actions(world, asked)


def test_the_letter_of_a_grant_in_full_speaks_of_no_dispute(world: World) -> None:
    asked = asked_for(world)
    letter = world.do("d1", lambda desk: letter_for(desk, asked, ruled("granted")))
    assert (letter.ruling, letter.next_step, letter.freedom) == ("granted", "", "")


def test_the_letter_names_a_document_and_its_passages_only_as_she_may_know_them(world: World) -> None:
    asked = asked_for(world, "c1", "secret_title")
    rulings = Rulings(passages=(refusing("secret_title-whole"),))
    letter = world.do("d1", lambda desk: letter_for(desk, asked, rulings))
    assert letter.about == "Report on a staffing matter"
    assert [each.name for each in letter.passages] == ["passage 1"]


def test_a_passage_that_is_left_out_leaves_the_letter_without_an_answer(world: World) -> None:
    asked = asked_for(world, "c2", "part_exempt")
    rulings = Rulings(passages=(granting("part_exempt-open"),))
    assert world.do("d1", lambda desk: letter_for(desk, asked, rulings)).ruling is None


def test_only_whoever_decides_sees_the_letter_beforehand(world: World) -> None:
    asked = asked_for(world)
    for who in ("mo", "c1"):
        assert isinstance(refusal(world, who, lambda desk: letter_for(desk, asked, ruled("refused"))), Forbidden)
    assert isinstance(refusal(world, "c2", lambda desk: letter_for(desk, asked, ruled("refused"))), NotThere)


def test_what_a_description_means_is_looked_for_by_whoever_may_match_it(world: World) -> None:
    asked = world.do("c1", lambda desk: submit(desk, Asking(descriptions=("The depot paper",)))).asked[0]
    found = world.do("proper", lambda desk: papers_for(desk, asked, "working pap"))
    assert [each.title for each in found.found] == ["Paper working_paper"]
    assert "The depot paper" in found.described
    assert not world.do("proper", lambda desk: papers_for(desk, asked, "")).found
    assert isinstance(refusal(world, "d1", lambda desk: papers_for(desk, asked, "paper")), NotThere)
    already = refused_paper(world)
    assert isinstance(refusal(world, "proper", lambda desk: papers_for(desk, already, "paper")), CommandRefused)
