"""A passage is classified with its balance or not at all, and confidential by law only as the closed list says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.errors import CommandRefused, Conflict, Forbidden, NotThere
from gatekeeper.services.cases.found import Claim, Confirmation, confirm_balance
from gatekeeper.services.officers.claims import claims_file, classify_whole
from gatekeeper.services.registering.classifying import (
    Classifying,
    Confidentiality,
    claim_confidential,
    classify_passage,
    passage_version,
)
from gatekeeper.services.registering.documents import passage_of
from tests.services.cases.walking import asked_for, entries, words
from tests.services.worlds import World

PAPER, PASSAGE = "working_paper", "working_paper-whole"
CLAIM = Claim(
    number=3,
    result="maintain",
    reasons="The bidder would walk away.",
    review_on=date(2027, 6, 1),
    how_to_challenge="Write to the monitoring officer.",
)
ADOPTION = "Adoption and Children Act 2002 ss.56-65"


def version(world: World) -> int:
    """The last entry on the passage."""
    return world.do("proper", lambda desk: passage_version(desk, *_ids(world)))


def _ids(world: World) -> tuple[str, str]:
    return world.id("document", PAPER), world.id("passage", PASSAGE)


def classified(world: World, *claims: Claim, who: str = "proper", at: int | None = None) -> int:
    """Classify the passage outside any case."""
    given = Classifying(claims=claims, version=version(world) if at is None else at)
    return world.do(who, lambda desk: classify_passage(desk, *_ids(world), given))


def confidential(world: World, **says: Any) -> int:
    """Say what makes it confidential."""
    given = Confidentiality(**{"reasons": "It came so.", "version": version(world), **says})
    return world.do("proper", lambda desk: claim_confidential(desk, *_ids(world), given))


def test_each_claim_tells_who_when_until_when_and_how_to_challenge(world: World) -> None:
    classified(world, CLAIM)
    found = world.do("proper", lambda desk: passage_of(desk, *_ids(world)))
    (claim,) = found.claims
    assert (found.looked, claim.number, claim.result) == (True, 3, "maintain")
    assert (claim.office, claim.by.name, claim.weighed_at) == ("the proper officer", "Person proper", world.now)
    assert (claim.review_on, claim.how_to_challenge, claim.overdue) == (CLAIM.review_on, CLAIM.how_to_challenge, False)
    world.later(days=400)
    assert world.do("proper", lambda desk: passage_of(desk, *_ids(world))).claims[0].overdue


@pytest.mark.parametrize("lacks", ["reasons", "review_on", "how_to_challenge", "result"])
def test_a_claim_that_lacks_something_is_not_recorded(world: World, lacks: str) -> None:
    bare = CLAIM.model_copy(update={lacks: None})
    with pytest.raises(CommandRefused, match="paragraph 3 is not whole"):
        classified(world, bare)
    assert world.do("proper", lambda desk: passage_of(desk, *_ids(world))).claims == ()


def test_a_paragraph_yet_to_be_weighed_and_a_day_that_is_over(world: World) -> None:
    classified(world, Claim(number=5))
    with pytest.raises(CommandRefused, match="paragraph 3 is not whole"):
        classified(world, CLAIM.model_copy(update={"review_on": date(2026, 1, 1)}))
    with pytest.raises(CommandRefused, match="claimed twice"):
        classified(world, CLAIM, CLAIM)


def test_that_none_is_claimed_takes_away_what_was(world: World) -> None:
    classified(world, CLAIM, Claim(number=5))
    classified(world)
    found = world.do("proper", lambda desk: passage_of(desk, *_ids(world)))
    assert (found.looked, found.claims) == (True, ())
    with pytest.raises(CommandRefused, match="says so already"):
        classified(world)


def test_what_was_changed_meanwhile_is_not_classified_over(world: World) -> None:
    before = version(world)
    classified(world, CLAIM)
    with pytest.raises(Conflict):
        classified(world, at=before)
    after = version(world)
    classified(world)
    with pytest.raises(Conflict):
        classified(world, CLAIM, at=after)


@pytest.mark.parametrize("who", ["c1", "d1", "mo", "administrator"])
def test_nobody_but_the_proper_officer_classifies(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        classified(world, CLAIM, who=who)


def test_a_passage_of_another_document_is_not_there(world: World) -> None:
    other = world.id("document", "care_file"), world.id("passage", PASSAGE)
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: passage_of(desk, *other))
    with pytest.raises(NotThere):
        world.do("proper", lambda desk: classify_passage(desk, *other, Classifying(claims=(), version=0)))


def test_a_request_for_the_document_is_decided_again(world: World) -> None:
    made = world.submit("c1", "part_exempt")
    ids = world.id("document", "part_exempt"), world.id("passage", "part_exempt-terms")
    at = world.do("proper", lambda desk: passage_version(desk, *ids))
    world.do("proper", lambda desk: classify_passage(desk, *ids, Classifying(claims=(), version=at)))
    kinds = [each["kind"] for each in entries(world, f"request:{made.request_id}")]
    assert kinds.count("request:decided") == 2


def test_only_the_closed_list_makes_an_enactment_confidential(world: World) -> None:
    number = confidential(world, basis="enactment", citation=ADOPTION, reaches_every_route="unknown")
    assert words(world, number) == "It came so."
    found = world.do("proper", lambda desk: passage_of(desk, *_ids(world)))
    assert (found.basis, found.citation, found.reaches_every_route) == ("enactment", ADOPTION, "unknown")
    for citation in ("Data Protection Act 2018", "Official Secrets Act 1989"):
        with pytest.raises(CommandRefused, match="not on the list"):
            confidential(world, basis="enactment", citation=citation)
    with pytest.raises(CommandRefused, match="not named"):
        confidential(world, basis="court_order")
    with pytest.raises(CommandRefused, match="nothing is named"):
        confidential(world, basis="none", citation=ADOPTION)
    confidential(world, basis="none")
    with pytest.raises(CommandRefused, match="says so already"):
        confidential(world, basis="none")


def test_on_a_case_a_claim_is_whole_and_its_balance_confirmed_for_that_request(world: World) -> None:
    asked = asked_for(world, "c1", PAPER)
    passage = world.id("passage", PASSAGE)
    with pytest.raises(CommandRefused, match="not whole"):
        world.do("proper", lambda desk: classify_whole(desk, asked, passage, (Claim(number=3, result="maintain"),)))
    world.do("proper", lambda desk: classify_whole(desk, asked, passage, (CLAIM,)))
    file = world.do("proper", lambda desk: claims_file(desk, asked, Action.CONFIRM_BALANCE))
    claim = file.passage(passage).claims[0]
    assert file.confirmed == {}
    said = Confirmation(paragraph=claim.paragraph_id, confirmed="true", reasons="She could pass it on.")
    world.do("proper", lambda desk: confirm_balance(desk, asked, said))
    again = world.do("proper", lambda desk: claims_file(desk, asked, Action.CONFIRM_BALANCE))
    assert again.confirmed == {claim.paragraph_id: "true"}
    assert again.claim(claim.paragraph_id)[1].number == 3
    world.later(hours=1)
    world.do("proper", lambda desk: classify_whole(desk, asked, passage, (CLAIM,)))
    assert world.do("proper", lambda desk: claims_file(desk, asked, Action.CONFIRM_BALANCE)).confirmed == {}


@pytest.mark.parametrize(("who", "error"), [("c1", Forbidden), ("d1", Forbidden), ("c3", NotThere)])
def test_the_claims_of_a_case_are_for_the_proper_officer(world: World, who: str, error: type[Exception]) -> None:
    asked = asked_for(world, "c1", PAPER)
    with pytest.raises(error):
        world.do(who, lambda desk: claims_file(desk, asked, Action.CLASSIFY))
