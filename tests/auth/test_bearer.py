"""Tests that a token comes in one header alone, and that an answer says in RFC 6750's words why it was refused."""

from __future__ import annotations

import pytest

from gatekeeper.auth import Challenge, Reason, Scope, TokenRefused, bearer_token, challenge, insufficient_scope

METADATA = "https://gatekeeper.council.example/.well-known/oauth-protected-resource/api"


def refusal(*values: str, parameters: tuple[str, ...] = ()) -> TokenRefused:
    with pytest.raises(TokenRefused) as refused:
        bearer_token([("Authorization", value) for value in values], parameters)
    return refused.value


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION"])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_of_one_header_is_taken(name: str, scheme: str) -> None:
    assert bearer_token([("Accept", "*/*"), (name, f"{scheme} a.b-c_~+/=")]) == "a.b-c_~+/="


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer  a.b.c",
        " Bearer a.b.c",
        "Bearer a.b.c ",
        "Bearer\ta.b.c",
        "Bearer a.b.c, Bearer d",
        "Basic dXNlcjpwYXNz",
        "DPoP a.b.c",
        "Token a.b.c",
        "a.b.c",
        "Bearer a b",
        "Bearer é",
        "Bearer a\0",
        "Bearer a\n",
        'Bearer token="a.b.c"',
        "Bearer: a.b.c",
        "Bearerа.b",
        "BasicBearer a.b.c",
    ],
)
def test_r059_another_scheme_or_form_is_refused(value: str) -> None:
    assert refusal(value).reason is Reason.MALFORMED


def test_r059_two_headers_are_refused_even_where_they_agree() -> None:
    refused = refusal("Bearer a.b.c", "Bearer a.b.c")
    assert refused.reason is Reason.TWICE
    assert challenge(refused, METADATA).status == 400
    assert 'error="invalid_request"' in challenge(refused, METADATA).value


@pytest.mark.parametrize("name", ["access_token", "ACCESS_TOKEN"])
def test_r060_a_token_in_the_address_or_a_form_is_no_token(name: str) -> None:
    alone = refusal(parameters=(name,))
    assert (alone.reason, challenge(alone, METADATA).status) == (Reason.MISSING, 401)
    assert refusal("Bearer a.b.c", parameters=(name,)).reason is Reason.TWICE


@pytest.mark.parametrize(
    "name",
    ["Cookie", "X-Forwarded-User", "X-Remote-User", "X-Forwarded-Access-Token", "Proxy-Authorization", "Remote-User"],
)
def test_r060_no_other_header_says_who_calls(name: str) -> None:
    with pytest.raises(TokenRefused) as refused:
        bearer_token([(name, "Bearer a.b.c")])
    assert refused.value.reason is Reason.MISSING


def test_r067_a_call_without_a_token_learns_where_to_get_one_and_of_no_error() -> None:
    value = f'Bearer realm="gatekeeper", resource_metadata="{METADATA}"'
    assert challenge(refusal(), METADATA) == Challenge(401, value)


@pytest.mark.parametrize("reason", sorted(set(Reason) - {Reason.MISSING, Reason.TWICE}))
def test_r067_every_other_refusal_is_an_invalid_token(reason: Reason) -> None:
    found = challenge(TokenRefused(reason, "what is wrong"), METADATA)
    assert found.status == 401
    assert found.value.endswith(', error="invalid_token", error_description="what is wrong"')


def test_r067_a_token_that_does_not_reach_so_far_learns_which_scope_it_lacks() -> None:
    found = insufficient_scope(Scope.REQUESTS_DETERMINE, METADATA)
    assert found.status == 403
    assert found.value.endswith('error="insufficient_scope", scope="requests:determine"')


def test_no_character_ends_a_quotation_or_a_header_line_early() -> None:
    found = challenge(TokenRefused(Reason.CLAIMS, 'a" b\\ c\r\nSet-Cookie: d=é'), METADATA)
    assert found.value.endswith("error_description=\"a' b' c''Set-Cookie: d='\"")
