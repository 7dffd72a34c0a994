"""Tests that a withdrawn token is refused by its name, however it is spelt, until it would have expired anyway."""

from __future__ import annotations

from datetime import timedelta

from gatekeeper.auth import Reason
from tests.auth.signers import NOW
from tests.auth.world import World

SOON = NOW + timedelta(minutes=6)


def test_r066_a_token_on_the_deny_list_is_refused_and_others_are_not(world: World) -> None:
    found = world.read()
    world.deny_list.deny_token(found.issuer, found.jti, SOON)
    assert world.refuses(world.token()) is Reason.REVOKED
    assert world.read(jti="token-2").jti == "token-2"


def test_r066_a_second_signature_over_the_same_claims_is_withdrawn_with_the_first(world: World) -> None:
    first, second = world.token(), world.token()
    assert first != second
    world.deny_list.deny_token(world.issuer.issuer, "token-1", SOON)
    assert world.refuses(first) is world.refuses(second) is Reason.REVOKED


def test_r066_a_jti_is_the_issuers_own(world: World) -> None:
    world.deny_list.deny_token("https://other.example", "token-1", SOON)
    assert world.read().jti == "token-1"


def test_r066_a_subject_signed_out_needs_a_token_issued_after_that(world: World) -> None:
    world.deny_list.deny_subject(world.issuer.issuer, "councillor-17", NOW, NOW + timedelta(hours=1))
    assert world.refuses(world.token()) is Reason.REVOKED
    assert world.read(iat=int(NOW.timestamp()) + 1).subject == "councillor-17"
    assert world.read(sub="councillor-18").subject == "councillor-18"


def test_an_entry_is_dropped_once_its_token_could_no_longer_be_valid(world: World) -> None:
    world.deny_list.deny_token("i", "one", SOON)
    world.deny_list.deny_subject("i", "s", NOW, SOON)
    assert len(world.deny_list) == 2
    world.clocks.now = SOON
    world.deny_list.deny_token("i", "two", SOON + timedelta(minutes=1))
    assert len(world.deny_list) == 1


def test_a_later_end_of_a_denial_is_kept(world: World) -> None:
    world.deny_list.deny_token(world.issuer.issuer, "token-1", SOON)
    world.deny_list.deny_token(world.issuer.issuer, "token-1", NOW)
    world.deny_list.deny_subject(world.issuer.issuer, "councillor-18", NOW, SOON)
    world.deny_list.deny_subject(world.issuer.issuer, "councillor-18", NOW - timedelta(hours=1), NOW)
    world.deny_list.deny_token("i", "other", SOON)
    assert world.refuses(world.token()) is Reason.REVOKED
    assert world.refuses(world.token(sub="councillor-18", jti="token-3")) is Reason.REVOKED
