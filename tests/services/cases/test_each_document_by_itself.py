"""Each document of a request is decided by itself, under names of its own that never change, and is due on its day."""

from __future__ import annotations

from typing import Any

from gatekeeper.services.cases.conversation import Narrowing, narrow
from gatekeeper.services.cases.determine import Rulings, determine
from gatekeeper.services.cases.reevaluate import every_request, re_evaluate
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import Transaction, reading, run
from tests.services.cases.changing import edit, passage_like, recode, remove
from tests.services.cases.walking import acts, asked_for, granted_paper, granting, opened, refusing, state, view
from tests.services.worlds import World


def _refresh(world: World) -> dict[str, Any]:
    def work(tx: Transaction) -> dict[str, Any]:
        return re_evaluate(tx, every_request(tx), "refresh")

    return run(world.engine, world.council_id, work, clock=world.clock)


def _answers(world: World, asked: str) -> dict[str, str]:
    with reading(world.engine) as session:
        return {name: each.outcome for name, each in Cases(session, world.council_id).answers(asked).items()}


def test_passages_of_two_papers_with_the_same_short_code_are_never_taken_for_each_other(world: World) -> None:
    recode(world, "working_paper-whole", "working_paper/1", "working_paper/2")
    recode(world, "open_report-whole", "open_report/1")
    alone = asked_for(world, "c2", "working_paper")
    asked = world.submit("c1", "open_report", "working_paper").asked[1]
    names = set(_answers(world, asked))
    assert names == set(_answers(world, alone)), "the names do not depend on what else was asked for"
    assert not names & set(_answers(world, asked_for(world, "c1", "open_report")))
    first, second = [each["passage"] for each in view(world, "d1", asked)["documents"][-1]["passages"]]
    world.do("d1", lambda desk: determine(desk, asked, Rulings(passages=(granting(first), refusing(second)))))
    assert _refresh(world) == {}
    assert state(world, asked).status == "determined"


def test_a_ruling_stays_on_its_passage_when_another_is_put_before_it(world: World) -> None:
    edit(world, tables.Passage, "passage", "working_paper-whole", pages="1-8")
    asked = granted_paper(world)
    before = opened(world, "c1", asked)
    passage_like(world, "working_paper-whole", "working_paper/annex/working_paper-whole", pages="66-99", position=-1)
    assert opened(world, "c1", asked) == before


def test_one_paper_that_cannot_be_decided_on_keeps_nothing_from_the_others(world: World) -> None:
    both = world.submit("c1", "working_paper", "open_report").asked
    remove(world, tables.Document, "document", "working_paper")
    assert opened(world, "c1", both[1])
    notes = [each for each in acts(world, both[0]) if each.data.get("not_decidable")]
    assert [each.asked_id for each in notes] == [both[0]]
    remove(world, tables.Link, "link", "open_report-mill")
    assert state(world, both[1]).status == "open", "the other is still decided again"


def test_the_same_problem_is_noted_once_and_a_look_that_finds_nothing_new_changes_nothing(world: World) -> None:
    asked = asked_for(world)
    remove(world, tables.Document, "document", "working_paper")
    before, version = len(acts(world, asked)), view(world, "mo", asked)["version"]
    _refresh(world)
    _refresh(world)
    told = [each for each in acts(world, asked)[before:] if each.action != "read_case"]
    assert told == []
    assert view(world, "mo", asked)["version"] == version


def test_when_she_narrows_her_request_the_day_on_which_it_is_due_is_worked_out_again(world: World) -> None:
    asked = asked_for(world)
    before = state(world, asked).due_at
    world.later(days=9)
    world.do("c1", lambda desk: narrow(desk, asked, Narrowing(words="Only page 3", identified=False)))
    due = state(world, asked).due_at
    assert before is not None
    assert due is not None
    assert due > before
    assert due.isoformat() == view(world, "c1", asked)["documents"][0]["due"][0]["at"]


def test_a_right_to_come_is_kept_as_it_stands_though_the_outcome_is_the_same(world: World) -> None:
    asked = asked_for(world)
    edit(world, tables.Document, "document", "working_paper", responsible_body_id=world.id("body", "planning"))
    with reading(world.engine) as session:
        kept = Cases(session, world.council_id).answers(asked)["working_paper-whole"].position
    assert kept == view(world, "d1", asked)["documents"][0]["passages"][0]["position"] == "presumed"
