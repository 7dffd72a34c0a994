"""Both sides of a dispute have the same papers; what she may not read is neither listed nor counted to her."""

from __future__ import annotations

from gatekeeper.services.cases.conversation import Advising, Said, advise, note, submit_statement
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import dispute
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.officers.bundle import Bundle, bundle_of, dispute_of
from tests.services.cases.walking import DISPUTING, appealed_paper, asked_for, refusal, refused_paper, ruled
from tests.services.worlds import World

SHARED = ["submit", "determine", "dispute", "submit_statement", "submit_statement"]


def _disputed(world: World) -> str:
    asked = asked_for(world)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="It may be withheld.")))
    world.do("d1", lambda desk: note(desk, asked, Said(words="I have it on my desk.")))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("c1", lambda desk: submit_statement(desk, asked, Said(words="I need it.")))
    world.do("d1", lambda desk: submit_statement(desk, asked, Said(words="It is a draft.")))
    return asked


def _bundle(world: World, who: str, asked: str) -> Bundle:
    return world.do(who, lambda desk: bundle_of(desk, asked))


def test_the_councillor_and_the_director_have_the_same_papers_but_for_what_is_marked(world: World) -> None:
    asked = _disputed(world)
    hers, officers = _bundle(world, "c1", asked), _bundle(world, "d1", asked)
    assert [each.what for each in hers.papers] == SHARED
    assert [each.what for each in officers.papers if not each.withheld] == SHARED
    assert {each.what for each in officers.papers if each.withheld} == {"advise", "note"}
    assert hers.untold
    assert not officers.untold


def test_whose_paper_it_is_and_what_was_ruled_in_it_is_told(world: World) -> None:
    asked = _disputed(world)
    papers = _bundle(world, "d1", asked).papers
    sides = [each.side for each in papers if each.what == "submit_statement"]
    assert sides == ["councillor", "officer"]
    (determined,) = [each for each in papers if each.what == "determine"]
    assert determined.ruled == (("working_paper-whole", "refused", None),)


def test_somebody_who_is_heard_has_what_both_sides_say_and_no_advice(world: World) -> None:
    asked = appealed_paper(world)
    found = _bundle(world, "red-leader", asked)
    assert found.reader == "consultee"
    assert {each.what for each in found.papers} == {"determine", "dispute", "rule", "appeal"}
    assert all("Person" not in each.by for each in found.papers), "who said it is told by the post alone"


def test_there_is_none_before_a_dispute_and_none_for_whoever_has_no_part(world: World) -> None:
    asked = refused_paper(world)
    assert isinstance(refusal(world, "d1", lambda desk: bundle_of(desk, asked)), CommandRefused)
    assert isinstance(refusal(world, "c2", lambda desk: bundle_of(desk, asked)), NotThere)


def test_whoever_rules_reads_file_and_bundle_at_once(world: World) -> None:
    asked = _disputed(world)
    file, found = world.do("deputy-mo", lambda desk: dispute_of(desk, asked))
    assert file.action == "rule"
    assert len(found.papers) == len(SHARED) + 2
