"""Reads an access token strictly: who sent it, by which client, and for how long it counts (RFC 9068, RFC 8725)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from gatekeeper.auth.access_token import AccessToken
from gatekeeper.auth.checked import Checked, CheckedTokens
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
        self._checked = CheckedTokens()

    def read(self, text: str) -> AccessToken:
        """The token that the text is, at this instant.

        Nothing of the payload is read before its signature is checked. Raises TokenRefused where the token is not
        valid, for whatever reason, and IssuerUnavailable where that cannot be told for want of the issuer's keys.
        """
        token = self._read_before(text) or self._read_anew(text)
        if self._deny_list.denies(token):
            raise _withdrawn()
        return token

    def read_at_once(self, text: str) -> AccessToken | None:
        """The same for a text that was read before; None where to tell means to wait, for the issuer or a list.

        Raises TokenRefused where the token has been withdrawn.
        """
        known = self._checked.get(text, self._clock())
        if known is None or self._keys.at_hand(known.key.kid, known.key.algorithm) is not known.key:
            return None
        denied = self._deny_list.denies_at_once(known.token)
        if denied:
            raise _withdrawn()
        return None if denied is None else known.token

    def _read_before(self, text: str) -> AccessToken | None:
        """The token as it was found before, where the issuer still has the very key that had made its signature."""
        known = self._checked.get(text, self._clock())
        if known is None or self._keys.key(known.key.kid, known.key.algorithm) is not known.key:
            return None
        return known.token

    def _read_anew(self, text: str) -> AccessToken:
        envelope = opened(text, self._settings.algorithms)
        key, now = self._keys.key(envelope.kid, envelope.algorithm), self._clock()
        token = access_token(verified_payload(envelope.text, key), self._settings, now)
        self._checked.keep(text, Checked(token, key, since=now, until=token.expires_at + self._settings.skew))
        return token


def _withdrawn() -> TokenRefused:
    return TokenRefused(Reason.REVOKED, "the token has been withdrawn; sign in again")
