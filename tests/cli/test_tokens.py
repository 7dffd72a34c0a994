"""Access tokens are refused everywhere by one command, which says how long and how soon."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gatekeeper.services.refused_tokens import OF_USE
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.refusals import refusals
from tests.cli.running import Commands

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
