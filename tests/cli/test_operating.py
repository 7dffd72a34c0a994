"""Tests of the operators' commands from an empty database to evidence in a stranger's hands, with their exit codes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import typer

from gatekeeper.cli import DONE, FAILED, REFUSED, audit, council, db
from gatekeeper.demo.folders import folder
from gatekeeper.storage.engine import open_engine
from tests.cli.running import Commands
from tests.storage.record_support import change

TODAY = date(2026, 11, 23)


@pytest.fixture
def imported(commands: Commands, home: Path) -> Path:
    """A council of the demo, imported into a new database."""
    commands.done("db", "upgrade")
    commands.done("council", "add", "wexbridge")
    source = folder("wexbridge", TODAY, home.parent)
    commands.done("import", str(source), "--council", "wexbridge")
    return source


def test_a_new_database_is_made_and_a_council_verified_signed_and_exported(commands: Commands, each_home: Path) -> None:
    assert commands.run("db", "current")[0] != DONE
    assert commands.run("council", "list")[0] == REFUSED
    assert commands.done("db", "upgrade") == commands.done("db", "current")
    assert commands.done("db", "check") == "0 differences\n"
    assert commands.done("council", "add", "northmere", "--chain", "northmere.example/record").startswith("northmere: ")
    assert commands.run("council", "add", "northmere")[0] == REFUSED
    assert json.loads(commands.done("council", "list", "--format", "json"))[0]["size"] == 0
    assert "northmere: 1 entries" in commands.done("audit", "checkpoint")
    commands.done("audit", "rotate-key")
    (told,) = json.loads(commands.done("audit", "verify", "--words", "--index", "--format", "json"))
    assert (told["intact"], told["size"], told["checkpoints"]) == (True, 2, 2)
    published = each_home.parent / "keys.json"
    published.write_text(commands.done("audit", "keys"), "utf-8")
    exported = str(each_home.parent / "record.jsonl")
    commands.done("audit", "export", exported, "--council", "northmere")
    assert "all 2 entries hold" in commands.done("audit", "verify-export", exported, "--keys", str(published))
    assert "none stored" in commands.done("replay", "--council", "northmere")


def test_the_difference_is_printed_and_a_dry_run_writes_nothing(commands: Commands, imported: Path) -> None:
    before = commands.done("audit", "log")
    (imported / "wards.csv").write_text(
        (imported / "wards.csv").read_text("utf-8") + "harbour-2,Harbour Two\n", "utf-8"
    )
    told = commands.done("import", str(imported), "--council", "wexbridge", "--dry-run")
    assert "would be added: wards.csv: harbour-2" in told
    assert commands.done("audit", "log") == before
    told = commands.done("import", str(imported), "--council", "wexbridge", "--as", "ashgarth")
    assert "recorded in entry 1" in told
    assert "register:imported  by person ashgarth: thing" not in before
    assert "by person ashgarth: " in commands.done("audit", "log", "--from", "1")


def test_what_somebody_changed_in_the_database_ends_the_verification_with_one(
    commands: Commands, imported: Path, home: Path
) -> None:
    assert imported.is_dir()
    commands.done("audit", "checkpoint", "--council", "wexbridge")
    engine = open_engine(f"sqlite:///{home / 'gatekeeper.db'}")
    change(engine, "UPDATE entry SET person = 'person:other' WHERE number = 0")
    engine.dispose()
    code, out, _ = commands.run("audit", "verify", "--council", "wexbridge")
    assert code == FAILED
    assert "does NOT hold" in out
    assert "Entry 0: the column person does not say what the sealed entry says. What to do: " in out
    assert commands.run("db", "check")[0] == DONE


def test_words_are_erased_by_two_people_of_the_register(commands: Commands, imported: Path) -> None:
    assert imported.is_dir()
    people = ("--by", "ashgarth", "--second", "birkenhall")
    assert (
        commands.run("audit", "erase", "0", "--reason", "x", "--by", "ashgarth", "--second", "ashgarth")[0] == REFUSED
    )
    assert "done in entry 2" in commands.done("audit", "erase", "0", "--reason", "Order of 1 May", *people)
    assert commands.run("audit", "erase", "0", "--reason", "again", *people)[0] == REFUSED
    assert "words erased: 1" in commands.done("audit", "verify", "--words")


def test_a_receipt_is_checked_by_a_command_that_opens_no_database(
    commands: Commands, imported: Path, home: Path
) -> None:
    commands.done("audit", "checkpoint")
    receipt, keys = str(imported / "receipt.json"), str(home / "checkpoints" / "wexbridge" / "keys.json")
    commands.done("audit", "receipt", "0", receipt)
    (home / "gatekeeper.db").unlink()
    assert "the receipt holds." in commands.done("audit", "verify-receipt", receipt, "--keys", keys)
    Path(receipt).write_text(
        Path(receipt).read_text("utf-8").replace("register:imported", "register:exported"), "utf-8"
    )
    assert commands.run("audit", "verify-receipt", receipt, "--keys", keys)[0] == FAILED


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["audit", "verify"], "gatekeeper db upgrade"),
        (["audit", "verify-receipt", "none.json", "--keys", "none.json"], "none.json"),
        (["audit", "verify-export", "none.jsonl"], "none.jsonl"),
        (["db", "downgrade", "7"], "no file"),
        (["replay", "--case", "MR-2026-00001"], "--council"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_message_that_says_what_to_do(
    commands: Commands, home: Path, arguments: list[str], says: str
) -> None:
    code, out, error = commands.run(*arguments)
    assert (code, out) == (REFUSED, "")
    assert says in error
    assert not home.exists()


def test_a_wrong_setting_is_refused_in_one_sentence(commands: Commands, home: Path) -> None:
    home.touch()
    code, _, error = commands.run("db", "upgrade")
    assert code == REFUSED
    assert (
        error
        == f"GATEKEEPER_HOME names {home}, which is there and is no folder; name a folder, or move that file away.\n"
    )


@pytest.mark.parametrize("name", ["audit", "council", "db"])
def test_every_operators_command_has_help_with_an_example(commands: Commands, name: str) -> None:
    group: typer.Typer = {"audit": audit.commands, "council": council.commands, "db": db.commands}[name]
    names = [each.name or "" for each in group.registered_commands]
    assert len(names) >= 2
    for each in names:
        assert f"Example: gatekeeper {name} {each}" in commands.done(name, each, "--help")
