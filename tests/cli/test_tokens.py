"""Access tokens are refused everywhere by one command, which says how long and how soon."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gatekeeper.services.refused_tokens import OF_USE
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.refusals import refusals
from tests.cli.running import Commands, environment

ISSUER = ("--issuer", "https://id.council.example")


def kept(home: Path) -> list[tuple[str, str, str]]:
    """What is refused now, in this installation."""
    engine = open_engine(f"sqlite:///{home / 'gatekeeper.db'}")
    found = [(each.kind, each.issuer, each.name) for each in refusals(engine, datetime.now(UTC))]
    engine.dispose()
    return found


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        (("refuse", "--jti", "token-1"), "token", "token-1"),
        (("refuse", "--subject", "councillor-17"), "subject", "councillor-17"),
        (("refuse", "--everybody"), "everybody", ""),
        (("flush-keys",), "keys", ""),
    ],
)
def test_r066_r078_what_is_refused_is_kept_for_every_process(
    commands: Commands, home: Path, said: tuple[str, ...], kind: str, name: str
) -> None:
    commands.done("db", "upgrade")
    assert "within 5 seconds" in commands.done("tokens", *said, *ISSUER)
    assert kept(home) == [(kind, ISSUER[1], name)]
    assert OF_USE.total_seconds() == 7_200


@pytest.mark.parametrize(
    "said", [("refuse",), ("refuse", "--jti", "a", "--everybody"), ("refuse", "--subject", "é"), ("flush-keys", "x")]
)
def test_what_cannot_be_meant_is_refused_in_one_message_and_nothing_is_kept(
    commands: Commands, home: Path, said: tuple[str, ...]
) -> None:
    commands.done("db", "upgrade")
    code, out, error = commands.run("tokens", *said, *ISSUER)
    assert (code, out) == (2, "")
    assert error
    assert kept(home) == []


def test_without_an_issuer_it_is_asked_which(commands: Commands, home: Path) -> None:
    commands.done("db", "upgrade")
    code, _, error = commands.run("tokens", "flush-keys")
    assert code == 2
    assert "GATEKEEPER_ISSUER" in error
    assert kept(home) == []


def test_r066_the_issuer_is_also_read_from_the_file_of_settings(commands: Commands, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "gatekeeper.toml"
    path.write_text(f'home = "{home}"\nissuer = "{ISSUER[1]}"\n', encoding="utf-8")
    with environment({"GATEKEEPER_SETTINGS": str(path)}):
        commands.done("db", "upgrade")
        commands.done("tokens", "refuse", "--everybody")
    assert kept(home) == [("everybody", ISSUER[1], "")]


@pytest.mark.parametrize("said", [("refuse", "--jti", "token-1"), ("flush-keys",)])
def test_r066_an_issuer_whose_tokens_are_not_taken_here_is_refused_unless_it_is_meant(
    commands: Commands, home: Path, said: tuple[str, ...]
) -> None:
    commands.done("db", "upgrade")
    with environment({"GATEKEEPER_HOME": str(home), "GATEKEEPER_ISSUER": ISSUER[1] + "/"}):
        code, _, error = commands.run("tokens", *said, *ISSUER)
        assert code == 2
        assert "--force" in error
        assert kept(home) == []
        commands.done("tokens", *said, *ISSUER, "--force")
        assert [issuer for _, issuer, _ in kept(home)] == [ISSUER[1]]
