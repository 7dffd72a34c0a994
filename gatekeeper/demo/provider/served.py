"""The demo's provider itself: Canaille with the demo's people, giving access tokens of RFC 9068 that last minutes.

It runs in an environment of its own, which has Canaille and not gatekeeper: a line of JSON on its input says what to
serve, the line ``ready`` on its output says that it does, and it ends when its input is closed, as by a crash.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import canaille  # type: ignore[import-not-found]
from canaille.app import models  # type: ignore[import-not-found]
from canaille.backends import Backend  # type: ignore[import-not-found]
from canaille.backends.sql.models.oidc import Client, Token  # type: ignore[import-not-found]
from canaille.oidc.provider import RevocationEndpoint, authorization  # type: ignore[import-not-found]
from joserfc import jwk, jwt  # type: ignore[import-not-found]

SERVING: Any = import_module("werkzeug.serving")
ALGORITHM = "ES256"
SIGNED_IN_FOR = timedelta(hours=12)
"""How long a refresh token is of use."""
Said = Mapping[str, Any]


def main() -> None:
    said = json.loads(sys.stdin.readline())
    app = _app(said)
    with app.app_context(), Backend.instance.session():
        _enter_people(said)
        _enter_clients(said)
    server = _server(app, said["listen_fd"])
    _end_with(server.shutdown)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


def _app(said: Said) -> Any:
    keys = _keys(Path(said["folder"]) / "keys.json")
    app = canaille.create_app(config=_settings(said, keys))
    generator = authorization._token_generators["default"]  # noqa: SLF001
    generator.access_token_generator = _access_tokens(said, jwk.import_key(keys[0]))
    Client.check_redirect_uri = _redirect_is_known
    Token.is_refresh_token_active = _refresh_token_is_active
    RevocationEndpoint.CLIENT_AUTH_METHODS = ["client_secret_basic", "none"]
    return app


def _settings(said: Said, keys: list[dict[str, str]]) -> dict[str, Any]:
    grants = ("authorization_code", "refresh_token", "client_credentials")
    return {
        "SECRET_KEY": said["session_secret"],
        "SERVER_NAME": urlsplit(said["issuer"]).netloc,
        "PREFERRED_URL_SCHEME": "http",
        "SESSION_COOKIE_NAME": "demo_provider",
        "OAUTH2_TOKEN_EXPIRES_IN": dict.fromkeys(grants, said["token_seconds"]),
        "CANAILLE": {
            "NAME": "The demo's sign-in service",
            "DATABASE": "sql",
            "SMTP": None,
            "CAPTCHA_ENABLED": False,
            "LANGUAGE": "en",
            "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"], "READ": ["user_name", "groups"], "WRITE": []}},
        },
        "CANAILLE_SQL": {
            "DATABASE_URI": f"sqlite:///{Path(said['folder']).resolve() / 'provider.db'}",
            "PASSWORD_HASH_PARAMS": {"pbkdf2_sha512__rounds": 5000},
        },
        "CANAILLE_OIDC": {"ACTIVE_JWKS": keys, "TRUSTED_DOMAINS": ["127.0.0.1"], "REQUIRE_NONCE": True},
    }


def _keys(path: Path) -> list[dict[str, str]]:
    """The keys that sign, made once: ES256, and the RSA key that OpenID Connect asks every provider to have."""
    if not path.exists():
        made = [
            jwk.ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}, private=True, auto_kid=True),
            jwk.RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, private=True, auto_kid=True),
        ]
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump([key.as_dict(private=True) for key in made], file)
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _access_tokens(said: Said, key: Any) -> Callable[..., str]:
    """What makes an access token (RFC 9068) for a client, in a person's name or in its own."""

    def access_token(*, client: Any, user: Any, scope: str, **_: object) -> str:
        now = int(time.time())
        claims = {
            "iss": said["issuer"],
            "aud": said["audience"],
            "sub": user.user_name if user else client.client_id,
            "client_id": client.client_id,
            "iat": now,
            "exp": now + said["token_seconds"],
            "jti": secrets.token_urlsafe(16),
            "scope": scope or "",
        }
        if user:
            claims["groups"] = sorted(group.display_name for group in user.groups)
        return str(jwt.encode({"alg": ALGORITHM, "typ": "at+jwt", "kid": key.kid}, claims, key))

    return access_token


def _redirect_is_known(client: Any, redirect: str) -> bool:
    """Whether a client may be sent there: as it is entered, or at this machine at any port (RFC 8252 section 7.3)."""
    return redirect in client.redirect_uris or (
        client.token_endpoint_auth_method == "none" and _without_port(redirect) in client.redirect_uris
    )


def _without_port(address: str) -> str:
    try:
        parts = urlsplit(address)
        exact = address == f"http://127.0.0.1:{parts.port}{parts.path}"
    except ValueError:
        return ""
    return f"http://127.0.0.1{parts.path}" if exact else ""


def _refresh_token_is_active(token: Any) -> bool:
    return not token.revokation_date and datetime.now(UTC) < token.issue_date + SIGNED_IN_FOR


def _enter_people(said: Said) -> None:
    there = {user.user_name: user for user in Backend.instance.query(models.User)}
    groups: dict[str, list[Any]] = {}
    for person in said["people"]:
        user = there.get(person["sign_in"]) or _entered(person, said["password"])
        for name in person["groups"]:
            groups.setdefault(name, []).append(user)
    known = {group.display_name for group in Backend.instance.query(models.Group)}
    for name, members in groups.items():
        if name not in known:
            Backend.instance.save(models.Group(display_name=name, members=members))


def _entered(person: Said, password: str) -> Any:
    given, _, family = person["name"].partition(" ")
    user = models.User(
        user_name=person["sign_in"],
        formatted_name=person["name"],
        display_name=person["name"],
        given_name=given,
        family_name=family or given,
        emails=[person["email"]],
        password=password,
    )
    Backend.instance.save(user)
    return user


def _enter_clients(said: Said) -> None:
    for each in said["clients"]:
        client = Backend.instance.get(models.Client, client_id=each["client_id"]) or models.Client()
        Backend.instance.update(
            client,
            client_id=each["client_id"],
            client_name=each["name"],
            client_secret=each["secret"],
            client_uri=said["issuer"],
            redirect_uris=each["redirects"],
            post_logout_redirect_uris=each["after_sign_out"],
            scope=each["scopes"],
            grant_types=each["grants"],
            response_types=["code"] if each["redirects"] else [],
            token_endpoint_auth_method="client_secret_basic" if each["secret"] else "none",
            id_token_signed_response_alg=ALGORITHM,
        )
        Backend.instance.save(client)
        if not list(client.audience):
            Backend.instance.update(client, audience=[client])
            Backend.instance.save(client)


class _Quiet(SERVING.WSGIRequestHandler):  # type: ignore[misc]
    """Answers without writing each request down: the addresses hold codes."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Writes nothing."""


def _server(app: Any, listen_fd: int) -> Any:
    host, _, port = app.config["SERVER_NAME"].partition(":")
    return SERVING.make_server(host, int(port), app, threaded=True, request_handler=_Quiet, fd=listen_fd)


def _end_with(stop: Callable[[], None]) -> None:
    def when_left_alone() -> None:
        sys.stdin.read()
        stop()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=when_left_alone, daemon=True).start()


if __name__ == "__main__":
    main()
