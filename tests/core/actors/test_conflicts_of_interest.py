"""Tests of who stands aside: her own request, asking for another, being its subject, a declared relationship."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.core.actors import Need, Tie, may_act, who_acts
from tests.core.actors.acting import (
    ADVISE,
    ARBITRATE,
    CLERK,
    CONFIRM,
    DETERMINE,
    FINAL_APPEAL,
    HEAD_DETERMINES,
    MOMENT,
    NOW,
    OFFICERS,
    START,
    acted,
    away,
    bars,
    deputy,
    pack,
    people,
    refused,
    situation,
    tie,
)

EVERY_ACT = [
    ("ada", DETERMINE),
    ("mo", ADVISE),
    ("mo", ARBITRATE),
    ("cy", FINAL_APPEAL),
    ("pia", CONFIRM),
    ("pia", CLERK),
]


@pytest.mark.parametrize(("person", "due"), EVERY_ACT)
def test_r031_nobody_acts_on_her_own_request(person: str, due: Need) -> None:
    assert refused(person, due, situation(requester=person), pack("wbc")) == {"own_request"}
    assert not refused(person, due, situation(), pack("wbc"))


@pytest.mark.parametrize(("person", "due"), EVERY_ACT)
def test_r031_nobody_acts_where_the_document_is_about_her(person: str, due: Need) -> None:
    assert refused(person, due, situation(subjects=frozenset({person})), pack("wbc")) == {"subject_of_document"}
    assert not refused(person, due, situation(subjects=frozenset({"somebody"})), pack("wbc"))


@pytest.mark.parametrize(("person", "due"), EVERY_ACT)
def test_r031_nobody_acts_where_a_relationship_with_the_councillor_is_declared(person: str, due: Need) -> None:
    assert refused(person, due, situation(ties=(tie(person),)), pack("wbc")) == {"relationship"}
    assert not refused(person, due, situation(ties=(tie(person, "another_councillor"),)), pack("wbc"))


@pytest.mark.parametrize(("person", "due"), EVERY_ACT)
def test_r028_nobody_acts_on_a_request_she_put_as_assistant(person: str, due: Need) -> None:
    assert refused(person, due, situation(assistant=person), pack("wbc")) == {"assistant_on_request"}
    assert not refused(person, due, situation(assistant="gil"), pack("wbc"))


def test_r028_an_assistant_since_replaced_still_put_the_request() -> None:
    stands = situation(assistant="gil", past=(acted("ada", "asked"),))
    assert refused("ada", DETERMINE, stands) == {"assistant_on_request"}


def test_r028_the_councillor_herself_is_no_assistant_on_her_request() -> None:
    stands = situation(requester="ada", past=(acted("ada", "asked"),))
    assert refused("ada", DETERMINE, stands) == {"own_request"}


def test_r031_a_director_in_conflict_gives_way_to_her_deputy_and_the_reason_is_given() -> None:
    choice = who_acts(DETERMINE, situation(ties=(tie("ada"),)), pack("wbc"))
    assert people(choice) == ["bea"]
    (bar,) = choice.barred
    assert (bar.person, bar.code, bar.why) == ("ada", "relationship", "A declared relationship stands.")


def test_a_relationship_counts_whoever_declared_it() -> None:
    assert refused("ada", DETERMINE, situation(ties=(tie("reed", to="ada"),))) == {"relationship"}


def test_a_relationship_with_the_assistant_or_with_a_subject_of_the_document_counts() -> None:
    assert refused("ada", DETERMINE, situation(assistant="gil", ties=(tie("ada", "gil"),))) == {"relationship"}
    assert not refused("ada", DETERMINE, situation(ties=(tie("ada", "gil"),)))
    about = situation(subjects=frozenset({"sue"}), ties=(tie("ada", "sue"),))
    assert refused("ada", DETERMINE, about) == {"relationship"}
    assert not refused("ada", DETERMINE, situation(ties=(tie("ada", "sue"),)))


def test_an_interest_in_this_document_counts_and_one_in_another_does_not() -> None:
    here = Tie(person="ada", to_document="document_1", kind="declared_interest", from_at=START)
    elsewhere = Tie(person="ada", to_document="document_2", kind="declared_interest", from_at=START)
    assert refused("ada", DETERMINE, situation(ties=(here,))) == {"relationship"}
    assert not refused("ada", DETERMINE, situation(ties=(elsewhere,)))


def test_being_recorded_as_the_subject_of_this_document_makes_a_subject_and_of_another_does_not() -> None:
    here = Tie(person="sue", to_document="document_1", kind="subject_of_document", from_at=START)
    elsewhere = Tie(person="sue", to_document="document_2", kind="subject_of_document", from_at=START)
    related = tie("ada", "sue")
    assert refused("ada", DETERMINE, situation(ties=(here, related))) == {"relationship"}
    assert not refused("ada", DETERMINE, situation(ties=(elsewhere, related)))
    own = Tie(person="ada", to_document="document_1", kind="subject_of_document", from_at=START)
    assert "subject_of_document" in refused("ada", DETERMINE, situation(ties=(own,)))


def test_a_relationship_of_a_relation_does_not_count() -> None:
    assert not refused("ada", DETERMINE, situation(ties=(tie("ada", "fay"), tie("fay"))))


def test_a_relationship_is_over_at_its_last_instant_and_begins_at_its_first() -> None:
    assert not refused("ada", DETERMINE, situation(ties=(tie("ada", to_at=NOW),)))
    assert refused("ada", DETERMINE, situation(ties=(tie("ada", to_at=NOW + MOMENT),)))
    assert refused("ada", DETERMINE, situation(ties=(tie("ada", from_at=NOW),)))
    assert not refused("ada", DETERMINE, situation(ties=(tie("ada", from_at=NOW + MOMENT),)))


def test_no_reason_tells_what_a_relationship_consists_in_or_with_whom_it_is() -> None:
    stands = situation(ties=(tie("ada", kind="close_friend"), tie("hal", kind="business")), holder_post="head_planning")
    for due in (DETERMINE, HEAD_DETERMINES):
        for bar in who_acts(due, stands, pack("wyremouth")).barred:
            assert not any(word in f"{bar.why} {bar.source}" for word in ("friend", "business", "reed"))


def test_the_reason_cites_the_protocols_own_paragraph_on_conflicts_where_it_has_one() -> None:
    stands = situation(ties=(tie("ada"),))
    said = who_acts(DETERMINE, stands, pack("east_devon")).barred[0].source
    silent = who_acts(DETERMINE, stands, pack("wbc")).barred[0].source
    assert "5.1, 5.3" in said
    assert said.startswith(silent)


def test_a_tie_of_a_deputy_bars_her_too_and_the_next_deputy_acts() -> None:
    third = deputy("cal", "director_place", order=1)
    stands = situation(appointments=(*OFFICERS, third), absences=away("ada"), ties=(tie("bea"),))
    choice = who_acts(DETERMINE, stands, pack("east_devon"))
    assert people(choice) == ["cal"]
    assert bars(choice) == {("ada", "absent"), ("bea", "relationship")}


def test_wyremouth_where_the_only_deputy_has_a_conflict_another_director_determines() -> None:
    stands = situation(holder_post="head_planning", absences=away("hal"), ties=(tie("dot"),))
    assert people(who_acts(HEAD_DETERMINES, stands, pack("wyremouth"))) == ["ada", "fay"]


def test_somebody_unknown_is_refused_for_want_of_a_post_and_for_her_own_ties() -> None:
    assert refused("nobody", DETERMINE, situation()) == {"not_appointed"}
    assert refused("nobody", DETERMINE, situation(ties=(tie("nobody"),))) == {"relationship", "not_appointed"}


def test_every_refusal_gives_a_reason_and_its_source() -> None:
    later = situation(at=NOW + timedelta(days=1), ties=(tie("ada"),), absences=away("bea"))
    for person in ("ada", "bea", "fay", "reed", "nobody"):
        found = may_act(person, DETERMINE, later, pack("east_devon"))
        assert all(bar.why.endswith(".") and bar.source for bar in getattr(found, "bars", ()))
        assert refused(person, DETERMINE, later, pack("east_devon"))
