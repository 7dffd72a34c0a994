"""The client: another program, or a person's own tool, does over HTTP what the service offers (docs/client.md)."""

from __future__ import annotations

from gatekeeper.client.calling import Asked, Carried, Case
from gatekeeper.client.credentials import ClientCredentials, Credential, ReadyToken
from gatekeeper.client.errors import (
    Away,
    Changed,
    ClientError,
    Conflict,
    Detail,
    Distrusted,
    Garbled,
    NotTaken,
    NotThere,
    NotYours,
    Refused,
    SignInFailed,
    TokenRefused,
    Told,
    TooMany,
    Unreachable,
)
from gatekeeper.client.files import KeptFile
from gatekeeper.client.gatekeeper import Gatekeeper
from gatekeeper.client.patience import Patience
from gatekeeper.client.taking import Taken

__all__ = [
    "Asked",
    "Away",
    "Carried",
    "Case",
    "Changed",
    "ClientCredentials",
    "ClientError",
    "Conflict",
    "Credential",
    "Detail",
    "Distrusted",
    "Garbled",
    "Gatekeeper",
    "KeptFile",
    "NotTaken",
    "NotThere",
    "NotYours",
    "Patience",
    "ReadyToken",
    "Refused",
    "SignInFailed",
    "Taken",
    "TokenRefused",
    "Told",
    "TooMany",
    "Unreachable",
]
