"""Tests that the demo's register names only what it holds, and holds what a council of its kind must have."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.demo import COUNCILS, DemoCouncil, walk_of
from gatekeeper.demo.days import days_from
from gatekeeper.demo.folders import register_texts, rows_of
from gatekeeper.demo.papers import Rows
from gatekeeper.services.assess import packs

NAMED_IN = {
    "person": "people", "to_person": "people", "assistant": "people", "councillor": "people", "ward": "wards",
    "group": "groups", "body": "bodies", "responsible_body": "bodies", "holder_post": "posts", "meeting": "meetings",
    "item": "items", "decision": "decisions", "document": "documents", "to_document": "documents",
    "passage": "passages",
}  # fmt: skip
POSTS = {
    "director", "senior_officer", "monitoring_officer", "deputy_monitoring_officer", "chief_executive",
    "proper_officer", "chief_finance_officer", "clerk", "foi_officer", "auditor", "administrator", "group_assistant",
    "group_leader",
}  # fmt: skip
BODIES = {"council", "committee", "overview_and_scrutiny", "audit_committee", "executive", "working_group"}


def rows_for(council: DemoCouncil) -> Rows:
    return rows_of(register_texts(council, days_from(date(2026, 11, 23))))


def codes(rows: Rows, file: str) -> set[str]:
    return {row["code"] for row in rows[file]}


def test_every_cell_that_names_a_thing_names_one_that_is_there(council: DemoCouncil) -> None:
    rows = rows_for(council)
    named = [(file, cell, row[column]) for file in rows for row in rows[file]
             for column, cell in NAMED_IN.items() if row.get(column)]  # fmt: skip
    assert len(named) > 200
    assert not [(file, code) for file, things, code in named if code not in codes(rows, things)]
    assert {row["post"] for row in rows["appointments"]} <= codes(rows, "posts")


def test_every_finding_is_about_a_thing_that_is_there(council: DemoCouncil) -> None:
    rows = rows_for(council)
    subjects = {row["subject"] for row in rows["findings"]}
    there = {f"{kind}:{code}" for kind in ("document", "passage") for code in codes(rows, f"{kind}s")}
    assert subjects == there


def test_every_code_of_a_file_is_there_once(council: DemoCouncil) -> None:
    assert all(len(codes(rows, file)) == len(rows[file]) for rows in [rows_for(council)] for file in rows)


def test_the_council_has_adopted_its_pack_with_the_kind_and_first_day_that_the_pack_gives(council: DemoCouncil) -> None:
    rows, pack = rows_for(council), packs()[council.pack].pack
    assert [(row["pack"], row["from_on"]) for row in rows["packs"]] == [(pack.id, pack.from_on.isoformat())]
    (told,) = rows["council"]
    assert (told["name"], told["type"], told["jurisdiction"]) == (council.name, pack.council_type, pack.jurisdiction)
    assert [row["executive_arrangements"] for row in rows["governance"]] == ["true"]


def test_an_exempt_paper_is_called_what_the_protocol_calls_it(council: DemoCouncil) -> None:
    assert packs()[council.pack].pack.words.exempt_paper == council.marking.words


def test_the_demo_has_one_council_under_each_of_the_five_protocols() -> None:
    assert [council.pack for council in COUNCILS] == ["county", "wbc", "east_devon", "manchester", "surrey_heath"]


def test_the_council_has_the_posts_bodies_and_groups_that_the_law_speaks_of(council: DemoCouncil) -> None:
    rows = rows_for(council)
    assert {row["kind"] for row in rows["posts"]} >= POSTS
    assert {row["type"] for row in rows["bodies"]} == BODIES
    assert len({row["group"] for row in rows["group_memberships"]}) == 3
    assert {"co_opted", "substitute", "chair"} <= {row["role"] for row in rows["memberships"]}
    assert len([row for row in rows["posts"] if row["kind"] == "director"]) == 3


def test_no_address_of_the_demo_could_reach_anybody(council: DemoCouncil) -> None:
    assert all(row["email"].endswith(f"@{council.slug}.example") for row in rows_for(council)["people"])


def test_a_director_on_leave_has_a_deputy_to_act(council: DemoCouncil) -> None:
    rows = rows_for(council)
    (leave,) = rows["absences"]
    left = {row["post"] for row in rows["appointments"] if row["person"] == leave["person"]}
    assert left & {row["post"] for row in rows["appointments"] if row["capacity"] == "deputy"}


def test_what_may_not_be_known_by_its_title_has_a_label_for_the_public(council: DemoCouncil) -> None:
    hidden = [row for row in rows_for(council)["documents"] if row["title_known"] == "false"]
    assert {row["existence_known"] for row in hidden} == {"true", "false"}
    assert all(row["public_label"] and row["public_label"] != row["title"] for row in hidden)


def test_the_walk_names_what_is_there(council: DemoCouncil) -> None:
    rows, walk = rows_for(council), walk_of(council.slug)
    assert walk.councillor in {row["person"] for row in rows["offices"] if row["kind"] == "councillor"}
    posts = {walk.director, walk.adviser, walk.proper_officer, *walk.ladder, *walk.consulted}
    assert posts <= codes(rows, "posts")
    (held,) = [row["holder_post"] for row in rows["documents"] if row["code"] == walk.document]
    assert held == walk.director
    passages = {row["code"] for row in rows["passages"] if row["document"] == walk.document}
    assert passages == {walk.open_passage, walk.granted, walk.passage}


def test_the_walk_ends_where_the_ladder_of_the_pack_ends(council: DemoCouncil) -> None:
    walk, ladder = walk_of(council.slug), packs()[council.pack].pack.ladder
    assert tuple(code.replace("-", "_") for code in walk.ladder) == tuple(stage.post for stage in ladder)
    assert bool(walk.instead) is not bool(ladder)
    assert bool(walk.consulted) is any(stage.consults for stage in ladder)


@pytest.mark.parametrize("column", ["result", "reasons", "by", "at", "review_on", "how_to_challenge"])
def test_every_claim_says_what_was_weighed_by_whom_when_until_when_and_how_to_challenge_it(
    council: DemoCouncil, column: str
) -> None:
    claims = rows_for(council)["paragraphs"]
    assert claims
    assert all(row[column] for row in claims)
