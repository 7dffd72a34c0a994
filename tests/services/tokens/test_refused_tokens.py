"""Tokens that are withdrawn are refused in every process within seconds, and the issuer's keys are forgotten in all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from gatekeeper.auth import AccessToken, IssuerUnavailable
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.refused_tokens import FRESH_SECONDS, OF_USE, SharedDenyList, refuse_tokens
from gatekeeper.storage.faults import FAULTS
from gatekeeper.storage.refusals import refusals

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ISSUER = "https://id.council.example"


class Process:
    """One process of the installation, with a clock of its own that goes forward by a word."""

    def __init__(self, engine: Engine) -> None:
        self.ticks, self.now, self.flushed = 0.0, NOW, 0
        self.list = SharedDenyList(engine, lambda: self.now, lambda: self.ticks)
        self.list.flushes(self.flush)

    def flush(self) -> None:
        self.flushed += 1

    def denies(self, **says: object) -> bool:
        self.ticks += FRESH_SECONDS
        return self.list.denies(token(**says))


def token(**says: object) -> AccessToken:
    said = {
        "issuer": ISSUER,
        "subject": "councillor-17",
        "client_id": "member-app",
        "kind": "person",
        "person": "councillor-17",
        "scopes": frozenset(),
        "groups": frozenset(),
        "roles": frozenset(),
        "jti": "token-1",
        "issued_at": NOW,
        "expires_at": NOW + timedelta(minutes=5),
        "authenticated_at": None,
    }
    return AccessToken(**(said | says))  # type: ignore[arg-type]


@pytest.fixture
def processes(engine: Engine) -> tuple[Process, Process]:
    return Process(engine), Process(engine)


def refuse(engine: Engine, kind: object, name: str = "") -> None:
    refuse_tokens(engine, ISSUER, kind, name, clock=lambda: NOW)  # type: ignore[arg-type]


def test_r066_a_token_withdrawn_in_one_process_is_refused_in_every_one(
    engine: Engine, processes: tuple[Process, Process]
) -> None:
    assert not any(each.denies() for each in processes)
    refuse(engine, "token", "token-1")
    assert all(each.denies() for each in processes)
    assert not any(each.denies(jti="token-2") for each in processes)
    assert not any(each.denies(issuer="https://id.other.example") for each in processes)


def test_r066_a_person_signed_out_needs_a_token_issued_after_that(
    engine: Engine, processes: tuple[Process, Process]
) -> None:
    refuse(engine, "subject", "councillor-17")
    later = NOW + timedelta(seconds=61)
    for each in processes:
        assert each.denies(jti="another")
        assert each.denies(subject="pairwise-name", jti="another")
        assert each.denies(issued_at=NOW + timedelta(seconds=60))
        assert not each.denies(issued_at=later)
        assert not each.denies(subject="councillor-18", person="councillor-18")


def test_r066_everybodys_tokens_are_withdrawn_at_once(engine: Engine, processes: tuple[Process, Process]) -> None:
    refuse(engine, "everybody")
    assert all(each.denies(subject="anybody", person=None) for each in processes)
    assert not processes[0].denies(issued_at=NOW + timedelta(minutes=2))


def test_r078_the_keys_are_forgotten_once_in_every_process_and_no_token_passes_meanwhile(
    engine: Engine, processes: tuple[Process, Process]
) -> None:
    assert not processes[0].denies()
    refuse(engine, "keys")
    for each in processes:
        with pytest.raises(IssuerUnavailable):
            each.denies()
        assert each.flushed == 1
        assert not each.denies()
        assert each.flushed == 1


def test_r078_the_keys_are_forgotten_every_time_also_long_after_the_last(
    engine: Engine, processes: tuple[Process, Process]
) -> None:
    refuse(engine, "keys")
    for flushed, each in ((1, processes[0]), (2, processes[0])):
        with pytest.raises(IssuerUnavailable):
            each.denies()
        assert each.flushed == flushed
        later = NOW + OF_USE * flushed
        each.now = later
        refuse_tokens(engine, ISSUER, "keys", clock=lambda at=later: at)  # type: ignore[misc]


def test_r066_the_newest_refusal_counts_however_many_there_are_and_no_more_are_kept_than_can_be_read(
    engine: Engine, processes: tuple[Process, Process]
) -> None:
    refuse(engine, "token", "token-0")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9998) "
            "INSERT INTO token_refusal (kind, issuer, name, issued_to, until) "
            "SELECT 'token', issuer, 'other-' || i, issued_to, until FROM token_refusal, n"
        )
    refuse(engine, "token", "token-1")
    with pytest.raises(CommandRefused, match="everybody"):
        refuse(engine, "subject", "councillor-17")
    assert processes[0].denies()
    assert not processes[0].denies(jti="token-2")
    refuse(engine, "everybody")
    assert processes[0].denies(jti="token-2")
    refuse(engine, "keys")
    with pytest.raises(IssuerUnavailable):
        processes[0].denies()


def test_a_refusal_counts_within_the_promised_seconds_and_not_before_it_is_read(
    engine: Engine, processes: tuple[Process, Process]
) -> None:
    process = processes[0]
    assert not process.denies()
    refuse(engine, "token", "token-1")
    assert not process.list.denies(token())
    process.ticks += FRESH_SECONDS
    assert process.list.denies(token())


def test_a_refusal_is_dropped_once_no_token_that_it_refuses_could_be_valid(engine: Engine) -> None:
    refuse(engine, "token", "old")
    later = NOW + OF_USE
    refuse_tokens(engine, ISSUER, "token", "new", clock=lambda: later)
    assert [each.name for each in refusals(engine, NOW)] == ["new"]


def test_where_the_list_cannot_be_read_nothing_is_answered(engine: Engine, processes: tuple[Process, Process]) -> None:
    assert not processes[0].denies()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE token_refusal RENAME TO gone")
    with pytest.raises(FAULTS):
        processes[0].denies()


@pytest.mark.parametrize(("kind", "name"), [("token", ""), ("keys", "x"), ("subject", "é"), ("subject", "x" * 256)])
def test_a_name_that_no_token_could_bear_is_refused(engine: Engine, kind: str, name: str) -> None:
    with pytest.raises(CommandRefused):
        refuse(engine, kind, name)
