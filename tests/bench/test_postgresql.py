"""Tests of the measurement on PostgreSQL: on a database of its own, which is gone afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from bench.postgresql import GIVEN, new_database, server
from bench.scale import QUICK
from bench.service import section
from tests.databases import server_address


def test_the_server_that_is_given_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    given = "postgresql+psycopg://somebody@localhost/postgres"
    monkeypatch.setenv(GIVEN, given)
    with server() as address:
        assert address == given


@pytest.mark.slow
def test_the_case_service_is_measured_on_postgresql_and_leaves_nothing() -> None:
    with new_database(server_address()) as address:
        printed = str(section(replace(QUICK, case_rounds=1), address, 50))
    assert printed.startswith("Cases in PostgreSQL that holds 50\n")
    engine = create_engine(make_url(address))
    with pytest.raises(OperationalError, match="does not exist"):
        engine.connect()
    engine.dispose()
