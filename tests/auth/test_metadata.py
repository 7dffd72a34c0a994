"""Tests that the service publishes what a client needs to find its issuer, and what each scope means."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gatekeeper.auth import IssuerSettings, IssuerSettingsError, Scope, metadata_address, resource_metadata

API = "https://gatekeeper.council.example/api"
ISSUER = IssuerSettings(issuer="https://id.council.example", audience=API)


@pytest.mark.parametrize(
    ("resource", "address"),
    [
        ("https://a.example", "https://a.example/.well-known/oauth-protected-resource"),
        ("https://a.example/", "https://a.example/.well-known/oauth-protected-resource"),
        ("https://a.example:8443/api/v1", "https://a.example:8443/.well-known/oauth-protected-resource/api/v1"),
    ],
)
def test_the_document_lies_between_host_and_path(resource: str, address: str) -> None:
    assert metadata_address(resource) == address


@pytest.mark.parametrize(
    "resource", ["http://a.example", "https://a.example/?q", "https://a.example/#f", "a.example", ""]
)
def test_a_service_without_a_plain_https_address_publishes_nothing(resource: str) -> None:
    with pytest.raises(IssuerSettingsError, match="plain https address"):
        resource_metadata(resource, ISSUER)


def test_the_document_names_the_issuer_the_scopes_and_the_one_place_of_a_token() -> None:
    document = resource_metadata(API, ISSUER, f"{API}/docs")
    assert json.loads(json.dumps(document)) == document
    assert (document["resource"], document["resource_documentation"]) == (API, f"{API}/docs")
    assert document["authorization_servers"] == ["https://id.council.example"]
    assert document["bearer_methods_supported"] == ["header"]
    assert document["scopes_supported"] == [scope.value for scope in Scope]
    assert "resource_documentation" not in resource_metadata(API, ISSUER)


@pytest.mark.parametrize("scope", Scope)
def test_every_scope_is_a_resource_and_an_action_in_one_sentence(scope: Scope, project: Path) -> None:
    assert re.fullmatch("[a-z]+:[a-z]+", scope)
    assert re.fullmatch("[A-Z][^.]+[.]", scope.sentence)
    programs = "yes" if scope.for_programs else "no"
    guide = (project / "docs" / "tokens.md").read_text(encoding="utf-8")
    assert f"| `{scope}` | {scope.sentence} | {programs} |" in guide


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope.for_programs])
def test_no_scope_of_a_program_reads_a_document_or_acts_on_a_request(scope: Scope) -> None:
    assert scope is not Scope.DOCUMENTS_READ
    assert not scope.startswith("requests:")
