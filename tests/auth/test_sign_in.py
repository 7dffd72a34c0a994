"""Signing in to the pages: a code with its proof, bound to one sign-in of one issuer, refused when anything differs."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.auth.sign_in import RelyingParty, SignInFault, SignInRefused, hashed
from tests.auth.issuers import DISCOVERY, TOKEN, Answer
from tests.auth.signers import ABSENT, rsa_signer, seconds
from tests.auth.signing_in import ACCESS, BACK, CLIENT, CODE, SignIn, kept
from tests.auth.world import World


def test_a_sign_in_asks_for_a_code_with_a_proof_a_state_and_a_nonce(world: World) -> None:
    begun = SignIn(world)
    asked, verifier = begun.asked, begun.started.verifier
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (challenge, "S256")
    assert (asked["response_type"], asked["client_id"], asked["redirect_uri"]) == ("code", CLIENT, BACK)
    assert asked["scope"] == "openid profile"
    assert asked.keys().isdisjoint({"max_age", "prompt", "code_verifier"})
    assert verifier not in begun.started.url
    assert begun.started.url.startswith(f"{world.issuer.origin}/realms/council/authorize?")


def test_no_two_sign_ins_share_anything_that_is_secret(world: World) -> None:
    one, other = SignIn(world).started, SignIn(world).started
    secret = {each for begun in (one, other) for each in (begun.state, begun.nonce, begun.verifier)}
    assert len(secret) == 6
    assert min(map(len, secret)) >= 43


def test_nothing_secret_stands_in_what_a_log_would_show_of_a_sign_in(world: World) -> None:
    begun = SignIn(world)
    shown = repr(begun.started) + repr(begun.attempt)
    assert begun.started.verifier not in shown
    assert begun.started.nonce not in shown
    assert begun.started.state not in shown


def test_who_signs_in_is_known_by_the_issuer_s_lasting_name_of_her(world: World) -> None:
    who = SignIn(world).finish()
    assert (who.issuer, who.subject, who.sub) == (world.issuer.issuer, "councillor-17", "councillor-17")
    assert who.name == "Councillor Seventeen"
    assert who.authenticated_at == world.clocks.now - timedelta(minutes=3)


def test_the_pages_and_the_api_know_the_same_person_by_the_same_claim(world: World) -> None:
    world.use(claims=replace(world.settings.claims, person=type(world.settings.claims.person)(("staff", "number"))))
    begun = SignIn(world)
    begun.gives(staff={"number": "S-17"})
    assert begun.finish().subject == "S-17" == world.read(staff={"number": "S-17"}).person
    begun.gives()
    assert begun.refused() is SignInFault.TOKEN


def test_the_code_is_exchanged_by_our_own_secret_and_the_proof_of_this_sign_in(world: World) -> None:
    begun = SignIn(world)
    begun.finish()
    (form,) = world.issuer.forms_seen
    assert form == {
        "grant_type": "authorization_code",
        "code": CODE,
        "redirect_uri": BACK,
        "code_verifier": begun.started.verifier,
    }
    pair = base64.b64encode(b"gatekeeper-web:s3cret+of%2Bthe+tests").decode()
    assert f"Basic {pair}" in [seen.get("authorization") for seen in world.issuer.headers_seen]


def test_an_issuer_that_takes_the_secret_in_the_form_alone_is_given_it_there(world: World) -> None:
    world.issuer.describe(token_endpoint_auth_methods_supported=["client_secret_post"])
    SignIn(world).finish()
    (form,) = world.issuer.forms_seen
    assert (form["client_id"], form["client_secret"]) == (CLIENT, "s3cret of+the tests")
    assert all("authorization" not in seen for seen in world.issuer.headers_seen)


def test_r176_an_answer_to_another_sign_in_is_refused(world: World) -> None:
    mine, other = SignIn(world), SignIn(world)
    assert mine.refused(state=other.started.state) is SignInFault.UNKNOWN
    assert mine.refused(attempt=other.attempt) is SignInFault.UNKNOWN
    assert world.issuer.hits[TOKEN] == 0


def test_r176_the_answer_of_another_issuer_is_refused_before_its_code_is_sent_anywhere(world: World) -> None:
    begun = SignIn(world)
    assert begun.refused(iss="https://id.thief.example") is SignInFault.ISSUER
    assert begun.refused(iss=f"{world.issuer.issuer}/") is SignInFault.ISSUER
    assert begun.refused(iss=None) is SignInFault.ISSUER
    assert begun.refused(iss="https://id.thief.example", error="access_denied", code=None) is SignInFault.ISSUER
    assert world.issuer.hits[TOKEN] == 0


def test_an_issuer_that_never_says_its_name_may_leave_it_out_but_not_give_another(world: World) -> None:
    world.issuer.describe(authorization_response_iss_parameter_supported=ABSENT)
    begun = SignIn(world)
    assert begun.finish(iss=None).subject == "councillor-17"
    assert begun.refused(iss="https://id.thief.example") is SignInFault.ISSUER


def test_r176_a_token_of_another_sign_in_is_refused_by_its_nonce(world: World) -> None:
    mine, other = SignIn(world), SignIn(world)
    mine.gives(nonce=other.started.nonce)
    assert mine.refused() is SignInFault.TOKEN
    mine.gives(nonce=ABSENT)
    assert mine.refused() is SignInFault.TOKEN


def test_r176_a_code_that_the_issuer_refuses_signs_nobody_in(world: World) -> None:
    begun = SignIn(world)
    begun.answers({"error": "invalid_grant", "error_description": "code was used"}, 400)
    assert begun.refused() is SignInFault.CODE
    begun.answers({"error": "invalid_client"}, 401)
    assert begun.refused() is SignInFault.SETTINGS
    begun.answers({"access_token": ACCESS})
    assert begun.refused() is SignInFault.TOKEN


@pytest.mark.parametrize("code", [None, "", "c" * 4097])
def test_an_answer_without_a_code_that_could_be_one_is_refused_here(world: World, code: str | None) -> None:
    assert SignIn(world).refused(code=code) is SignInFault.CODE
    assert world.issuer.hits[TOKEN] == 0


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ("access_denied", SignInFault.DENIED),
        ("login_required", SignInFault.DENIED),
        ("temporarily_unavailable", SignInFault.AWAY),
        ("server_error", SignInFault.AWAY),
        ("invalid_scope", SignInFault.SETTINGS),
        ("<script>", SignInFault.SETTINGS),
    ],
)
def test_what_the_issuer_says_went_wrong_is_told_apart_and_not_repeated(
    world: World, error: str, fault: SignInFault
) -> None:
    begun = SignIn(world)
    with pytest.raises(SignInRefused) as refused:
        begun.finish(error=error, code=None)
    assert refused.value.fault is fault
    assert "script" not in str(refused.value)
    assert world.issuer.hits[TOKEN] == 0


def test_r182_whoever_authenticated_too_long_ago_for_a_grave_step_is_refused(world: World) -> None:
    begun = SignIn(world, max_age=600)
    assert begun.asked["max_age"] == "600"
    now = world.clocks.now
    begun.gives(auth_time=seconds(now - timedelta(seconds=600 + 60)))
    assert begun.finish().authenticated_at == now - timedelta(seconds=660)
    begun.gives(auth_time=seconds(now - timedelta(seconds=600 + 61)))
    assert begun.refused() is SignInFault.OLD


def test_r182_an_issuer_that_does_not_say_when_she_authenticated_brings_nobody_to_a_grave_step(world: World) -> None:
    grave, usual = SignIn(world, max_age=600), SignIn(world)
    grave.gives(auth_time=ABSENT)
    assert grave.refused() is SignInFault.OLD
    usual.gives(auth_time=ABSENT)
    assert usual.finish().authenticated_at is None


def test_an_issuer_may_say_when_she_authenticated_to_a_part_of_a_second(world: World) -> None:
    begun = SignIn(world)
    begun.gives(auth_time=seconds(world.clocks.now) - 3.5)
    assert begun.finish().authenticated_at == world.clocks.now - timedelta(seconds=4)


def test_signing_out_leads_to_the_issuer_without_any_token(world: World) -> None:
    begun = SignIn(world)
    there = begun.party.sign_out("https://gatekeeper.council.example/signed-out")
    back = "https%3A%2F%2Fgatekeeper.council.example%2Fsigned-out"
    ends = f"{world.issuer.origin}/realms/council/end"
    assert there == f"{ends}?client_id={CLIENT}&post_logout_redirect_uri={back}"
    assert begun.party.sign_out(BACK, hint="councillor-17") == (
        f"{ends}?client_id={CLIENT}&post_logout_redirect_uri="
        "https%3A%2F%2Fgatekeeper.council.example%2Fsign-in%2Fdone&logout_hint=councillor-17"
    )


def test_an_issuer_that_offers_no_sign_out_or_is_away_leads_nowhere(world: World) -> None:
    world.issuer.describe(end_session_endpoint=ABSENT)
    assert SignIn(world).party.sign_out(BACK) is None
    away = SignIn(world)
    world.issuer.answers[DISCOVERY] = Answer(status=500)
    world.clocks.ticks += 3_601
    assert away.party.sign_out(BACK) is None


def test_two_tabs_each_end_their_own_sign_in(world: World) -> None:
    one = SignIn(world)
    two = one.party.start()
    assert one.finish().subject == "councillor-17"
    one.gives(nonce=two.nonce)
    assert one.finish(state=two.state, attempt=kept(two)).subject == "councillor-17"


def test_an_rsa_key_signs_as_well(world: World) -> None:
    begun = SignIn(world)
    begun.gives(rsa_signer())
    assert begun.finish().subject == "councillor-17"


def test_the_state_is_kept_only_as_its_hash(world: World) -> None:
    begun = SignIn(world)
    assert begun.attempt.state_hash == hashed(begun.started.state) != begun.started.state
    assert isinstance(begun.party, RelyingParty)
