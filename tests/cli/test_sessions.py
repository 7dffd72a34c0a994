"""Sign-ins to the pages are listed and ended by one command, which counts at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gatekeeper.services.sessions import SessionSettings, State, begin, find
from gatekeeper.storage.engine import open_engine
from tests.cli.running import Commands

ISSUER = "https://id.council.example"
GIVEN = ("--issuer", ISSUER)


def signed_in(home: Path, *subjects: str) -> list[str]:
    """The cookies of these people, signed in now."""
    engine, now = open_engine(f"sqlite:///{home / 'gatekeeper.db'}"), datetime.now(UTC)
    found = [
        begin(
            engine,
            SessionSettings(),
            now,
            issuer=ISSUER,
            subject=each,
            name=None,
            authenticated_at=now,
            before=None,
        )[0]
        for each in subjects
    ]
    engine.dispose()
    return found


def states(home: Path, cookies: list[str]) -> list[State | None]:
    engine = open_engine(f"sqlite:///{home / 'gatekeeper.db'}")
    found = [find(engine, SessionSettings(), datetime.now(UTC), each) for each in cookies]
    engine.dispose()
    return [each[0] if each else None for each in found]


def test_r177_a_person_s_sign_ins_are_listed_and_ended_everywhere(commands: Commands, home: Path) -> None:
    commands.done("db", "upgrade")
    cookies = signed_in(home, "harkaway", "harkaway", "foxcombe")
    assert "2 in all" in commands.done("sessions", "list", "--subject", "harkaway", *GIVEN)
    assert "2 sign-ins are ended" in commands.done("sessions", "end", "--subject", "harkaway", *GIVEN)
    assert states(home, cookies) == [State.OVER, State.OVER, State.LIVE]
    assert "1 sign-in is ended" in commands.done("sessions", "end", "--everybody", *GIVEN)
    assert "0 in all" in commands.done("sessions", "list", "--subject", "foxcombe", *GIVEN)


@pytest.mark.parametrize(
    "said",
    [
        ("end", *GIVEN),
        ("end", "--everybody"),
        ("end", "--subject", "harkaway", "--everybody", *GIVEN),
        ("list", *GIVEN),
        ("list", "--subject", "harkaway"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_message_and_ends_nothing(
    commands: Commands, home: Path, said: tuple[str, ...]
) -> None:
    commands.done("db", "upgrade")
    cookies = signed_in(home, "harkaway")
    code, out, error = commands.run("sessions", *said)
    assert (code, out) == (2, "")
    assert error
    assert states(home, cookies) == [State.LIVE]
