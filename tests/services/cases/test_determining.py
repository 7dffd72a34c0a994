"""Determining: what the law stops reaches the officer with its reason, and what a reader should see is flagged."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.services.cases.conversation import (
    Advising,
    Narrowing,
    Recommendation,
    Said,
    Stated,
    advise,
    answer_question,
    ask_councillor,
    declined_to_narrow,
    narrow,
)
from gatekeeper.services.cases.determine import PassageRuling, Rulings, determine, preview
from gatekeeper.services.cases.errors import CommandRefused, Forbidden, NotThere, Unlawful
from gatekeeper.services.cases.found import Claim, Confirmation, Found, classify, confirm_balance, find
from gatekeeper.storage import tables
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import asked_for, granting, refusal, refused_paper, refusing, ruled, state, view
from tests.services.worlds import World

PAPER = "working_paper-whole"
TERMS = "part_exempt-terms"


def _stops(world: World, asked: str, *rulings: PassageRuling) -> dict[str, Any]:
    """The stops with which a determination is answered, by code."""
    said = refusal(world, "d1", lambda desk: determine(desk, asked, Rulings(passages=rulings)))
    assert isinstance(said, Unlawful)
    assert state(world, asked).ruling is None, "nothing was recorded"
    return {each.code: each for each in said.stops}


@pytest.mark.parametrize(
    ("ruling", "code"),
    [
        (refusing(PAPER, "embarrassment"), "irrelevant_ground"),
        (refusing(PAPER, "fear_of_leaks"), "irrelevant_ground"),
        (refusing(PAPER, grounds=()), "no_ground"),
        (refusing(PAPER, reasons="No."), "reasons_missing"),
        (refusing(PAPER, alternatives_considered=()), "no_alternative_considered"),
        (refusing(PAPER, form="inspection"), "form_on_a_refusal"),
        (refusing(PAPER, "improper_purpose"), "improper_purpose_not_evidenced"),
        (refusing(PAPER, "roving_commission"), "narrowing_not_offered"),
        (refusing(PAPER, need={}), "finding_missing"),
        (refusing(PAPER, "casework"), "ground_not_in_protocol"),
        (granting(PAPER, form=None), "form_missing"),
        (granting(PAPER, grounds=("no_need_shown",)), "grounds_on_a_grant"),
        (granting("no-such-passage"), "unknown_passage"),
    ],
)
def test_what_the_law_stops_reaches_the_officer_with_its_reason(world: World, ruling: PassageRuling, code: str) -> None:
    asked = asked_for(world)
    stop = _stops(world, asked, ruling).get(code)
    assert stop is not None
    assert stop.why
    assert stop.remedy


def test_a_right_cannot_be_refused(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    stops = _stops(world, asked, refusing("part_exempt-open"), refusing(TERMS))
    assert {"refuses_after_redaction", "refuses_a_right"} & set(stops)


def test_exempt_information_is_withheld_only_on_a_balance_confirmed_for_this_request(world: World) -> None:
    asked, others = asked_for(world, "c2", "part_exempt"), asked_for(world, "c3", "part_exempt")
    assert "balance_not_confirmed" in _stops(world, asked, refusing(TERMS))
    said = Confirmation(paragraph=world.id("paragraph", f"{TERMS}-3"), confirmed="true", reasons="Looked again today.")
    assert isinstance(refusal(world, "d1", lambda desk: confirm_balance(desk, asked, said)), Forbidden)
    world.do("proper", lambda desk: confirm_balance(desk, asked, said))
    world.do("d1", lambda desk: determine(desk, asked, Rulings(passages=(refusing(TERMS),))))
    assert state(world, asked).ruling == "partly_granted"
    assert "balance_not_confirmed" in _stops(world, others, refusing(TERMS)), "for another request it is weighed again"


def test_trying_rulings_out_records_nothing(world: World) -> None:
    asked = asked_for(world)
    assert world.do("d1", lambda desk: preview(desk, asked, ruled("refused"))).lawful
    assert not world.do(
        "d1", lambda desk: preview(desk, asked, Rulings(passages=(refusing(PAPER, "embarrassment"),)))
    ).lawful
    assert state(world, asked).status == "open"


def _flags(world: World, asked: str) -> set[str]:
    with reading(world.engine) as session:
        return {
            flag["code"] for each in Cases(session, world.council_id).live_determinations(asked) for flag in each.flags
        }


def test_a_refusal_against_advice_that_withholds_everything_is_flagged(world: World) -> None:
    asked = asked_for(world)
    recommends = (Recommendation(passage=PAPER, recommends="granted"),)
    world.do("mo", lambda desk: advise(desk, asked, Advising(words="Show it.", recommends=recommends)))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    assert {"against_advice", "withholds_everything"} <= _flags(world, asked)


def test_a_ruling_after_its_time_is_flagged_late_and_lateness_is_stored_nowhere_else(world: World) -> None:
    asked = asked_for(world)
    due = state(world, asked).due_at
    assert due is not None
    assert not any(each["late"] for each in view(world, "c1", asked)["documents"][0]["due"])
    world.now = due.replace(tzinfo=world.now.tzinfo)
    world.later(seconds=1)
    assert view(world, "c1", asked)["documents"][0]["due"][0]["late"]
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))
    assert "late" in _flags(world, asked)


def test_every_deadline_says_how_it_was_worked_out(world: World) -> None:
    asked = asked_for(world)
    for each in view(world, "c1", asked)["documents"][0]["due"]:
        assert each["how"]
        assert each["in_words"]
        assert each["source"]


def test_while_her_answer_is_awaited_nothing_less_than_a_full_grant_is_ruled(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="For which duty?")))
    assert state(world, asked).status == "awaiting_councillor"
    assert "silence" in str(refusal(world, "d1", lambda desk: determine(desk, asked, ruled("refused"))))
    stated = Stated(words="For the budget.", duty_stated=True, why_now_stated=True)
    world.do("c1", lambda desk: answer_question(desk, asked, stated))
    world.do("d1", lambda desk: determine(desk, asked, ruled("refused")))


def test_what_she_states_is_evidence_in_her_name(world: World) -> None:
    asked = asked_for(world)
    world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="For which duty?")))
    world.do("c1", lambda desk: answer_question(desk, asked, Stated(words="For the budget.", duty_stated=True)))
    request = state(world, asked).request_id
    assert [each.duty_stated for each in world.read(lambda r: r.all(tables.Purpose, request_id=request))] == [True]


def test_a_trawl_is_refused_only_once_help_to_narrow_it_was_offered(world: World) -> None:
    asked = asked_for(world)
    told = Said(words="She wants all of it.")
    assert "no offer" in str(refusal(world, "d1", lambda desk: declined_to_narrow(desk, asked, told)))
    world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="Which years?"), offers_narrowing=True))
    world.do("c1", lambda desk: narrow(desk, asked, Narrowing(words="All of them.")))
    world.do("d1", lambda desk: declined_to_narrow(desk, asked, told))


def test_a_finding_is_made_only_by_the_person_whose_finding_it_is(world: World) -> None:
    asked = asked_for(world)
    passage = world.id("passage", PAPER)
    found = Found(
        level="passage", subject=passage, fact="reasonably_necessary", value="true", reasons="She must see it."
    )
    for who in ("c1", "mo", "proper"):
        assert isinstance(refusal(world, who, lambda desk: find(desk, asked, found)), Forbidden)
    assert isinstance(refusal(world, "c2", lambda desk: find(desk, asked, found)), NotThere)
    world.do("d1", lambda desk: find(desk, asked, found))
    of_another = found.model_copy(update={"subject": world.id("passage", "care_file-whole")})
    assert isinstance(refusal(world, "d1", lambda desk: find(desk, asked, of_another)), NotThere)


def test_a_fact_that_there_is_not_is_refused_in_plain_words(world: World) -> None:
    asked = asked_for(world)
    for fact, value in (("no_such_fact", "true"), ("reasonably_necessary", "perhaps")):
        found = Found(level="passage", subject=world.id("passage", PAPER), fact=fact, value=value)
        said = refusal(world, "d1", lambda desk, f=found: find(desk, asked, f))
        assert isinstance(said, CommandRefused)


def test_only_the_proper_officer_classifies(world: World) -> None:
    asked = asked_for(world, "c1", "part_exempt")
    passage, claims = world.id("passage", TERMS), (Claim(number=3),)
    for who in ("d1", "mo", "c1"):
        assert isinstance(refusal(world, who, lambda desk: classify(desk, asked, passage, claims)), Forbidden)
    world.do("proper", lambda desk: classify(desk, asked, passage, claims))
    other = world.id("passage", "care_file-whole")
    assert isinstance(refusal(world, "proper", lambda desk: classify(desk, asked, other, claims)), NotThere)


def test_a_determination_stands_once_with_who_made_it_when_and_in_which_post(world: World) -> None:
    asked = refused_paper(world)
    with reading(world.engine) as session:
        (made,) = Cases(session, world.council_id).live_determinations(asked)
        assert (made.person_id, made.post, made.ruling) == (world.id("person", "d1"), "director", "refused")
        assert (made.at, made.deputises_for, made.rung) == (world.now, None, 0)
