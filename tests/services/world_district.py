"""A little English district council for tests: its people, bodies and meetings, and one paper of each sort."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from gatekeeper.core.deadlines import LONDON
from tests.services.world_making import Making, Piece

_PEOPLE = {"holder_post": "director-people"}
NOT_IN_ISSUE = {"overriding_public_interest": False, "requester_adverse": False}


def little_district(making: Making, pack: str | None, now: datetime) -> None:
    """Everybody and everything; meetings lie some weeks before and after the instant."""
    making.council(pack)
    _bodies(making, now)
    _members(making)
    _officers(making)
    _open_papers(making)
    _withheld_papers(making)


def _bodies(making: Making, now: datetime) -> None:
    for code, kind in (
        ("council", "council"),
        ("planning", "committee"),
        ("employment", "committee"),
        ("appeals", "committee"),
        ("scrutiny", "overview_and_scrutiny"),
        ("cabinet", "executive"),
    ):
        making.body(code, kind)
    for body in ("planning", "scrutiny", "cabinet"):
        making.meeting(f"{body}-next", body, _evening(now, 15))
        held_at = _evening(now, -20)
        making.meeting(f"{body}-last", body, held_at, held_at + timedelta(hours=2))


def _evening(now: datetime, days: int) -> datetime:
    return datetime.combine(now.astimezone(LONDON).date() + timedelta(days=days), time(18, 30), tzinfo=LONDON)


def _members(making: Making) -> None:
    making.councillor("c1", group="red", on={"planning": "member"})
    making.councillor("c2", group="blue", on={"scrutiny": "member"})
    for code in ("c3", "c4", "c5"):
        making.councillor(code, on={"appeals": "member"})
    making.councillor("red-leader", group="red", on={"planning": "chair"})
    making.councillor("blue-leader", group="blue", on={"employment": "member"})
    making.councillor("leader", group="red", on={"cabinet": "chair"})
    for group in ("red", "blue"):
        making.political_post(f"{group}-leader", "group_leader", group=group)
    making.political_post("leader", "council_leader")
    making.in_cabinet("leader", "Places")
    making.co_opted("co-opted", on={"scrutiny": "co_opted"})
    making.assistant("assistant", "c1", group="red")
    making.post("executive", "executive", body="cabinet")
    making.appoint("leader", "executive")
    making.post("appeals-committee", "committee", body="appeals")
    making.post("full-council", "full_council", body="council")


def _officers(making: Making) -> None:
    making.director("d1", "Places")
    making.director("d2", "People")
    making.officer("deputy-d1", "deputy-director-places", "senior_officer", directorate="Places")
    making.deputy("deputy-d1", "director-places", order=1)
    for code, post, kind in (
        ("mo", "monitoring-officer", "monitoring_officer"),
        ("deputy-mo", "deputy-monitoring-officer", "deputy_monitoring_officer"),
        ("chief", "chief-executive", "chief_executive"),
        ("proper", "proper-officer", "proper_officer"),
        ("cfo", "chief-finance-officer", "chief_finance_officer"),
        ("dpo", "data-protection-officer", "data_protection_officer"),
        ("cio", "chief-information-officer", "chief_information_officer"),
        ("clerk", "clerk", "clerk"),
        ("foi", "foi-officer", "foi_officer"),
        ("auditor", "auditor", "auditor"),
        ("administrator", "administrator", "administrator"),
    ):
        making.officer(code, post, kind)


def _open_papers(making: Making) -> None:
    making.item("mill", "planning", "planning-next")
    making.document("open_report", items=("mill",), body="planning", page_count=22)
    making.item("sale", "planning", "planning-next", access="private")
    hidden = NOT_IN_ISSUE | {"withheld_as_likely_private": True}
    secret = ("commercially_confidential",)
    making.document(
        "part_exempt",
        passages=(
            Piece("open", "1-4", findings=NOT_IN_ISSUE),
            Piece("terms", "5", (3,), "live", secret, hidden),
            Piece("bidder", "6", (3,), "none", secret, hidden),
        ),
        items=("sale",),
        body="planning",
        findings={"marked_exempt": True},
        page_count=6,
    )


def _withheld_papers(making: Making) -> None:
    need: dict[str, Any] = {"body": "employment", "kind": "other"}
    making.document("working_paper", **need)
    making.document("hidden", existence_known=False, title_known=False, **need)
    making.document("secret_title", title_known=False, public_label="Report on a staffing matter", **need)
    personal = ("child_or_care_file", "third_party_personal_data", "special_category_data")
    making.document("care_file", passages=(Piece("whole", "whole", (1, 2), "none", personal),), **need | _PEOPLE)
    making.item("contract", "cabinet", "cabinet-last", access="private")
    making.document(
        "executive_paper",
        passages=(Piece("bids", "whole", (3,), "live", ("commercially_confidential",), NOT_IN_ISSUE),),
        items=("contract",),
        body="cabinet",
        findings={"marked_exempt": True},
        holder="both",
        executive_can_call_for_it=None,
        considered_for_executive_decision=True,
        portfolio="Places",
    )
