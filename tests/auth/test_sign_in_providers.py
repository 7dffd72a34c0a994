"""Where people are sent to sign in: only addresses that the issuer itself describes, trusted and bounded."""

from __future__ import annotations

import pytest

from gatekeeper.auth import IssuerUnavailable, IssuerUntrusted
from gatekeeper.auth.sign_in import RelyingParty, SignInFault, SignInRefused
from gatekeeper.auth.sign_in_exchange import Registration
from gatekeeper.auth.sign_in_provider import FRESH_SECONDS, RETRY_SECONDS, WINDOW_SECONDS, fetched_provider, origins
from tests.auth.issuers import DISCOVERY, TOKEN, Answer, as_json
from tests.auth.signers import ABSENT
from tests.auth.signing_in import BACK, CLIENT, SECRET, SignIn
from tests.auth.world import World


def party(world: World) -> RelyingParty:
    me = Registration(CLIENT, SECRET, BACK)
    return RelyingParty(world.settings, world.keys, me, world.client, world.clocks.day, world.clocks.forward)


def refusal(world: World) -> SignInFault:
    with pytest.raises(SignInRefused) as refused:
        party(world).start()
    return refused.value.fault


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "end_session_endpoint"])
@pytest.mark.parametrize(
    "address",
    [
        "http://id.council.example/sign-in",
        "https://user@id.council.example/",
        "https://id.council.example/#fragment",
        "javascript:alert(1)",
        "//id.council.example/",
        "https://id.council.example/?a=b#c",
        'https://id.council.example/?a="b',
        7,
        None,
    ],
)
def test_an_endpoint_at_an_address_that_cannot_be_trusted_is_used_by_nobody(
    world: World, name: str, address: object
) -> None:
    if address is None and name == "end_session_endpoint":
        address = ""
    world.issuer.describe(**{name: address})
    with pytest.raises(IssuerUntrusted, match=name):
        fetched_provider(world.client, world.settings)
    assert refusal(world) is SignInFault.AWAY


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://id.thief.example"},
        {"code_challenge_methods_supported": ["plain"]},
        {"code_challenge_methods_supported": "S256"},
        {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
        {"token_endpoint_auth_methods_supported": []},
        {"authorization_endpoint": ABSENT},
        {"token_endpoint": ABSENT},
    ],
)
def test_an_issuer_that_is_another_or_offers_less_than_is_needed_is_not_used(
    world: World, changes: dict[str, object]
) -> None:
    world.issuer.describe(**changes)
    with pytest.raises(IssuerUntrusted):
        fetched_provider(world.client, world.settings)


def test_an_endpoint_may_have_a_query_of_its_own_and_lie_at_another_host(world: World) -> None:
    world.issuer.describe(authorization_endpoint="https://login.council.example/go?policy=members")
    found = fetched_provider(world.client, world.settings)
    assert origins(found) == {"https://login.council.example", world.issuer.origin}
    url = party(world).start().url
    assert url.startswith("https://login.council.example/go?policy=members&response_type=code&")


def test_the_description_is_fetched_seldom_and_serves_through_a_short_outage(world: World) -> None:
    begun = party(world)
    for _ in range(3):
        begun.start()
    assert world.issuer.hits[DISCOVERY] == 1
    right = world.issuer.answers[DISCOVERY]
    world.issuer.answers[DISCOVERY] = Answer(status=503)
    world.clocks.ticks += FRESH_SECONDS + 1
    begun.start()
    begun.start()
    assert world.issuer.hits[DISCOVERY] == 2
    world.clocks.ticks += WINDOW_SECONDS
    with pytest.raises(SignInRefused, match="503"):
        begun.start()
    world.issuer.answers[DISCOVERY] = right
    with pytest.raises(SignInRefused):
        begun.start()
    world.clocks.ticks += RETRY_SECONDS
    assert begun.start().url


def test_an_issuer_that_suddenly_describes_another_is_not_used_from_what_was_known_before(world: World) -> None:
    begun = party(world)
    begun.start()
    world.issuer.describe(issuer="https://id.thief.example")
    world.clocks.ticks += FRESH_SECONDS + 1
    with pytest.raises(SignInRefused, match="another issuer"):
        begun.start()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=302, headers={"Location": "https://thief.example/", "Content-Type": "application/json"}),
        Answer(status=500),
        Answer(b"not json"),
        Answer(b'{"id_token": "a", "id_token": "b"}'),
        Answer(b"{}", headers={"Content-Type": "text/html"}),
        Answer(b"{}", headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}),
        Answer(b" " * 300_000),
        Answer(b"{}", length=50),
    ],
    ids=["redirect", "fault", "no json", "a member twice", "html", "packed", "too large", "cut off"],
)
def test_an_exchange_that_is_answered_by_anything_odd_signs_nobody_in(world: World, answer: Answer) -> None:
    begun = SignIn(world)
    world.issuer.answers[TOKEN] = answer
    assert begun.refused() is SignInFault.AWAY
    assert world.issuer.hits[TOKEN] == 1


def test_r176_the_secret_goes_only_to_the_endpoint_that_is_described_and_follows_no_redirect(world: World) -> None:
    begun = SignIn(world)
    elsewhere = f"{world.issuer.origin}/elsewhere"
    world.issuer.answers["/elsewhere"] = as_json({})
    headers = {"Location": elsewhere, "Content-Type": "application/json"}
    world.issuer.answers[TOKEN] = Answer(status=307, headers=headers)
    assert begun.refused() is SignInFault.AWAY
    assert world.issuer.hits["/elsewhere"] == 0


def test_an_issuer_that_is_not_there_is_told_as_away(world: World) -> None:
    world.issuer.answers[DISCOVERY] = Answer(status=404)
    assert refusal(world) is SignInFault.AWAY
    with pytest.raises(IssuerUnavailable):
        fetched_provider(world.client, world.settings)
