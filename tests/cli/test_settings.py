"""Tests of the settings: what the environment may say, and one clear sentence for each thing that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.settings import Settings, SettingsError


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as found:
        Settings.read(environ)
    return found.value.problems


def test_with_nothing_said_everything_lies_in_one_folder() -> None:
    found = Settings.read({})
    assert found.home == Path("gatekeeper-data")
    assert found.database_url == "sqlite:///gatekeeper-data/gatekeeper.db"
    assert (found.files, found.keys, found.checkpoints) == (
        found.home / "files",
        found.home / "keys",
        found.home / "checkpoints",
    )


def test_each_folder_can_lie_elsewhere_and_an_empty_variable_says_nothing() -> None:
    found = Settings.read({"GATEKEEPER_HOME": "here", "GATEKEEPER_CHECKPOINTS": "there", "GATEKEEPER_KEYS": " "})
    assert (found.checkpoints, found.keys) == (Path("there"), Path("here/keys"))


@pytest.mark.parametrize("name", ["DATABASE_URL", "GATEKEEPER_DATABASE_URL"])
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_named_in_any_usual_way(name: str, scheme: str) -> None:
    assert Settings.read({name: f"{scheme}://u@h/d"}).database_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"DATABASE_URL": "sqlite:///a.db", "GATEKEEPER_DATABASE_URL": "sqlite:///b.db"}, "two different databases"),
        ({"DATABASE_URL": "mysql://root:secret@h/d"}, "not the address of a database kept here"),
    ],
)
def test_an_address_that_cannot_be_meant_is_told_without_its_password(environ: dict[str, str], says: str) -> None:
    (told,) = problems(environ)
    assert says in told
    assert "secret" not in told


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = problems({"GATEKEEPER_KEYS": str(tmp_path / "file"), "DATABASE_URL": "x", "GATEKEEPER_HOME": str(tmp_path)})
    assert len(told) == 2
    assert "GATEKEEPER_KEYS" in told[1]


def test_nothing_but_the_command_line_reads_the_environment(project: Path) -> None:
    readers = {
        path.relative_to(project / "gatekeeper").as_posix()
        for path in (project / "gatekeeper").rglob("*.py")
        if "os.environ" in path.read_text("utf-8")
    }
    assert "cli/place.py" in readers
    pass_on_to_a_child = {"documents/bounded.py", "demo/provider/running.py"}
    assert not {each for each in readers - pass_on_to_a_child if not each.startswith("cli/")}
