"""The published page of who may do what says, cell by cell, what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gatekeeper.core.lifecycle import Action, OfficeAct, Ruling, Situation, State, Status, may_follow, situation
from gatekeeper.policy.permission_loader import PLACES, ROLES, STATUSES, UNASKED
from gatekeeper.policy.permission_table import NEVER_OCCURS, NOTHING, published_table
from gatekeeper.policy.permissions import Permissions
from tests.core.lifecycle.shipped import reached, shipped_ladders
from tests.policies.permission_oracle import may

LADDERS = shipped_ladders()
Table = list[list[str]]


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    """The page as it is published."""
    return (project / "docs" / "who-may-do-what.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def permissions() -> Permissions:
    """The permissions that are shipped."""
    return Permissions.load()


def tables(text: str) -> dict[str, Table]:
    """Every table under its heading in small letters, without its head."""
    found: dict[str, Table] = {}
    for part in re.split(r"^#{2,3} ", text, flags=re.MULTILINE)[1:]:
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
        found[part.splitlines()[0].lower()] = rows[2:]
    return found


EVERY: dict[str, Action | OfficeAct] = {each.value: each for each in (*Action, *OfficeAct)}


def actions(cell: str) -> set[Action | OfficeAct]:
    if cell in (NOTHING, NEVER_OCCURS):
        return set()
    return {EVERY[word.replace(" ", "_")] for word in cell.split(", ")}


def follows_on(page: str) -> dict[Situation, set[Action | OfficeAct]]:
    read: dict[Situation, set[Action | OfficeAct]] = {}
    for place, rows in tables(page.partition("## Who may")[0]).items():
        for status, rulings, cell in rows:
            for word in rulings.split(", "):
                ruling = None if word == "none" else Ruling(word.replace(" ", "_"))
                kind = Situation(place, Status(status.replace(" ", "_")), ruling)
                assert kind not in read
                read[kind] = actions(cell)
    return read


def allowed_on(page: str) -> dict[tuple[str, str, str], str]:
    part = tables(page.partition("## Who may")[2].partition("## Absolute rules")[0])
    return {
        (heading.replace(" ", "_"), place, status.replace(" ", "_")): cell
        for heading, rows in part.items()
        for status, *cells in rows
        for place, cell in zip(PLACES, cells, strict=True)
    }


def test_the_page_is_what_the_program_writes(page: str, permissions: Permissions) -> None:
    assert page == published_table(permissions, LADDERS.values())


def test_the_page_lists_every_kind_of_state_and_every_role_place_and_status(page: str) -> None:
    kinds = {situation(state, ladder) for ladder in LADDERS.values() for state in reached(ladder)}
    assert set(follows_on(page)) == kinds
    assert set(allowed_on(page)) == {(r, p, s) for r in ROLES for p in PLACES for s in STATUSES}


@pytest.mark.parametrize("name", LADDERS)
def test_every_state_action_and_role_is_on_the_page_as_the_program_and_the_hand_written_rules_have_it(
    page: str, permissions: Permissions, name: str
) -> None:
    ladder, follows, cells = LADDERS[name], follows_on(page), allowed_on(page)
    everyone = frozenset(post for rung in ladder.rungs for post in rung.consults)
    for state in reached(ladder):
        possible = set(may_follow(state, ladder, consulted=everyone))
        assert follows[situation(state, ladder)] == possible
        for role in ROLES:
            shown = actions(cells[role, "ladder" if state.disputed else "first", state.status.value])
            assert shown == {act for act in EVERY.values() if permissions.allowed((role,), state, act).allowed}
            assert shown & possible == {action for action in possible if may(role, state, action)}


def test_before_anything_is_asked_only_her_side_asks_and_officers_act_for_the_council(page: str) -> None:
    cells = allowed_on(page)
    for role in ROLES:
        asked = {act for act in EVERY.values() if may(role, None, act)}
        assert actions(cells[role, "first", UNASKED]) == asked


def test_what_the_page_says_never_occurs_is_reached_on_no_ladder(page: str) -> None:
    never = {(place, status) for (_, place, status), cell in allowed_on(page).items() if cell == NEVER_OCCURS}
    assert never == {("ladder", "unasked"), ("ladder", "unmatched")}
    states: list[State] = [state for ladder in LADDERS.values() for state in reached(ladder)]
    assert not [state for state in states if state.disputed and state.status is Status.UNMATCHED]


def test_the_page_prints_every_absolute_rule_with_its_source(page: str, permissions: Permissions) -> None:
    printed = {row[0].strip("`"): (row[1], row[-1]) for row in tables(page)["absolute rules"]}
    assert printed == {row.id: (row.sentence, row.source) for row in permissions.rows if row.effect == "deny"}
