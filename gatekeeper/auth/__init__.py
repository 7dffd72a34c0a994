"""Who is calling: access tokens of the council's sign-in service, read strictly, with the keys that they rest on."""

from __future__ import annotations

from gatekeeper.auth.access_token import AccessToken, may
from gatekeeper.auth.bearer import Challenge, bearer_token, challenge, insufficient_scope
from gatekeeper.auth.claims import ClaimMapping, ClaimPath
from gatekeeper.auth.errors import IssuerSettingsError, IssuerUnavailable, IssuerUntrusted, Reason, TokenRefused
from gatekeeper.auth.fetching import issuer_client
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.keys import KeyHealth, KeySource, KeyTimes
from gatekeeper.auth.metadata import metadata_address, resource_metadata
from gatekeeper.auth.revocation import DenyList, MemoryDenyList
from gatekeeper.auth.scopes import Scope
from gatekeeper.auth.signatures import Algorithm
from gatekeeper.auth.tokens import TokenReader

__all__ = [
    "AccessToken",
    "Algorithm",
    "Challenge",
    "ClaimMapping",
    "ClaimPath",
    "DenyList",
    "IssuerSettings",
    "IssuerSettingsError",
    "IssuerUnavailable",
    "IssuerUntrusted",
    "KeyHealth",
    "KeySource",
    "KeyTimes",
    "MemoryDenyList",
    "Reason",
    "Scope",
    "TokenReader",
    "TokenRefused",
    "bearer_token",
    "challenge",
    "insufficient_scope",
    "issuer_client",
    "may",
    "metadata_address",
    "resource_metadata",
]
