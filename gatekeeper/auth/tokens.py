"""Reads an access token strictly: who sent it, by which client, and for how long it counts (RFC 9068, RFC 8725)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from gatekeeper.auth.access_token import AccessToken
from gatekeeper.auth.envelope import opened
from gatekeeper.auth.errors import Reason, TokenRefused
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.keys import KeySource
from gatekeeper.auth.revocation import DenyList
from gatekeeper.auth.signatures import verified_payload
from gatekeeper.auth.token_claims import access_token


class TokenReader:
    """Reads the tokens of one issuer. It may be shared by threads."""

    def __init__(
        self, settings: IssuerSettings, keys: KeySource, clock: Callable[[], datetime], deny_list: DenyList
    ) -> None:
        """``clock`` gives the present instant, aware."""
        self._settings, self._keys, self._clock, self._deny_list = settings, keys, clock, deny_list

    def read(self, text: str) -> AccessToken:
        """The token that the text is, at this instant.

        Nothing of the payload is read before its signature is checked. Raises TokenRefused where the token is not
        valid, for whatever reason, and IssuerUnavailable where that cannot be told for want of the issuer's keys.
        """
        envelope = opened(text, self._settings.algorithms)
        key = self._keys.key(envelope.kid, envelope.algorithm)
        token = access_token(verified_payload(envelope.text, key), self._settings, self._clock())
        if self._deny_list.denies(token):
            raise TokenRefused(Reason.REVOKED, "the token has been withdrawn; sign in again")
        return token
