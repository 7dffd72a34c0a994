"""Who may take which step: the whole table against rules written by hand, absolute rules first, doubt refused."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import cast

import pytest
from casbin import Enforcer

from gatekeeper.core.lifecycle import AFTER_WITHDRAWAL, Action, OfficeAct, Ruling, State, Status
from gatekeeper.locate import locate
from gatekeeper.policy.permission_loader import ROLES
from gatekeeper.policy.permissions import Permissions
from tests.core.lifecycle.shipped import reached, shipped_ladders
from tests.policies.permission_oracle import may

LADDERS = shipped_ladders()
OPEN = State("director", 0, Status.OPEN, None)
BEFORE_ARBITER = State("monitoring_officer", 1, Status.OPEN, Ruling.REFUSED)


@pytest.fixture(scope="module")
def permissions() -> Permissions:
    """The permissions that are shipped."""
    return Permissions.load()


def among(word: str, words: str) -> bool:
    return word in words.split(" ")


def triples(name: str) -> Iterator[tuple[State | None, Action | OfficeAct, str]]:
    return product((None, *reached(LADDERS[name])), (*Action, *OfficeAct), ROLES)


@pytest.mark.parametrize("name", LADDERS)
def test_every_role_may_do_exactly_what_the_rules_written_by_hand_say(permissions: Permissions, name: str) -> None:
    wrong = [
        (state, action.value, role)
        for state, action, role in triples(name)
        if permissions.allowed((role,), state, action).allowed != may(role, state, action)
    ]
    assert not wrong


def test_every_action_is_somebodys_and_the_administrators_is_none(permissions: Permissions) -> None:
    done = {
        (role, action)
        for state, action, role in triples("wyremouth")
        if permissions.allowed((role,), state, action).allowed
    }
    assert {action for _, action in done} == {*Action, *OfficeAct}
    assert {role for role, _ in done} == set(ROLES) - {"administrator"}


def test_an_answer_names_its_rows_and_says_why_in_their_words(permissions: Permissions) -> None:
    granted = permissions.allowed(["decider"], OPEN, Action.DETERMINE)
    assert granted.rules == ("workflow_determine",)
    assert granted.why == "The post whose decision it is, or its deputy, determines."
    nobody = permissions.allowed(["officer"], OPEN, Action.DETERMINE)
    assert (nobody.allowed, nobody.rules) == (False, ())
    assert nobody.why == "No rule lets officer determine while it is open."
    assert not permissions.allowed((), OPEN, Action.READ_CASE).allowed


@pytest.mark.parametrize(
    ("roles", "state", "action", "rule"),
    [
        (("decider", "requester"), OPEN, Action.DETERMINE, "workflow_never_in_her_own_cause"),
        (("assistant", "decider"), OPEN, Action.DETERMINE, "workflow_never_in_her_own_cause"),
        (("arbiter", "requester"), BEFORE_ARBITER, Action.RULE, "workflow_never_in_her_own_cause"),
        (("arbiter", "consultee"), BEFORE_ARBITER, Action.RULE, "workflow_never_the_consultee"),
        (("clerk", "consultee"), BEFORE_ARBITER, Action.RESOLVE, "workflow_never_the_consultee"),
        (("arbiter", "clerk"), BEFORE_ARBITER, Action.RULE, "workflow_never_the_clerk"),
        (("decider", "administrator"), OPEN, Action.READ_CASE, "workflow_never_the_administrator"),
        (("requester", "administrator"), OPEN, Action.OPEN_DOCUMENT, "workflow_never_the_administrator"),
    ],
)
def test_an_absolute_rule_outweighs_whatever_other_role_the_same_person_has(
    permissions: Permissions, roles: tuple[str, ...], state: State, action: Action, rule: str
) -> None:
    assert any(permissions.allowed((role,), state, action).allowed for role in roles)
    refused = permissions.allowed(roles, state, action)
    assert not refused.allowed
    assert rule in refused.rules


def test_somebody_with_two_parts_may_do_what_either_may(permissions: Permissions) -> None:
    both = permissions.allowed(("proper_officer", "decider"), OPEN, Action.TRANSFER)
    assert (both.allowed, both.rules) == (True, ("workflow_transfer",))
    assert permissions.allowed(("proper_officer", "decider"), OPEN, Action.DETERMINE).allowed
    assert permissions.allowed(("proper_officer", "decider"), OPEN, Action.CLASSIFY).allowed


def test_the_absolute_rule_on_withdrawal_names_every_action_but_reading_and_correcting(
    permissions: Permissions,
) -> None:
    (row,) = [row for row in permissions.rows if row.id == "workflow_never_after_withdrawal"]
    assert set(row.actions) == set(Action) - AFTER_WITHDRAWAL
    assert row.roles == ROLES


@pytest.mark.parametrize(
    ("roles", "state", "action"),
    [
        (("decider", "mayor"), OPEN, Action.DETERMINE),
        (("decider or True",), OPEN, Action.DETERMINE),
        ("decider", OPEN, Action.DETERMINE),
        (("decider",), OPEN, cast("Action", "seize")),
        (("decider",), OPEN, cast("Action", None)),
        (("decider",), cast("State", "open"), Action.DETERMINE),
        ((cast("str", ["decider"]),), OPEN, Action.DETERMINE),
    ],
)
def test_what_cannot_be_worked_out_is_refused_with_an_incident_that_is_logged(
    permissions: Permissions, caplog: pytest.LogCaptureFixture, roles: tuple[str, ...], state: State, action: Action
) -> None:
    with caplog.at_level(logging.ERROR, logger="gatekeeper.permissions"):
        refused = permissions.allowed(roles, state, action)
    assert (refused.allowed, refused.rules) == (False, ())
    incident = re.search(r"Incident ([0-9a-f]{32})\.", refused.why)
    assert incident is not None
    assert [record.getMessage() for record in caplog.records] == [f"permission refused, incident {incident[1]}"]


def test_plain_casbin_with_all_rows_at_once_gives_the_same_answers(permissions: Permissions) -> None:
    enforcer = Enforcer(Enforcer.new_model(text=(locate("models") / "workflow.conf").read_text(encoding="utf-8")))
    enforcer.add_function("among", among)
    enforcer.add_function("spoke", bool)
    for row in permissions.rows:
        cells = (" ".join(words) for words in (row.roles, row.at, row.statuses, row.actions))
        enforcer.add_policy(row.id, *cells, row.effect)
    some = product(ROLES, (OPEN, BEFORE_ARBITER), (Action.DETERMINE, Action.RULE, Action.READ_CASE, Action.REOPEN))
    for role, state, action in some:
        place = "ladder" if state.disputed else "first"
        asked = enforcer.enforce(role, place, state.status.value, action.value)
        assert asked == permissions.allowed((role,), state, action).allowed, (role, place, action)


def test_many_threads_at_once_get_the_same_answers(permissions: Permissions) -> None:
    asked = list(product(((role,) for role in ROLES), (OPEN, BEFORE_ARBITER), Action))
    alone = [permissions.allowed(*question) for question in asked]
    with ThreadPoolExecutor(8) as pool:
        assert all(list(pool.map(lambda q: permissions.allowed(*q), asked)) == alone for _ in range(5))
