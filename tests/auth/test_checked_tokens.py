"""Tests that a token which was right before is still refused for everything that can make it wrong since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.auth import AccessToken, IssuerUnavailable, Reason, TokenRefused
from gatekeeper.auth.checked import Checked, CheckedTokens
from gatekeeper.auth.signatures import Algorithm
from tests.auth.issuers import KEYS
from tests.auth.signers import NOW, curve_signer
from tests.auth.world import World


class FarAway:
    """A deny-list that has to be asked for each time."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def denies(self, token: AccessToken) -> bool:
        self.asked.append(token.jti)
        return False

    def denies_at_once(self, token: AccessToken) -> bool | None:  # noqa: ARG002
        return None


@pytest.fixture
def text(world: World) -> str:
    """A right token that was read once."""
    made = world.token()
    world.reader.read(made)
    return made


def test_a_token_read_again_is_the_token_found_before(world: World, text: str) -> None:
    assert world.reader.read(text) is world.reader.read(text)
    assert world.reader.read_at_once(text) is world.reader.read(text)


def test_another_text_is_read_for_itself(world: World, text: str) -> None:
    header, payload, signature = text.split(".")
    other = "A" if signature[0] != "A" else "B"
    assert world.refuses(f"{header}.{payload}.{other}{signature[1:]}") is Reason.SIGNATURE
    assert world.refuses(f"{text}=") is Reason.MALFORMED
    assert world.reader.read_at_once(f"{text}=") is None
    assert world.reader.read(world.token(sub="councillor-18")).subject == "councillor-18"


@pytest.mark.parametrize(("minutes", "seconds"), [(6, 0), (6, 1), (60, 0)])
def test_a_remembered_token_ends_as_any_other_does(world: World, text: str, minutes: int, seconds: int) -> None:
    world.clocks.now = NOW + timedelta(minutes=6) - timedelta(microseconds=1)
    assert world.reader.read(text).subject == "councillor-17"
    world.clocks.now = NOW + timedelta(minutes=minutes, seconds=seconds)
    assert world.reader.read_at_once(text) is None
    assert world.refuses(text) is Reason.EXPIRED


def test_a_remembered_token_is_read_anew_where_the_clock_was_set_back(world: World, text: str) -> None:
    world.clocks.now = NOW - timedelta(minutes=2)
    assert world.reader.read_at_once(text) is None
    assert world.refuses(text) is Reason.NOT_YET


def test_a_remembered_token_that_is_withdrawn_is_refused_from_then_on(world: World, text: str) -> None:
    world.deny_list.deny_token(world.issuer.issuer, "token-1", NOW + timedelta(minutes=6))
    assert world.refuses(text) is Reason.REVOKED
    with pytest.raises(TokenRefused) as refused:
        world.reader.read_at_once(text)
    assert refused.value.reason is Reason.REVOKED


def test_a_remembered_token_whose_key_is_withdrawn_is_refused_once_the_keys_are_forgotten(
    world: World, text: str
) -> None:
    world.issuer.publish(curve_signer("another"))
    world.keys.flush()
    assert world.reader.read_at_once(text) is None
    assert world.refuses(text) is Reason.KEY


def test_a_remembered_token_is_refused_where_another_key_has_taken_the_name_of_its_own(
    world: World, text: str
) -> None:
    impostor = {**curve_signer("another").jwk(), "kid": "curve"}
    world.issuer.publish_entries([impostor])
    world.keys.flush()
    assert world.refuses(text) is Reason.SIGNATURE


def test_a_remembered_token_is_answered_by_nothing_where_the_issuer_was_away_too_long(world: World, text: str) -> None:
    world.issuer.answers.pop(KEYS)
    world.clocks.ticks += 4_000
    assert world.reader.read_at_once(text) is None
    with pytest.raises(IssuerUnavailable):
        world.reader.read(text)


def test_keys_that_are_not_fresh_are_not_told_at_once(world: World, text: str) -> None:
    assert world.keys.at_hand("curve", Algorithm.ES256) is not None
    world.clocks.ticks += 301
    assert world.keys.at_hand("curve", Algorithm.ES256) is None
    assert world.reader.read_at_once(text) is None
    assert world.reader.read(text).subject == "councillor-17"


def test_a_token_never_read_is_not_told_at_once(world: World) -> None:
    assert world.reader.read_at_once(world.token()) is None
    assert world.reader.read_at_once("\ud800") is None


def test_a_deny_list_that_is_far_away_is_asked_at_every_reading(world: World) -> None:
    world.deny_list = far = FarAway()  # type: ignore[assignment]
    world.use()
    text = world.token()
    assert [world.reader.read(text).jti for _ in range(3)] == ["token-1"] * 3
    assert far.asked == ["token-1"] * 3
    assert world.reader.read_at_once(text) is None


def test_the_memory_is_bounded_and_holds_no_token(world: World, text: str) -> None:
    key = world.keys.key("curve", Algorithm.ES256)
    checked = Checked(world.reader.read(text), key, NOW, NOW + timedelta(minutes=5))
    memory = CheckedTokens(most=3)
    for number in range(10):
        memory.keep(f"{text}{number}", checked)
    held = [number for number in range(10) if memory.get(f"{text}{number}", NOW)]
    assert 9 in held
    assert len(held) <= 3
    assert text not in repr(vars(memory))
