"""Unclear rows of permissions are refused as a whole, with the place, the reason and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.core.lifecycle import Action, State, Status
from gatekeeper.locate import locate
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.permission_loader import ROLES, load_rows
from gatekeeper.policy.permissions import Permissions

GOOD = """
[[row]]
id = "try_row"
roles = ["decider"]
actions = ["determine"]
at = "first"
statuses = ["open"]
effect = "allow"
sentence = "The post whose decision it is determines."
source = "A source"
"""
OPEN = State("director", 0, Status.OPEN, None)


def written_as(folder: Path, text: str) -> Path:
    (folder / "permissions.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(PolicyError) as caught:
        Permissions.load(written_as(folder, text))
    assert "What to do:" in str(caught.value)
    return str(caught.value)


def test_a_clear_row_is_read_and_followed(tmp_path: Path) -> None:
    permissions = Permissions.load(written_as(tmp_path, GOOD))
    assert permissions.allowed(["decider"], OPEN, Action.DETERMINE).allowed
    assert not permissions.allowed(["officer"], OPEN, Action.DETERMINE).allowed


def test_any_means_every_role_that_there_is(tmp_path: Path) -> None:
    (row,) = load_rows(written_as(tmp_path, GOOD.replace('roles = ["decider"]', 'roles = "any"')))
    assert row.roles == ROLES


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ('effect = "allow"', 'effect = "Deny"', "effect 'Deny' is unknown"),
        ('effect = "allow"', 'effect = "allow "', "effect 'allow ' is unknown"),
        ('effect = "allow"', "effect = true", "effect is missing"),
        ('roles = ["decider"]', 'roles = ["mayor"]', "roles knows no 'mayor'"),
        ('roles = ["decider"]', 'roles = ["decider "]', "roles knows no 'decider '"),
        ('roles = ["decider"]', 'roles = ["decider\\n"]', "roles knows no 'decider\\n'"),
        ('roles = ["decider"]', 'roles = ["decider officer"]', "roles knows no"),
        ('roles = ["decider"]', 'roles = ["decider", "decider"]', "names 'decider' twice"),
        ('roles = ["decider"]', 'roles = ["any"]', "roles knows no 'any'"),
        ('roles = ["decider"]', 'roles = "decider"', "roles is missing or not a list"),
        ('roles = ["decider"]', "roles = []", "roles is missing or not a list"),
        ('roles = ["decider"]', "roles = [16]", "roles knows no 16"),
        ('actions = ["determine"]', 'actions = ["approve"]', "actions knows no 'approve'"),
        ('actions = ["determine"]\n', "", "actions is missing"),
        ('at = "first"', 'at = "everywhere"', "at knows no 'everywhere'"),
        ('at = "first"', "at = 1", "at is missing or not a list"),
        ('statuses = ["open"]', 'statuses = ["late"]', "statuses knows no 'late'"),
        ('sentence = "The post whose decision it is determines."', 'sentence = " "', "sentence is missing"),
        ('source = "A source"', 'source = "A\\nsource"', "control character"),
        ('source = "A source"', 'source = "A source"\nwhen = "open"', "unknown field 'when'"),
        ('id = "try_row"', 'id = "Try-Row"', "the id is not usable"),
        ('id = "try_row"', 'id = "try_row\\n"', "control character"),
        ("[[row]]", "[[rule]]", "unknown table 'rule'"),
        ("[[row]]", "[row]", "not a list of entries"),
        ("[[row]]", "[[row]", "not well-formed"),
    ],
)
def test_an_unclear_row_is_refused(tmp_path: Path, was: str, becomes: str, why: str) -> None:
    assert was in GOOD
    assert why in refusal(tmp_path, GOOD.replace(was, becomes))


@pytest.mark.parametrize(
    "cell",
    [
        "decider' || True || '",
        "decider, officer",
        "__import__('os')",
        "().__class__.__bases__",
        "9**9**9",
        ".*",
        "deci.er",
        "decider/..",
        "decider%2f",
        "r.role",
        "#decider",
        '\\"decider\\"',
        "",
    ],
)
@pytest.mark.parametrize("field", ["roles", "actions", "statuses", "at"])
def test_code_and_patterns_in_a_cell_are_words_that_nobody_knows(tmp_path: Path, field: str, cell: str) -> None:
    lines = [f'{field} = ["{cell}"]' if line.startswith(f"{field} =") else line for line in GOOD.splitlines()]
    assert f"{field} knows no" in refusal(tmp_path, "\n".join(lines))


def test_a_refused_file_leaves_the_permissions_in_force_as_they_were(tmp_path: Path) -> None:
    shipped = (locate("policies") / "workflow" / "permissions.toml").read_text(encoding="utf-8")
    in_force = Permissions.load(written_as(tmp_path, GOOD))
    before = in_force.allowed(["decider"], OPEN, Action.DETERMINE)
    assert "effect 'denny' is unknown" in refusal(tmp_path, GOOD + shipped.replace('"deny"', '"denny"', 1))
    assert in_force.allowed(["decider"], OPEN, Action.DETERMINE) == before
    assert [row.id for row in in_force.rows] == ["try_row"]


def test_the_refusal_names_file_and_line(tmp_path: Path) -> None:
    second = GOOD.replace("try_row", "try_more").replace("open", "late")
    assert "permissions.toml:12: row 'try_more'" in refusal(tmp_path, GOOD + second)


def test_two_rows_cannot_have_one_id(tmp_path: Path) -> None:
    assert "also used at permissions.toml:2" in refusal(tmp_path, GOOD + GOOD)


def test_no_rows_at_all_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="nobody could do anything"):
        Permissions.load(tmp_path)
    with pytest.raises(PolicyError, match="the folder is missing"):
        Permissions.load(tmp_path / "nowhere")
    assert "the file is empty" in refusal(tmp_path, "")


def test_a_deny_row_outweighs_an_allow_row_in_either_order(tmp_path: Path) -> None:
    deny = GOOD.replace("try_row", "try_deny").replace('"allow"', '"deny"')
    for text in (GOOD + deny, deny + GOOD):
        refused = Permissions.load(written_as(tmp_path, text)).allowed(["decider"], OPEN, Action.DETERMINE)
        assert (refused.allowed, refused.rules) == (False, ("try_deny",))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("some(where (p.eft == allow)) && !some(where (p.eft == deny))", "!some(where (p.eft == deny))"),
        ("among(r.role, p.roles) && ", ""),
        ("spoke(p.id)", "spoke(p.id) || True"),
        ("[matchers]", "[matchers]\nm2 = True"),
    ],
)
def test_another_model_than_the_one_built_for_is_refused(tmp_path: Path, was: str, becomes: str) -> None:
    shipped = (locate("models") / "workflow.conf").read_text(encoding="utf-8")
    assert was in shipped
    model = tmp_path / "workflow.conf"
    model.write_text(shipped.replace(was, becomes), encoding="utf-8")
    with pytest.raises(PolicyError, match="not the model"):
        Permissions.load(model=model)
