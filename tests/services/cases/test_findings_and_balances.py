"""Who finds what and when, what a confirmation of a balance is worth, and which words a councillor reads."""

from __future__ import annotations

from typing import Any

from gatekeeper.services.cases.conversation import (
    Narrowing,
    Said,
    ask_councillor,
    declined_to_narrow,
    narrow,
    note,
    submit_statement,
)
from gatekeeper.services.cases.errors import Forbidden
from gatekeeper.services.cases.first import Transfer, transfer
from gatekeeper.services.cases.found import Claim, Confirmation, Found, classify, confirm_balance, find
from gatekeeper.services.evidence import evidence_for
from gatekeeper.storage import tables
from tests.services.cases.changing import rows
from tests.services.cases.walking import (
    acts,
    appealed_paper,
    asked_for,
    disputed_paper,
    hear_leader,
    refusal,
    refused_paper,
    state,
    view,
)
from tests.services.worlds import World

PAPER, TERMS = "working_paper-whole", "part_exempt-terms"


def _found(world: World, fact: str, value: str = "true") -> Found:
    passage = world.id("passage", PAPER)
    return Found(level="passage", subject=passage, fact=fact, value=value, reasons="She was heard on it.")


def test_on_a_dispute_the_arbiter_makes_the_findings_and_no_longer_the_director(world: World) -> None:
    asked = disputed_paper(world)
    found = _found(world, "reasonably_necessary")
    assert isinstance(refusal(world, "d1", lambda desk: find(desk, asked, found)), Forbidden)
    number = world.do("mo", lambda desk: find(desk, asked, found))
    act = next(each for each in acts(world, asked) if each.entry == number)
    assert (act.action, act.shared) == ("find", False)


def test_once_it_is_determined_nobody_adds_to_the_findings_on_which_it_rests(world: World) -> None:
    asked = refused_paper(world)
    request = state(world, asked).request_id
    hers = Found(level="request", subject=request, fact="duty_stated", value="true")
    for who, found in (("c1", hers), ("d1", _found(world, "reasonably_necessary"))):
        assert isinstance(refusal(world, who, lambda desk, f=found: find(desk, asked, f)), Forbidden)


def test_an_assistant_states_for_the_councillor_and_it_is_entered_as_hers(world: World) -> None:
    asked = asked_for(world)
    stated = Found(level="request", subject=state(world, asked).request_id, fact="duty_stated", value="true")
    actor = world.actor("assistant", behalf_of="c1")
    world.do(actor, lambda desk: find(desk, asked, stated))
    act = next(each for each in acts(world, asked) if each.action == "find")
    assert (act.person_id, act.shared) == (world.id("person", "assistant"), True)


def _confirmed(world: World, asked: str) -> Any:
    def outcome() -> Any:
        passages = view(world, "proper", asked)["documents"][0]["passages"]
        return next(each for each in passages if each["passage"] == TERMS)["asks"]

    return outcome()


def test_a_confirmation_counts_only_for_the_balance_on_which_it_was_given(world: World) -> None:
    asked = asked_for(world, "c2", "part_exempt")
    unconfirmed = _confirmed(world, asked)
    passage = world.id("passage", TERMS)
    (paragraph,) = rows(world, tables.Paragraph, passage_id=passage)
    said = Confirmation(paragraph=paragraph.thing_id, confirmed="true", reasons="Acme would walk away.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, said))
    request = state(world, asked).request_id
    assert _counts(world, asked, request) is True
    anew = (Claim(number=3, result="maintain", reasons="For quite another reason."),)
    world.do("proper", lambda desk: classify(desk, asked, passage, anew))
    assert _counts(world, asked, request) is False
    assert _confirmed(world, asked) == unconfirmed


def _counts(world: World, asked: str, request: str) -> Any:
    from_register = world.do("proper", lambda desk: _evidence(desk, request, asked))
    passage = next(each for each in from_register["documents"][0]["passages"] if each["ref"] == TERMS)
    return passage["paragraphs"][0]["balance"]["confirmed_for_this_request"]


def _evidence(desk: Any, request_id: str, asked_id: str) -> Any:
    request, asked = desk.asked(asked_id)
    assert request.id == request_id
    return evidence_for(desk.register, request, (asked.document_id,), desk.tx.now).data


def test_that_she_declined_to_narrow_is_not_recorded_while_her_answer_is_awaited(world: World) -> None:
    asked = asked_for(world)
    told = Said(words="She wants all of it.")
    world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="Which years?"), offers_narrowing=True))
    assert "still awaited" in str(refusal(world, "d1", lambda desk: declined_to_narrow(desk, asked, told)))
    world.do("c1", lambda desk: narrow(desk, asked, Narrowing(words="All of them.")))
    world.do("d1", lambda desk: declined_to_narrow(desk, asked, told))


def _hers(world: World, asked: str) -> str:
    return str([each["words"] for each in view(world, "c1", asked)["timeline"]])


def test_what_officers_write_to_each_other_is_not_hers_to_read_unless_they_share_it(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: note(desk, asked, Said(words="Her brother is the claimant.")))
    world.do("d1", lambda desk: note(desk, asked, Said(words="We look for the annex.", shared=True)))
    words = "Mine, but I am in dispute with her."
    world.do("d1", lambda desk: transfer(desk, asked, Transfer(to_stage="chief_executive", words=words)))
    assert "brother" not in _hers(world, asked)
    assert "in dispute" not in _hers(world, asked)
    assert "look for the annex" in _hers(world, asked)


def test_why_a_balance_holds_is_for_officers(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    paragraph = world.id("paragraph", f"{TERMS}-3")
    said = Confirmation(paragraph=paragraph, confirmed="true", reasons="Acme would walk away.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, said))
    assert "Acme" not in _hers(world, asked)


def test_what_a_consultee_said_is_for_whoever_rules_and_the_statements_of_both_sides_are_hers(world: World) -> None:
    asked = appealed_paper(world)
    hear_leader(world, asked)
    world.do("d1", lambda desk: submit_statement(desk, asked, Said(words="A briefing was offered.")))
    assert "She would show it" not in _hers(world, asked)
    assert "A briefing was offered." in _hers(world, asked)
    assert "Her duty on the budget" in _hers(world, asked), "and so are the reasons of the ruling"
