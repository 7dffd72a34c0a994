"""A state or a ladder that no course of events leads to cannot even be written down; packs give the ladders."""

from __future__ import annotations

import pytest

from gatekeeper.core.lifecycle import ImpossibleState, Ladder, Ruling, Rung, State, Status


@pytest.mark.parametrize(
    ("stage", "rung", "status", "ruling", "why"),
    [
        ("group_leader", 0, Status.OPEN, None, "nobody of that name can decide"),
        ("director", -1, Status.OPEN, None, "counted from 0"),
        ("director", 0, Status.UNMATCHED, None, "with democratic services"),
        ("director", 0, Status.DETERMINED, None, "has a ruling"),
        ("monitoring_officer", 1, Status.OPEN, None, "only a ruling can be disputed"),
        ("democratic_services", 0, Status.OPEN, None, "not yet matched"),
        ("democratic_services", 0, Status.AWAITING_ADVICE, None, "not yet matched"),
        ("democratic_services", 1, Status.DETERMINED, Ruling.NOT_HELD, "not yet matched"),
        ("democratic_services", 0, Status.DETERMINED, Ruling.REFUSED, "not held"),
    ],
)
def test_an_impossible_state_is_refused(
    stage: str, rung: int, status: Status, ruling: Ruling | None, why: str
) -> None:
    with pytest.raises(ImpossibleState, match=why):
        State(stage, rung, status, ruling)


def test_a_councillor_alone_is_never_a_rung_for_a_council_can_only_empower_bodies_and_officers() -> None:
    with pytest.raises(ImpossibleState, match="only an officer, a committee or the council"):
        Rung("group_leader", "the Group Leader", final=True)


@pytest.mark.parametrize("finals", [(False,), (True, True), (True, False)])
def test_exactly_the_last_rung_is_final(finals: tuple[bool, ...]) -> None:
    with pytest.raises(ImpossibleState, match="exactly its last rung is final"):
        Ladder(tuple(Rung("monitoring_officer", "the Monitoring Officer", final=final) for final in finals))


def test_each_council_has_the_rungs_of_its_own_protocol(ladders: dict[str, Ladder]) -> None:
    assert {name: [rung.post for rung in ladder.rungs] for name, ladder in ladders.items()} == {
        "no_pack": [],
        "county": ["monitoring_officer"],
        "east_devon": [],
        "manchester": [],
        "surrey_heath": [],
        "wbc": ["monitoring_officer", "chief_executive"],
        "wyremouth": ["monitoring_officer", "committee", "full_council"],
    }
    assert ladders["wyremouth"].first == "head_of_service"
    assert ladders["manchester"].first == "director"
    committee = ladders["wyremouth"].rungs[1]
    assert (committee.consults, committee.hearing, committee.notice_hours) == (("group_leader",), "oral", 24)
    assert committee.within_working_days == 20
