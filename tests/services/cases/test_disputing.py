"""Disputing: whose it is, what both sides say, who is heard, what a ruling must cite; and papers of a party group."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.conversation import Said, submit_statement
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import Consulting, appeal, consult, dispute, rule
from gatekeeper.services.cases.errors import Forbidden, NotThere, Unlawful
from gatekeeper.services.cases.opening import open_document
from tests.services.cases.conftest import WorldOf
from tests.services.cases.walking import (
    DISPUTING,
    acts,
    appealed_paper,
    asked_for,
    disputed_paper,
    disputed_ruling,
    granted_paper,
    hear_leader,
    opened,
    refusal,
    refused_paper,
    ruled,
    state,
    view,
)
from tests.services.world_making import Piece
from tests.services.worlds import World


@pytest.mark.parametrize("who", ["d1", "mo", "chief", "c2"])
def test_only_the_councillor_disputes_and_appeals(world: World, who: str) -> None:
    asked = refused_paper(world)
    assert isinstance(refusal(world, who, lambda desk: dispute(desk, asked, DISPUTING)), (Forbidden, NotThere))
    assert isinstance(refusal(world, who, lambda desk: appeal(desk, asked, DISPUTING)), (Forbidden, NotThere))


def test_the_conditions_of_a_grant_can_be_disputed_too(world: World) -> None:
    asked = granted_paper(world)
    world.do("c1", lambda desk: dispute(desk, asked, DISPUTING))
    assert (state(world, asked).rung, state(world, asked).stage) == (1, "monitoring_officer")
    assert opened(world, "c1", asked), "what was granted stays open meanwhile"


def test_both_sides_put_their_case_in_writing_and_each_reads_the_others(world: World) -> None:
    asked = disputed_paper(world)
    world.do("c1", lambda desk: submit_statement(desk, asked, Said(words="The budget turns on it.")))
    world.do("d1", lambda desk: submit_statement(desk, asked, Said(words="A briefing was offered.")))
    for who in ("c1", "d1", "mo"):
        said = {each["words"] for each in view(world, who, asked)["timeline"] if each["action"] == "submit_statement"}
        assert said == {"The budget turns on it.", "A briefing was offered."}


def test_where_the_protocol_asks_for_authority_a_ruling_that_cites_none_is_not_recorded(world_of: WorldOf) -> None:
    world = world_of("county")
    asked = disputed_paper(world)
    said = refusal(world, "mo", lambda desk: rule(desk, asked, ruled("refused")))
    assert isinstance(said, Unlawful)
    assert [each.code for each in said.stops] == ["authority_missing"]
    assert (state(world, asked).rung, state(world, asked).status) == (1, "open")


def test_only_those_whom_the_protocol_names_are_recorded_as_consulted(world: World) -> None:
    asked = disputed_paper(world)
    heard = Consulting(post="group_leader", words="She would show it.")
    assert "nobody" in str(refusal(world, "mo", lambda desk: consult(desk, asked, heard)))
    asked = appealed_paper(world, "c2")
    other = Consulting(post="chief_finance_officer", words="It would cost too much.")
    assert "group_leader" in str(refusal(world, "chief", lambda desk: consult(desk, asked, other)))


def test_a_consultation_at_one_rung_does_not_count_at_another(world: World) -> None:
    asked = appealed_paper(world)
    number = hear_leader(world, asked)
    heard = next(each for each in acts(world, asked) if each.entry == number)
    assert (heard.rung, heard.data["post"]) == (2, "group_leader")
    world.do("chief", lambda desk: rule(desk, asked, disputed_ruling("granted")))
    assert opened(world, "c1", asked) == {"working_paper-whole": "inspection"}


def test_the_final_ruling_cannot_be_appealed_within_the_council(world: World) -> None:
    asked = appealed_paper(world)
    hear_leader(world, asked)
    world.do("chief", lambda desk: rule(desk, asked, disputed_ruling("refused")))
    assert "judicial review" in str(refusal(world, "c1", lambda desk: appeal(desk, asked, DISPUTING)))
    refusal(world, "c1", lambda desk: open_document(desk, asked))


def test_a_later_ruling_replaces_the_earlier_and_both_stay_in_the_record(world: World) -> None:
    asked = disputed_paper(world)
    world.do("mo", lambda desk: rule(desk, asked, disputed_ruling("granted")))
    hers = view(world, "c1", asked)
    assert hers["documents"][0]["passages"][0]["ruling"]["by"] == "monitoring_officer"
    assert [each["action"] for each in hers["timeline"]][-3:] == ["determine", "dispute", "rule"]


def test_r041_a_paper_of_another_party_group_is_excluded_also_for_her_assistant(world: World) -> None:
    piece = Piece("whole", contains=("other_groups_internal_papers",))
    world.make(lambda making: making.passage("working_paper", piece))
    asked = asked_for(world)
    assert view(world, "d1", asked)["documents"][0]["passages"][0]["position"] == "excluded"
    for who in ("c1", "assistant"):
        refusal(world, who, lambda desk: open_document(desk, asked))


def test_after_an_appeal_the_one_who_ruled_before_has_no_further_say(world: World) -> None:
    asked = appealed_paper(world)
    for who in ("mo", "d1"):
        refusal(world, who, lambda desk: rule(desk, asked, disputed_ruling("refused")))
        refusal(world, who, lambda desk: determine(desk, asked, ruled("refused")))
    assert (state(world, asked).rung, state(world, asked).status) == (2, "open")
