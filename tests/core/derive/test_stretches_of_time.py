"""Between two times of its business nothing changes in a case within a day: what was worked out may be used again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.core.case import Case, parse_case
from gatekeeper.core.deadlines import ENGLAND
from gatekeeper.core.derive import between, derive
from tests.core.case.samples import GONE, full, put, vocabulary
from tests.core.derive.deriving import calendars

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
_MINUTES = st.integers(-2 * 24 * 60, 2 * 24 * 60)
_INSTANTS = st.builds(lambda minutes, seconds: NOON + timedelta(minutes=minutes, seconds=seconds), _MINUTES, _MINUTES)


def _meeting(body: str, at: datetime, hours: int | None, access: str) -> dict[str, Any]:
    ended = {} if hours is None else {"ended_at": (at + timedelta(hours=hours)).isoformat()}
    link = {"body": "A body", "body_type": body, "meeting_at": at.isoformat(), "fixed_by": "agenda", "access": access}
    return link | {"papers_with_members": True} | ended


def _decided(body: str, at: datetime, kind: str) -> dict[str, Any]:
    recorded: dict[str, Any] = {"decision_type": kind} if body == "officer" else {}
    recorded |= {"must_be_recorded": True} if recorded.get("decision_type") == "non_executive" else {}
    return {"body": "A body", "body_type": body, "decided_at": at.isoformat()} | recorded


_LINKS = st.lists(
    st.one_of(
        st.builds(
            _meeting,
            st.sampled_from(["committee", "executive", "council"]),
            _INSTANTS,
            st.none() | st.integers(1, 5),
            st.sampled_from(["public", "private"]),
        ),
        st.builds(
            _decided,
            st.sampled_from(["officer", "individual_member"]),
            _INSTANTS,
            st.sampled_from(["executive", "non_executive"]),
        ),
    ),
    min_size=1,
    max_size=3,
)


def _case(links: list[dict[str, Any]]) -> Case:
    return parse_case(put(put(full(), "as_at", GONE), "documents[0].links", links))


def _facts(case: Case, at: datetime) -> list[dict[str, object]]:
    found = derive(case, vocabulary(), calendars()[ENGLAND], at)
    return [dict(passage.facts) for passage in found]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(_LINKS, st.lists(_INSTANTS, min_size=6, max_size=6))
def test_all_instants_of_one_stretch_give_the_same_facts(links: list[dict[str, Any]], instants: list[datetime]) -> None:
    case = _case(links)
    known: dict[object, list[dict[str, object]]] = {}
    for at in instants:
        facts = _facts(case, at)
        assert known.setdefault(between(case, at), facts) == facts


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_the_very_second_at_which_a_meeting_ends_begins_another_stretch(seconds: int) -> None:
    ended = NOON + timedelta(hours=1)
    case = _case([_meeting("committee", NOON, 1, "public")])
    before = between(case, ended - timedelta(seconds=30))
    at = ended + timedelta(seconds=seconds)
    assert (between(case, at) == before) is (seconds < 0)
    assert _facts(case, at)[0]["past_open_item"] is (seconds >= 0)
