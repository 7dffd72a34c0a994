"""What a paragraph of the protocol means is said by the post it names, entered in the record, and never edited."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from pydantic import ValidationError

from gatekeeper.services.assess import find_pack
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden
from gatekeeper.services.cases.once import once
from gatekeeper.services.interpretations import (
    KIND,
    Interpretation,
    Interpreting,
    beside,
    cited_in,
    interpret,
    interpretations,
    may_interpret,
    paragraphs,
    standing_on,
)
from gatekeeper.storage.record import erase_words
from gatekeeper.storage.transaction import run
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import entries, refusal, words
from tests.services.worlds import World

AUTHORITY = ("Birmingham City Council v O [1983] 1 AC 578",)


def saying(**says: Any) -> Interpreting:
    """What paragraph 4.5 means, or otherwise as said."""
    standard = {
        "paragraph": "4.5",
        "question": "Is a list of invoices “written factual information”?",
        "ruling": "Yes: a list of what was paid is factual, whoever drew it up.",
        "authority": AUTHORITY,
    }
    return Interpreting.model_validate(standard | says)


def ruled(world: World, who: str = "mo", **says: Any) -> int:
    """Let somebody say what a paragraph means; the entry's number."""
    given = saying(**says)
    return world.do(who, lambda desk: interpret(desk, given))


def listed(world: World, sought: str = "") -> tuple[Interpretation, ...]:
    return interpretations(world.engine, world.council_id, world.now, sought)


def test_the_ruling_is_one_entry_of_the_record_by_her_in_her_post_and_holds_its_words(world: World) -> None:
    number = ruled(world)
    (entry,) = entries(world, "interpretation:wbc")
    assert (entry["number"], entry["kind"], entry["refers_to"]) == (number, KIND, [])
    assert entry["person"] == f"person:{world.id('person', 'mo')}"
    assert entry["post"] == f"post:{world.id('post', 'monitoring-officer')}"
    assert entry["after"] == {"settles": True}
    assert json.loads(words(world, number))["ruling"] == saying().ruling


def test_it_is_listed_with_its_paragraph_question_ruling_authority_and_post_and_names_nobody(world: World) -> None:
    number = ruled(world)
    (found,) = listed(world)
    given = saying()
    assert (found.number, found.paragraph, found.question) == (number, given.paragraph, given.question)
    assert (found.ruling, found.authority, found.by) == (given.ruling, AUTHORITY, "monitoring_officer")
    assert found.settles
    assert found.stands
    assert world.now <= found.at < world.now + timedelta(seconds=1)


@pytest.mark.parametrize(("pack", "settles"), [("wbc", True), ("surrey_heath", False), ("wyremouth", True)])
def test_whether_it_settles_is_what_the_protocol_says(world_of: WorldOf, pack: str, settles: bool) -> None:
    world = world_of(pack)
    cite = world.do("mo", lambda desk: paragraphs(desk.pack))[0].cite
    ruled(world, paragraph=cite)
    assert listed(world)[0].settles is settles


def test_a_protocol_that_names_the_chief_executive_lets_her_say_what_it_means(world_of: WorldOf) -> None:
    world = world_of("surrey_heath")
    cite = world.do("chief", lambda desk: paragraphs(desk.pack))[0].cite
    ruled(world, "chief", paragraph=cite)
    ruled(world, "mo", paragraph=cite)
    assert [each.by for each in listed(world)] == ["monitoring_officer", "chief_executive"]


@pytest.mark.parametrize("who", ["c1", "leader", "d1", "chief", "proper", "auditor", "clerk", "administrator"])
def test_nobody_else_says_what_it_means_and_the_attempt_is_entered(world: World, who: str) -> None:
    given = saying()
    assert isinstance(refusal(world, who, lambda desk: interpret(desk, given)), Forbidden)
    assert not world.do(who, may_interpret)
    last = entries(world, f"person:{world.id('person', who)}")[-1]
    assert (last["kind"], last["after"]["action"]) == ("access:refused", "interpret")
    assert listed(world) == ()


def test_her_deputy_says_it_only_while_the_monitoring_officer_is_away(world: World) -> None:
    given = saying()
    assert isinstance(refusal(world, "deputy-mo", lambda desk: interpret(desk, given)), Forbidden)
    world.make(lambda making: making.absent("mo", world.now - timedelta(days=1)))
    assert world.do("deputy-mo", may_interpret)
    ruled(world, "deputy-mo")
    assert listed(world)[0].by == "monitoring_officer"


def test_a_deputy_appointed_to_the_post_itself_waits_for_its_absence_too(world: World) -> None:
    world.make(lambda making: making.deputy("d2", "monitoring-officer"))
    assert not world.do("d2", may_interpret)
    world.make(lambda making: making.absent("mo", world.now - timedelta(days=1)))
    assert world.do("d2", may_interpret)


@pytest.mark.parametrize("paragraph", ["4.99", "4.5, 4.6", "section 100F", "<script>"])
def test_a_paragraph_that_the_protocol_has_not_is_refused(world: World, paragraph: str) -> None:
    given = saying(paragraph=paragraph)
    assert "has no paragraph" in refusal(world, "mo", lambda desk: interpret(desk, given)).why
    assert listed(world) == ()


def test_a_council_without_a_protocol_has_no_paragraph_to_speak_of(world_of: WorldOf) -> None:
    world = world_of(None)
    given = saying()
    assert "no protocol" in refusal(world, "mo", lambda desk: interpret(desk, given)).why
    assert not world.do("mo", may_interpret)
    assert listed(world) == ()


@pytest.mark.parametrize("missing", ["question", "ruling", "authority", "paragraph"])
def test_nothing_is_taken_without_question_ruling_authority_and_paragraph(missing: str) -> None:
    with pytest.raises(ValidationError):
        saying(**{missing: () if missing == "authority" else "  "})


def test_a_later_ruling_stands_in_the_place_of_the_earlier_which_is_kept_as_it_was(world: World) -> None:
    first = ruled(world)
    second = ruled(world, ruling="No: a list is a document.", replaces=first)
    later, earlier = listed(world)
    assert (later.number, later.replaces, later.stands) == (second, first, True)
    assert (earlier.number, earlier.replaced_by, earlier.stands) == (first, second, False)
    assert earlier.ruling == saying().ruling
    assert entries(world, "interpretation:wbc")[-1]["refers_to"] == [first]
    assert [each.number for each in standing_on(world.engine, world.council_id, world.now)["4.5"]] == [second]


def test_what_does_not_stand_or_is_of_another_paragraph_cannot_be_replaced(world: World) -> None:
    first = ruled(world)
    ruled(world, replaces=first)
    for replaced, paragraph in ((first, "4.5"), (0, "4.5"), (10**12, "4.5"), (ruled(world), "4.2")):
        given = saying(replaces=replaced, paragraph=paragraph)
        refused = refusal(world, "mo", partial(interpret, given=given))
        assert "none on that paragraph that stands" in refused.why


def test_a_form_that_is_sent_twice_has_one_effect(world: World) -> None:
    given = saying()
    key = once("a random key", "interpret", given, returns=int)
    answers = {world.do("mo", lambda desk: interpret(desk, given), once=key) for _ in range(2)}
    assert len(answers) == len(listed(world)) == 1
    other = once("a random key", "interpret", saying(ruling="No."), returns=int)
    assert isinstance(refusal(world, "mo", lambda desk: interpret(desk, given), once=other), Conflict)


def test_rulings_are_found_by_every_word_that_is_sought_in_whatever_letters(world: World) -> None:
    ruled(world)
    ruled(world, paragraph="4.2", question="What is party business?", ruling="Work for a group alone.")
    assert [each.paragraph for each in listed(world)] == ["4.2", "4.5"]
    assert [each.paragraph for each in listed(world, "INVOICES paid")] == ["4.5"]
    assert [each.paragraph for each in listed(world, "4.2")] == ["4.2"]
    assert listed(world, "invoices party") == ()


def test_erased_words_leave_a_ruling_that_stands_no_more(world: World) -> None:
    number = ruled(world)
    by = world.actor("mo")
    run(
        world.engine,
        world.council_id,
        lambda tx: erase_words(tx, [number], person=by.person_ref, post=by.post_ref),
        clock=world.clock,
    )
    (found,) = listed(world)
    assert (found.erased, found.stands, found.ruling) == (True, False, "")
    assert standing_on(world.engine, world.council_id, world.now) == {}


def test_no_rule_is_changed_by_it(world: World) -> None:
    before = find_pack("wbc")
    ruled(world, ruling="It means nothing at all.")
    assert find_pack("wbc") == before


def test_another_councils_rulings_are_not_listed(world_of: WorldOf) -> None:
    one, other = world_of("wbc"), world_of("wbc")
    ruled(one)
    assert listed(other) == ()


def test_the_paragraphs_are_those_that_the_pack_cites_in_the_order_of_their_numbers(world: World) -> None:
    found = world.do("mo", lambda desk: paragraphs(desk.pack))
    cites = [each.cite for each in found]
    assert cites.index("4.2") < cites.index("4.9") < cites.index("4.10") < cites.index("10.2")
    assert len(cites) == len(set(cites))
    assert all(each.sentences for each in found)
    assert not any("," in cite for cite in cites)


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        ("WBC protocol 4.7, 4.8", {"4.7", "4.8"}),
        ("County protocols 6.3(i)", {"6.3(i)"}),
        ("It is confidential budget work. [WBC protocol 4.9]", {"4.9"}),
        ("The protocol says that it is casework. [WBC protocol 4.5]", {"4.5"}),
        ("The protocol 4.5 says so. [Local Government Act 1972 s.100F(1)]", set()),
        ("Local Government Act 1972 s.100F(1)", set()),
        ("the council's own protocol", set()),
    ],
)
def test_the_paragraphs_that_a_rules_source_cites_are_read_from_it(source: str, cited: set[str]) -> None:
    assert cited_in([source]) == cited


def test_beside_a_case_stand_the_rulings_on_the_paragraphs_that_its_rules_cite(world: World) -> None:
    ruled(world, paragraph="4.10")
    ruled(world, paragraph="4.2")
    ruled(world)
    sources = ["WBC protocol 4.10", "LGA 1972 s.100F", "WBC protocol 4.2, 4.7"]
    found = beside(world.engine, world.council_id, world.now, sources)
    assert [each.paragraph for each in found] == ["4.2", "4.10"]


def test_text_that_is_a_command_elsewhere_is_kept_as_it_was_written(world: World) -> None:
    text = "'); DROP TABLE entry; -- <script>alert(1)</script> {{ 7*7 }} ${jndi:x}"
    ruled(world, ruling=text)
    assert listed(world)[0].ruling == text


def test_the_refusal_says_what_to_do(world: World) -> None:
    given = saying(paragraph="4.99")
    refused = refusal(world, "mo", lambda desk: interpret(desk, given))
    assert isinstance(refused, CommandRefused)
    assert refused.remedy == "choose the paragraph from the list of them"
