"""Settings of the API that are wrong or unsafe are refused, each in one clear sentence; safe ones make the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gatekeeper.api import USUAL, Rate
from gatekeeper.main import assembled, issuer_settings, limits
from gatekeeper.settings import ApiSettings, Settings, SettingsError
from tests.auth.world import World as Issuer
from tests.services.world_databases import little_world

RIGHT = {
    "GATEKEEPER_ISSUER": "https://id.council.example",
    "GATEKEEPER_PUBLIC_ADDRESS": "https://gatekeeper.council.example/api",
    "GATEKEEPER_SECRET": "correct horse battery staple and more",
}


def test_right_settings_are_read_and_our_address_is_our_name_in_tokens() -> None:
    said = ApiSettings.read(RIGHT | {"GATEKEEPER_PROGRAMS": "importer, report"})
    assert said.audience == "https://gatekeeper.council.example/api"
    assert said.programs == {"importer", "report"}
    assert (said.host, said.port, said.development) == ("127.0.0.1", 8000, False)
    assert issuer_settings(said).issuer == "https://id.council.example"


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"GATEKEEPER_ISSUER": ""}, "GATEKEEPER_ISSUER is not set"),
        ({"GATEKEEPER_PUBLIC_ADDRESS": ""}, "GATEKEEPER_PUBLIC_ADDRESS is not set"),
        ({"GATEKEEPER_ISSUER": "http://id.council.example"}, "GATEKEEPER_ISSUER must begin with https"),
        ({"GATEKEEPER_PUBLIC_ADDRESS": "http://x.example"}, "GATEKEEPER_PUBLIC_ADDRESS must begin with https"),
        ({"GATEKEEPER_SECRET": ""}, "GATEKEEPER_SECRET is missing or too weak"),
        ({"GATEKEEPER_SECRET": "short"}, "GATEKEEPER_SECRET is missing or too weak"),
        ({"GATEKEEPER_SECRET": "x" * 64}, "GATEKEEPER_SECRET is missing or too weak"),
        ({"GATEKEEPER_CALLS_A_SECOND": "0"}, "GATEKEEPER_CALLS_A_SECOND is no number"),
        ({"GATEKEEPER_CALLS_A_SECOND": "many"}, "GATEKEEPER_CALLS_A_SECOND is no number"),
        ({"GATEKEEPER_PROXIES": "10.0.0.5, proxy.example"}, "GATEKEEPER_PROXIES names something"),
        ({"GATEKEEPER_PROGRAM_COUNCILS": "importer=northmere"}, "GATEKEEPER_PROGRAM_COUNCILS is not of the form"),
        ({"GATEKEEPER_LISTEN": "8000"}, "GATEKEEPER_LISTEN names no address"),
        ({"GATEKEEPER_LISTEN": "127.0.0.1:99999"}, "GATEKEEPER_LISTEN names no address"),
        ({"GATEKEEPER_DEVELOPMENT": "perhaps"}, "GATEKEEPER_DEVELOPMENT is neither yes nor no"),
        ({"GATEKEEPER_DEVELOPMENT": "yes", "GATEKEEPER_LISTEN": "0.0.0.0:80"}, "GATEKEEPER_DEVELOPMENT=yes is unsafe"),
    ],
)
def test_each_wrong_or_unsafe_setting_is_refused_in_one_sentence(changes: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError) as refused:
        ApiSettings.read(RIGHT | changes)
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].startswith(names)
    assert "short" not in refused.value.problems[0]


@pytest.mark.parametrize(
    "changes", [{"GATEKEEPER_PERSON_CLAIM": "email"}, {"GATEKEEPER_ISSUER": "https://me@id.council.example"}]
)
def test_an_issuer_that_cannot_be_relied_on_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        issuer_settings(ApiSettings.read(RIGHT | changes))


def of(issuer: Issuer, **changes: str) -> ApiSettings:
    said: dict[str, Any] = {**RIGHT, "GATEKEEPER_ISSUER": issuer.issuer.issuer, "GATEKEEPER_DEVELOPMENT": "yes"}
    return ApiSettings.read(said | changes)


def test_the_service_is_put_together_over_a_database_and_an_issuer(issuer: Issuer, tmp_path: Path) -> None:
    with little_world("sqlite", tmp_path) as world:
        places = Settings.read({"GATEKEEPER_HOME": str(tmp_path)})
        with assembled(world.engine, places, of(issuer)) as app:
            assert app.state.place.keys().state == "fresh"
        issuer.issuer.describe(issuer="https://id.other.example")
        with pytest.raises(SettingsError), assembled(world.engine, places, of(issuer)):
            pass
        issuer.issuer.describe()


def test_programs_write_where_the_settings_say_and_proxies_and_callers_are_as_they_say() -> None:
    more = {
        "GATEKEEPER_PROGRAM_COUNCILS": "importer=northmere+southmere",
        "GATEKEEPER_PROXIES": "10.0.0.5, 2001:db8::1",
    }
    said = ApiSettings.read(
        RIGHT | {"GATEKEEPER_PROGRAMS": "importer, report", "GATEKEEPER_CALLS_A_SECOND": "5"} | more
    )
    assert said.program_councils == {"importer": frozenset({"northmere", "southmere"})}
    made = limits(said)
    assert made.proxies == {"10.0.0.5", "2001:db8::1"}
    assert made.caller == Rate(5, 50)
    assert made.council == USUAL.council
