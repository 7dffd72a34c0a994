"""What is kept of a sign-in is for its owner alone, goes only to its own issuer, and is renewed or given up plainly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from gatekeeper.client import Distrusted, Gatekeeper, Patience, SignInFailed
from gatekeeper.client.discovery import Service
from gatekeeper.client.http import web_client
from gatekeeper.client.kept import KeptSignIn, SignIn, SignIns, own_folder
from gatekeeper.client.secret import Secret
from gatekeeper.client.tokens import Tokens
from tests.client.servers import Heard, Says, Server, scripted

REFRESH = "canary-refresh-token"
NOW = 1_000_000.0


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted() as found:
        found.says(lambda heard: answer(found, heard))
        yield found


@pytest.fixture
def sign_ins(server: Server, tmp_path: Path) -> SignIns:
    """A sign-in whose token ends in a minute."""
    found = SignIns(tmp_path / "gatekeeper")
    tokens = Tokens(Secret("canary-access-token"), NOW + 60, Secret(REFRESH), scopes=("requests:read",))
    found.keep(SignIn(server.address, server.address, "gatekeeper-cli", "ashgarth", tokens, "northmere"))
    return found


def answer(server: Server, heard: Heard, **issuer: object) -> Says:
    here = server.address
    said = {"token_endpoint": f"{here}/token", "revocation_endpoint": f"{here}/revoke"}
    answers: dict[str, object] = {
        "/.well-known/oauth-protected-resource": {"resource": here, "authorization_servers": [here]},
        "/.well-known/openid-configuration": {"issuer": here} | said | issuer,
        "/token": {"access_token": "the-next", "token_type": "bearer", "expires_in": 300, "refresh_token": "rotated"},
        "/revoke": {},
    }
    return Says(answers.get(heard.path, {"person": "p", "posts": [], "acts_for": []}))


def asked(server: Server, path: str) -> list[dict[str, list[str]]]:
    """The forms that were sent there."""
    return [parse_qs(each.body.decode()) for each in server.heard if each.path == path]


def me(server: Server, credential: KeptSignIn) -> str:
    with Gatekeeper(server.address, "northmere", credential=credential, patience=Patience(tries=1)) as gatekeeper:
        return gatekeeper.me().person


def test_it_lies_in_a_folder_and_a_file_of_its_owner_alone(sign_ins: SignIns, tmp_path: Path) -> None:
    (file,) = (tmp_path / "gatekeeper").glob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [each.person for each in sign_ins.every()] == ["ashgarth"]
    assert REFRESH not in repr(sign_ins.every())


def test_a_file_that_others_can_read_is_not_used(server: Server, sign_ins: SignIns, tmp_path: Path) -> None:
    (file,) = (tmp_path / "gatekeeper").glob("*.json")
    file.chmod(0o640)
    with pytest.raises(SignInFailed, match="others on this machine"):
        sign_ins.read(server.address)


@pytest.mark.parametrize("spoilt", ["", "{}", "[]", '{"address": 1}', "\x00"])
def test_a_file_that_is_spoilt_is_told_plainly(server: Server, sign_ins: SignIns, tmp_path: Path, spoilt: str) -> None:
    (file,) = (tmp_path / "gatekeeper").glob("*.json")
    file.write_text(spoilt)
    with pytest.raises(SignInFailed, match="cannot be read"):
        sign_ins.read(server.address)


def test_a_token_that_lasts_is_used_and_nobody_is_asked(server: Server, sign_ins: SignIns) -> None:
    assert me(server, KeptSignIn(sign_ins, server.address, lambda: NOW)) == "p"
    assert server.heard[0].headers["authorization"] == "Bearer canary-access-token"
    assert not asked(server, "/token")


def test_a_token_that_ends_is_renewed_and_what_comes_is_kept(server: Server, sign_ins: SignIns) -> None:
    assert me(server, KeptSignIn(sign_ins, server.address, lambda: NOW + 45)) == "p"
    (form,) = asked(server, "/token")
    assert (form["grant_type"], form["refresh_token"]) == (["refresh_token"], [REFRESH])
    assert (form["client_id"], form["resource"]) == (["gatekeeper-cli"], [server.address])
    kept = sign_ins.read(server.address)
    assert kept is not None
    assert kept.tokens == Tokens(Secret("the-next"), NOW + 345, Secret("rotated"))


def test_nothing_is_sent_to_an_issuer_that_has_taken_the_place_of_hers(server: Server, sign_ins: SignIns) -> None:
    with scripted() as thief:
        thief.says(lambda heard: answer(thief, heard))
        moved = {"resource": server.address, "authorization_servers": [thief.address]}
        server.says(lambda heard: Says(moved) if "protected-resource" in heard.path else answer(server, heard))
        with pytest.raises(Distrusted, match="another sign-in"):
            me(server, KeptSignIn(sign_ins, server.address, lambda: NOW + 45))
        assert not asked(thief, "/token")


def test_a_sign_in_that_the_council_has_ended_is_told_plainly(server: Server, sign_ins: SignIns) -> None:
    ended = Says({"error": "invalid_grant", "error_description": REFRESH}, 400)
    server.says(lambda heard: ended if heard.path == "/token" else answer(server, heard))
    with pytest.raises(SignInFailed, match="sign in again") as told:
        me(server, KeptSignIn(sign_ins, server.address, lambda: NOW + 45))
    assert REFRESH not in str(told.value)


def test_signing_out_removes_the_file_and_withdraws_both_tokens(server: Server, sign_ins: SignIns) -> None:
    with web_client(server.address) as client:
        assert KeptSignIn(sign_ins, server.address).sign_out(Service(server.address, client))
    assert sign_ins.every() == ()
    assert [form["token"][0] for form in asked(server, "/revoke")] == [REFRESH, "canary-access-token"]


def test_the_file_goes_even_where_the_councils_sign_in_withdraws_nothing(server: Server, sign_ins: SignIns) -> None:
    server.says(lambda heard: answer(server, heard, revocation_endpoint=None))
    with web_client(server.address) as client:
        assert not KeptSignIn(sign_ins, server.address).sign_out(Service(server.address, client))
    assert sign_ins.every() == ()


def test_a_file_that_was_half_written_never_takes_the_place_of_a_whole_one(sign_ins: SignIns, server: Server) -> None:
    kept = sign_ins.read(server.address)
    assert kept is not None
    with pytest.raises(TypeError):
        sign_ins.keep(SignIn(kept.address, kept.issuer, kept.client_id, b"no text", kept.tokens))  # type: ignore[arg-type]
    assert sign_ins.read(server.address) == kept


def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    assert own_folder({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "gatekeeper"
    assert own_folder({"XDG_CONFIG_HOME": "not/absolute"}) == Path.home() / ".config" / "gatekeeper"
