"""What this service publishes of itself so that a client finds out by itself where to get a token (RFC 9728)."""

from __future__ import annotations

from typing import Final

from gatekeeper.auth.addresses import is_trusted, origin
from gatekeeper.auth.errors import IssuerSettingsError
from gatekeeper.auth.issuer import IssuerSettings
from gatekeeper.auth.scopes import Scope

WELL_KNOWN: Final = "/.well-known/oauth-protected-resource"


def metadata_address(resource: str, *, development: bool = False) -> str:
    """Where the document lies: the well-known part stands between host and path (RFC 9728 section 3.1).

    Raises IssuerSettingsError where ``resource`` is no plain https address.
    """
    if not is_trusted(resource, development=development):
        why = f"resource: {ascii(resource)[:100]} is no plain https address; write the address of this service."
        raise IssuerSettingsError((why,))
    path = resource.removeprefix(origin(resource))
    return f"{origin(resource)}{WELL_KNOWN}{'' if path == '/' else path}"


def resource_metadata(resource: str, settings: IssuerSettings, documentation: str | None = None) -> dict[str, object]:
    """The document, as JSON data (RFC 9728 section 2). Raises IssuerSettingsError, as ``metadata_address`` does."""
    metadata_address(resource, development=settings.development)
    document: dict[str, object] = {
        "resource": resource,
        "authorization_servers": [settings.issuer],
        "scopes_supported": [scope.value for scope in Scope],
        "bearer_methods_supported": ["header"],
        "resource_name": "gatekeeper",
        "tls_client_certificate_bound_access_tokens": False,
        "dpop_bound_access_tokens_required": False,
    }
    return document if documentation is None else {**document, "resource_documentation": documentation}
