"""A case at the command line: asked, shown, listed, determined from a file, disputed, ruled on, opened and replayed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.running import Commands

HERE = ("--council", "wexbridge")
REFERENCE = f"MR-{datetime.now(UTC).year}-00001"
NEED = {
    "council_document": True,
    "held": True,
    "identified": True,
    "council_business": True,
    "duty": "To vote on the report",
    "why_now": "The meeting is near",
    "reasonably_necessary": True,
    "least_form_that_suffices": "inspection",
}


def _rulings(folder: Path, authority: bool = False) -> str:
    cites = ["R v Birmingham City Council ex p O [1983] 1 AC 578"] if authority else []
    passages = [
        {
            "passage": f"wharfside-lease-{name}",
            "ruling": "granted",
            "form": "inspection",
            "reasons": f"She votes on the report, and its {name} bear on the vote.",
            "alternatives_considered": ["briefing"],
            "need": NEED,
            "authority": cites,
        }
        for name in ("terms", "price")
    ]
    path = folder / "rulings.json"
    path.write_text(json.dumps({"passages": passages}), encoding="utf-8")
    return str(path)


@pytest.fixture
def asked(demo_home: Path, commands: Commands) -> str:
    """The lease of the demo asked for; its reference."""
    assert (demo_home / "gatekeeper.db").exists()
    out = commands.done(
        "case", "submit", "--as", "harkaway", "--document", "wharfside-lease", "--why", "I vote.", *HERE
    )
    return out.partition(":")[0]


def test_a_case_goes_its_way_at_the_command_line(asked: str, commands: Commands, tmp_path: Path) -> None:
    shown = commands.done("case", "show", asked, "--as", "harkaway", *HERE)
    assert "Available now" in shown
    assert f"{asked}: open, with the director" in commands.done("case", "list", "--stage", "director", *HERE)
    commands.done("case", "determine", asked, _rulings(tmp_path), "--as", "director-communities", *HERE)
    opened = commands.done("case", "open", asked, "--as", "harkaway", *HERE)
    assert "the whole document" in opened
    commands.done("case", "dispute", asked, "--as", "harkaway", "--words", "I want a copy.", *HERE)
    commands.done("case", "rule", asked, _rulings(tmp_path, authority=True), "--as", "monitoring-officer", *HERE)
    told = json.loads(commands.done("case", "show", asked, "--as", "harkaway", "--format", "json", *HERE))
    assert [each["ruling"] for each in told["documents"]] == ["granted"]
    assert "identical" in commands.done("replay", *HERE)
    assert commands.run("audit", "verify", "--words", *HERE)[0] == 0


def test_an_exported_case_is_decided_alike_by_assess(asked: str, commands: Commands, tmp_path: Path) -> None:
    shown = json.loads(commands.done("case", "show", asked, "--as", "director-communities", "--format", "json", *HERE))
    path = tmp_path / "case.json"
    path.write_text(commands.done("case", "export", asked, "--as", "director-communities", *HERE), encoding="utf-8")
    decided = json.loads(commands.done("assess", str(path), "--format", "json"))
    summaries = {each["passage"]: each["summary"] for each in decided["documents"][0]["passages"]}
    assert summaries == {each["passage"]: each["machine"] for each in shown["documents"][0]["passages"]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "MR-1999-00001", "--as", "harkaway"), "there is none of that name"),
        (("show", REFERENCE, "--as", "nobody"), "name somebody of the register"),
        (("note", f"{REFERENCE}/9", "--as", "director-communities", "--words", "x"), f"write {REFERENCE}/1"),
        (("dispute", REFERENCE, "--as", "harkaway", "--words", "Too soon."), "No rule lets"),
        (("withdraw", REFERENCE, "--as", "director-communities", "--words", "Mine."), "No rule lets"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(
    asked: str, commands: Commands, arguments: tuple[str, ...], words: str
) -> None:
    assert asked == REFERENCE
    code, out, error = commands.run("case", *arguments, *HERE)
    assert (code, out) == (2, "")
    assert words in error
    assert "Traceback" not in error
