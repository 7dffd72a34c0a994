"""Tests that each claim of a token is of its one type and bound: times, issuer, audience, persons and programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.auth import IssuerSettings, IssuerSettingsError, Reason, Scope, may
from tests.auth.signers import ABSENT, AUDIENCE, NOW, seconds
from tests.auth.world import World

AT = seconds(NOW)
NO_TIMES: list[object] = [ABSENT, None, str(AT), [AT], True, -1, 0, AT + 0.5, 10**15, 253_402_300_799, {}]
NO_NAMES: list[object] = [ABSENT, None, "", " ", " a", "a\0", "a\nb", "é", "a" * 256, 17, ["a"], {"a": 1}, True]


@pytest.mark.parametrize("name", ["exp", "iat"])
@pytest.mark.parametrize("value", NO_TIMES, ids=repr)
def test_r053_a_time_that_is_missing_or_no_time_is_refused(steady: World, name: str, value: object) -> None:
    assert steady.refuses(steady.token(**{name: value})) is Reason.CLAIMS


@pytest.mark.parametrize("name", ["nbf", "auth_time"])
@pytest.mark.parametrize("value", NO_TIMES[1:], ids=repr)
def test_r053_a_time_that_may_be_missing_must_be_a_time(steady: World, name: str, value: object) -> None:
    assert steady.refuses(steady.token(**{name: value})) is Reason.CLAIMS


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iat": AT - 300, "exp": AT - 60}, Reason.EXPIRED),
        ({"iat": AT - 300, "exp": AT - 59}, None),
        ({"iat": AT + 61}, Reason.NOT_YET),
        ({"iat": AT + 60}, None),
        ({"iat": AT + 5}, None),
        ({"nbf": AT + 61}, Reason.NOT_YET),
        ({"nbf": AT + 60}, None),
        ({"exp": AT + 900}, None),
        ({"exp": AT + 901}, Reason.LIFETIME),
        ({"exp": AT + 864_000}, Reason.LIFETIME),
        ({"iat": AT + 30, "exp": AT + 30}, Reason.LIFETIME),
        ({"iat": AT + 30, "exp": AT}, Reason.LIFETIME),
        ({"auth_time": AT + 61}, Reason.CLAIMS),
        ({"auth_time": AT + 60}, None),
    ],
    ids=str,
)
def test_r053_times_count_within_a_minute_and_a_lifetime_within_fifteen(
    steady: World, changes: dict[str, object], reason: Reason | None
) -> None:
    if reason is None:
        assert steady.read(**changes).jti == "token-1"
    else:
        assert steady.refuses(steady.token(**changes)) is reason


@pytest.mark.parametrize("minutes", [-5, 5])
def test_r077_a_clock_that_is_five_minutes_wrong_refuses_new_and_expired_tokens(world: World, minutes: int) -> None:
    new = world.token(exp=AT + 120)
    world.clocks.now = NOW + timedelta(minutes=minutes)
    assert world.refuses(new) is (Reason.NOT_YET if minutes < 0 else Reason.EXPIRED)


@pytest.mark.parametrize(
    "audience",
    [
        ABSENT,
        None,
        "",
        [],
        AUDIENCE + "/",
        AUDIENCE[:-1],
        AUDIENCE.upper(),
        f" {AUDIENCE}",
        f"{AUDIENCE}\0",
        "*",
        [[AUDIENCE]],
        {AUDIENCE: 1},
        [AUDIENCE, 1],
        [AUDIENCE, None],
        AUDIENCE.replace("a", "а"),
        f"{AUDIENCE} other",
        True,
    ],
    ids=ascii,
)
def test_r055_a_token_for_another_audience_is_refused(steady: World, audience: object) -> None:
    assert steady.refuses(steady.token(aud=audience)) is Reason.AUDIENCE


def test_r055_a_token_for_several_services_is_accepted_where_we_are_one(steady: World) -> None:
    assert steady.read(aud=["other", AUDIENCE]).jti == "token-1"


def test_r055_a_token_of_another_issuer_is_refused(steady: World) -> None:
    right = steady.issuer.issuer
    other: list[object] = [
        f"{right}/",
        right[:-1],
        right.upper(),
        right.replace("http:", "https:"),
        [right],
        {right: 1},
    ]
    other += [
        right.replace("c", "с"),
        right.replace("//", "//user@"),
        f"{right}\0",
        f" {right}",
        True,
        "",
        None,
        ABSENT,
    ]
    assert {steady.refuses(steady.token(iss=issuer)) for issuer in other} == {Reason.ISSUER}


@pytest.mark.parametrize("name", ["sub", "client_id", "jti"])
@pytest.mark.parametrize("value", NO_NAMES, ids=ascii)
def test_a_name_that_is_missing_or_no_plain_text_is_refused(steady: World, name: str, value: object) -> None:
    assert steady.refuses(steady.token(**{name: value})) is Reason.CLAIMS


@pytest.mark.parametrize(
    "scope",
    [None, ["requests:read"], 1, " ", "requests:read ", " requests:read", "a  b", 'a"b', "a\tb", "a\u00a0b", "\0"],
)
def test_scopes_in_another_form_are_refused(steady: World, scope: object) -> None:
    assert steady.refuses(steady.token(scope=scope)) is Reason.CLAIMS


@pytest.mark.parametrize(
    ("scope", "scopes"),
    [
        (ABSENT, set()),
        ("", set()),
        ("openid profile", set()),
        ("requests:read", {Scope.REQUESTS_READ}),
        ("Requests:read requests:* requests:readx requests", set()),
    ],
)
def test_only_scopes_that_are_written_letter_for_letter_count(steady: World, scope: object, scopes: set[Scope]) -> None:
    assert steady.read(scope=scope).scopes == scopes


@pytest.mark.parametrize("name", ["cnf", "act", "may_act"])
def test_r064_a_token_bound_to_a_key_or_to_another_person_is_no_bearer_token(steady: World, name: str) -> None:
    assert steady.refuses(steady.token(**{name: {"jkt": "x", "sub": "councillor-18"}})) is Reason.BOUND


def test_a_program_acts_as_itself_and_never_as_a_person(world: World) -> None:
    world.use(programs=frozenset({"importer"}))
    everything = " ".join(Scope)
    for subject in ("importer", "service-account-1", "councillor-17"):
        found = world.read(client_id="importer", sub=subject, scope=everything)
        assert (found.kind, found.person) == ("program", None)
        assert {scope for scope in Scope if may(found, scope)} == {scope for scope in Scope if scope.for_programs}


def test_a_client_that_is_no_known_program_cannot_act_as_itself(world: World) -> None:
    world.use(programs=frozenset({"importer"}))
    assert world.refuses(world.token(client_id="councillor-17", sub="councillor-17")) is Reason.CLIENT
    assert world.refuses(world.token(client_id="member-app", sub="importer")) is Reason.CLIENT


def test_a_person_may_what_her_token_reaches_and_nothing_else(steady: World) -> None:
    found = steady.read(scope="requests:determine register:write")
    assert {scope for scope in Scope if may(found, scope)} == {Scope.REQUESTS_DETERMINE, Scope.REGISTER_WRITE}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"issuer": "http://id.council.example"}, "issuer: "),
        ({"issuer": "https://id.council.example/?a=b"}, "issuer: "),
        ({"issuer": "https://user@id.council.example"}, "issuer: "),
        ({"issuer": "https://ID.council.example"}, "issuer: "),
        ({"issuer": "https://id.council.example:70000"}, "issuer: "),
        ({"issuer": "file:///keys"}, "issuer: "),
        ({"issuer": "http://127.0.0.1:8000"}, "issuer: "),
        ({"issuer": "http://10.0.0.1", "development": True}, "issuer: "),
        ({"issuer": "http://127.0.0.1.evil.example", "development": True}, "issuer: "),
        ({"key_origins": frozenset({"http://169.254.169.254"})}, "issuer: "),
        ({"audience": ""}, "audience: "),
        ({"algorithms": frozenset()}, "algorithms: "),
        ({"longest_lifetime": timedelta(days=10)}, "longest_lifetime: "),
        ({"longest_lifetime": timedelta(0)}, "longest_lifetime: "),
        ({"skew": timedelta(minutes=5)}, "skew: "),
        ({"programs": frozenset({""})}, "programs: "),
    ],
    ids=str,
)
def test_settings_that_cannot_be_meant_are_refused_with_what_to_do(changes: dict[str, Any], why: str) -> None:
    right: dict[str, Any] = {"issuer": "https://id.council.example/realms/x", "audience": AUDIENCE}
    assert IssuerSettings(**right).discovery == f"{right['issuer']}/.well-known/openid-configuration"
    with pytest.raises(IssuerSettingsError) as refused:
        IssuerSettings(**(right | changes))
    assert [problem.startswith(why) for problem in refused.value.problems] == [True]
