"""The file of a case holds what its officers need, is read by nobody else, and says what stands in the way."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.conversation import (
    Advising,
    Interest,
    Recommendation,
    Said,
    advise,
    declare_interest,
    note,
)
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.officers.casefile import CaseFile, case_file, reads_as, said_first, since
from gatekeeper.services.officers.facts import facts_to_find
from tests.services.cases.walking import actions, appealed_paper, asked_for, hear_leader, refusal
from tests.services.worlds import World


def _file(world: World, who: str, asked: str) -> CaseFile:
    return world.do(who, lambda desk: case_file(desk, asked))


def test_it_holds_who_asks_what_she_wrote_and_every_passage_with_what_must_be_found(world: World) -> None:
    asked = asked_for(world, "c2", "part_exempt", purpose="For the scrutiny of the sale.")
    file = _file(world, "d1", asked)
    assert file.asker == "Person c2"
    assert "For the scrutiny of the sale." in said_first(file)
    assert [each.name for each in file.passages] == ["part_exempt-open", "part_exempt-terms", "part_exempt-bidder"]
    assert "balance_confirmed" in {need.fact for each in file.to_decide for need in each.needs}
    assert (file.action, file.decides) == ("determine", True)


def test_reading_it_is_entered_once(world: World) -> None:
    asked = asked_for(world)
    _file(world, "d1", asked)
    assert actions(world, asked).count("read_case") == 1


@pytest.mark.parametrize("who", ["c1", "c2", "d2", "auditor", "administrator", "red-leader"])
def test_whoever_is_no_officer_on_it_has_no_file(world: World, who: str) -> None:
    asked = asked_for(world)
    assert isinstance(refusal(world, who, lambda desk: case_file(desk, asked)), NotThere)


def test_whoever_is_heard_reads_it_as_one_who_is_heard(world: World) -> None:
    asked = appealed_paper(world)
    assert world.do("red-leader", lambda desk: reads_as(desk, asked))[0] == "consultee"
    assert isinstance(refusal(world, "red-leader", lambda desk: case_file(desk, asked)), NotThere)
    assert world.do("c1", lambda desk: reads_as(desk, asked))[0] == "councillor"
    assert isinstance(refusal(world, "blue-leader", lambda desk: reads_as(desk, asked)), NotThere)


def test_advice_stands_in_it_with_what_it_recommends(world: World) -> None:
    asked = asked_for(world)
    recommends = (Recommendation(passage="working_paper-whole", recommends="granted", form="inspection"),)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="Show it.", recommends=recommends)))
    (given,) = _file(world, "d1", asked).advice_on("working_paper-whole")
    assert (given.by, given.words, given.shared) == ("Person mo", "Show it.", False)
    assert given.recommends == (("working_paper-whole", "granted", "inspection"),)


def test_whoever_stands_aside_is_named_and_the_deputy_decides(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: declare_interest(desk, asked, Interest(words="My sister wrote it.")))
    file = _file(world, "deputy-d1", asked)
    assert [each.name for each in file.aside] == ["Person d1"]
    assert file.decides
    assert any("deputises" in each for each in file.flags)


def test_who_must_be_heard_first_is_told_until_she_was(world: World) -> None:
    asked = appealed_paper(world)
    file = _file(world, "chief", asked)
    assert (file.action, file.decides, file.unheard) == ("rule", True, ("group_leader",))
    hear_leader(world, asked)
    assert _file(world, "chief", asked).unheard == ()


def test_what_changed_since_a_version_is_what_was_done_after_it(world: World) -> None:
    asked = asked_for(world)
    before = _file(world, "d1", asked).version
    world.do("mo", lambda desk: note(desk, asked, Said(words="The budget was put off.")))
    after = _file(world, "d1", asked)
    assert [each["words"] for each in since(after, before)] == ["The budget was put off."]
    assert since(after, after.version) == ()


def test_only_facts_that_are_hers_are_asked_of_an_officer(world: World) -> None:
    findings = {"council_document": None}
    world.make(lambda making: making.document("unsettled", findings=findings, body="employment", kind="other"))
    asked = asked_for(world, "c1", "unsettled")
    _, hers = world.do("d1", lambda desk: facts_to_find(desk, asked))
    assert "council_document" in {each.fact for each in hers}
    assert {each.subject for each in hers if each.level == "document"} == {world.id("document", "unsettled")}
    _, others = world.do("mo", lambda desk: facts_to_find(desk, asked))
    assert "council_document" not in {each.fact for each in others}


def test_who_may_mark_the_passages_is_the_holder_or_the_proper_officer(world: World) -> None:
    asked = asked_for(world)
    assert {who: _file(world, who, asked).marks for who in ("d1", "proper", "mo")} == {
        "d1": True,
        "proper": True,
        "mo": False,
    }
