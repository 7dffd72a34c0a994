"""Signing in at the real provider from the command line: a code with its proof, and nothing that could be stolen."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import httpx
import pytest

from gatekeeper.client import Distrusted, SignInFailed, TokenRefused
from gatekeeper.client.discovery import Service
from gatekeeper.client.http import web_client
from gatekeeper.client.kept import KeptSignIn, SignIns
from gatekeeper.client.signing_in import sign_in
from tests.end_to_end.asking import BACK, Asking, claims, header
from tests.end_to_end.town import Town

pytestmark = pytest.mark.slow


def test_a_councillor_signs_in_by_a_code_with_its_proof_and_is_herself(here: Town) -> None:
    with here.person("harkaway") as gatekeeper:
        me = gatekeeper.me()
    assert me.person == here.names(lambda names: names.thing("person", "harkaway"))
    assert here.kept("harkaway").person == "harkaway"


def test_the_token_is_an_access_token_of_minutes_for_this_service_alone(here: Town) -> None:
    here.signed_in("harkaway")
    token = here.kept("harkaway").tokens.access.reveal()
    said = claims(token)
    assert header(token)["typ"] == "at+jwt"
    assert (said["aud"], said["iss"]) == (here.address, here.provider.issuer)
    assert 0 < said["exp"] - said["iat"] <= 900


def test_a_code_is_of_no_use_with_another_verifier_or_without_one(here: Town) -> None:
    for wrong in ("a-verifier-of-somebody-else-that-is-long-enough", ""):
        answer = Asking(here).exchange(code_verifier=wrong)
        assert answer.status_code == 400
        assert "access_token" not in answer.text


def test_a_code_is_of_no_use_a_second_time(here: Town) -> None:
    asking = Asking(here)
    code = asking.code()
    assert asking.exchange(code=code).status_code == 200
    again = asking.exchange(code=code)
    assert again.status_code == 400
    assert "access_token" not in again.text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://thief.example/callback", "http://127.0.0.1:50505/elsewhere", "http://127.0.0.1.thief.example/callback"],
)
def test_a_code_is_sent_nowhere_but_to_this_machine_at_its_own_path(here: Town, elsewhere: str) -> None:
    with pytest.raises(AssertionError, match="without being sent"):
        here.browser("harkaway").sent_to(Asking(here).question(redirect_uri=elsewhere), elsewhere)


def test_a_code_is_of_no_use_with_another_way_back_than_it_was_asked_with(here: Town) -> None:
    assert Asking(here).exchange(redirect_uri=BACK.replace("50505", "50506")).status_code == 400


def test_an_id_token_is_refused_as_an_access_token(here: Town) -> None:
    given = Asking(here).tokens()
    assert claims(given["id_token"])["sub"] == claims(given["access_token"])["sub"]
    with here.client(token=given["id_token"]) as gatekeeper, pytest.raises(TokenRefused):
        gatekeeper.me()
    with here.client(token=given["access_token"]) as gatekeeper:
        assert gatekeeper.me().person


def test_a_token_that_ends_is_renewed_without_asking_her_again(here: Town) -> None:
    here.signed_in("foxcombe")
    before = here.kept("foxcombe").tokens
    later = KeptSignIn(SignIns(here.folder / "foxcombe"), here.address, lambda: time.time() + 280)
    with here.client(credential=later) as gatekeeper:
        assert gatekeeper.me().person
    after = here.kept("foxcombe").tokens
    assert after.access != before.access


def test_a_token_that_is_refused_is_renewed_once_and_the_call_is_made_again(here: Town) -> None:
    here.signed_in("dellingham")
    kept, sign_ins = here.kept("dellingham"), SignIns(here.folder / "dellingham")
    spoilt = type(kept.tokens.access)(kept.tokens.access.reveal()[:-4] + "AAAA")
    sign_ins.keep(replace(kept, tokens=replace(kept.tokens, access=spoilt)))
    with here.client(credential=KeptSignIn(sign_ins, here.address)) as gatekeeper:
        assert gatekeeper.me().person
    assert here.kept("dellingham").tokens.access != spoilt


def test_many_who_renew_at_once_leave_one_sign_in_that_is_good(here: Town) -> None:
    here.signed_in("elverstone")
    sign_ins, failed = SignIns(here.folder / "elverstone"), list[Exception]()

    def call() -> None:
        later = KeptSignIn(sign_ins, here.address, lambda: time.time() + 280)
        try:
            with here.client(credential=later) as gatekeeper:
                gatekeeper.me()
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=call) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failed
    with here.person("elverstone") as gatekeeper:
        assert gatekeeper.me().person


def test_after_signing_out_nothing_is_kept_and_the_sign_in_cannot_be_renewed(here: Town) -> None:
    person = here.signed_in("cawthrop")
    refresh = here.kept("cawthrop").tokens.refresh
    assert refresh is not None
    with web_client(here.address) as client:
        assert person.sign_out(Service(here.address, client))
    assert SignIns(here.folder / "cawthrop").every() == ()
    again = Asking(here).posted("token", grant_type="refresh_token", refresh_token=refresh.reveal())
    assert again.status_code == 400
    with here.client(credential=person) as gatekeeper, pytest.raises(SignInFailed):
        gatekeeper.me()


def test_whoever_says_no_at_the_sign_in_is_not_signed_in(here: Town) -> None:
    with web_client(here.address) as client, pytest.raises(SignInFailed):
        sign_in(Service(here.address, client), lambda url: _back(url, error="access_denied"), seconds=5)


def test_an_answer_that_is_not_to_our_question_is_turned_away(here: Town) -> None:
    told = []

    def thief(url: str) -> None:
        told.append(_answers(url, state="another", code="stolen").status_code)
        back = httpx.URL(url).params["redirect_uri"]
        told.append(httpx.get(back.replace("127.0.0.1", "localhost"), trust_env=False).status_code)
        told.append(httpx.get(back.replace("/callback", "/"), trust_env=False).status_code)

    with web_client(here.address) as client, pytest.raises(SignInFailed, match="nobody signed in"):
        sign_in(Service(here.address, client), thief, seconds=0.5)
    assert told == [400, 404, 404]


@pytest.mark.parametrize("issuer", ["https://thief.example", None], ids=["another issuer", "no issuer"])
def test_an_answer_of_another_issuer_is_refused(here: Town, issuer: str | None) -> None:
    said = {"code": "stolen"} | ({"iss": issuer} if issuer else {})
    with web_client(here.address) as client, pytest.raises(Distrusted):
        sign_in(Service(here.address, client), lambda url: _back(url, **said), seconds=5)


def _answers(url: str, **said: str) -> httpx.Response:
    """Somebody answers the question in the provider's place; the right state, unless another is said."""
    asked = httpx.URL(url).params
    named = {} if "code" in said else {"iss": url.partition("/oauth/")[0]}
    return httpx.get(asked["redirect_uri"], params={"state": asked["state"]} | named | said, trust_env=False)


def _back(url: str, **said: str) -> None:
    assert _answers(url, **said).status_code == 200
