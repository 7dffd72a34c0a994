"""The client knows every operation of the service, every form and every member of it, and none besides."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

from gatekeeper.client import Gatekeeper, answers, commands, operations
from gatekeeper.client.operation import Operation
from tests.client.describing import description
from tests.client.types_of import references
from tests.client.writing import CLIENT, modules, names, stored, taken_by
from tests.client.writing import operations as described

SAID = description()
NAMED = names(SAID)
EACH = [pytest.param(method, path, operation, id=NAMED[method, path]) for method, path, operation in described(SAID)]
NOT_THE_CALLERS = {"Idempotency-Key", "If-Match", "Acting-As", "On-Behalf-Of", "slug", "cursor"}
"""What the client sends by itself, or was told once for all calls."""


def method_of(name: str) -> tuple[str, Any]:
    """The method of the client that does that operation. Fails where none does."""
    found = [
        (each, method) for each, method in inspect.getmembers(Gatekeeper, inspect.isfunction) if name in used(method)
    ]
    assert found, f"no method of the client does {name}"
    return found[0]


def used(method: Any) -> set[str]:
    """The operations that a method, or the pages that it fetches, names."""
    codes = [method.__code__, *(each for each in method.__code__.co_consts if inspect.iscode(each))]
    return {name for code in codes for name in code.co_names}


def test_the_forms_and_operations_are_those_of_the_description() -> None:
    written = {name: (CLIENT / name).read_text(encoding="utf-8") for name in stored()}
    assert written == modules(), "run: python -m tests.client.writing"


@pytest.mark.parametrize(("method", "path", "operation"), EACH)
def test_every_operation_has_a_method(method: str, path: str, operation: dict[str, Any]) -> None:
    own: Operation[Any] = getattr(operations, NAMED[method, path])
    headers = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
    assert (own.method, own.path) == (method, path)
    assert own.keyed == ("Idempotency-Key" in headers)
    assert own.matched == ("If-Match" in headers)
    assert own.signed == bool(operation.get("security"))
    assert method_of(NAMED[method, path])


@pytest.mark.parametrize(("method", "path", "operation"), EACH)
def test_every_parameter_of_an_operation_can_be_given(method: str, path: str, operation: dict[str, Any]) -> None:
    _, found = method_of(NAMED[method, path])
    given = set(inspect.signature(found).parameters)
    wanted = {each["name"] for each in operation.get("parameters", ())} - NOT_THE_CALLERS
    wanted = {"asked" if each == "asked_id" else each.rstrip("_") for each in wanted}
    assert {each.rstrip("_") for each in given} >= wanted, "give the method what it lacks"


@pytest.mark.parametrize(("method", "path", "operation"), EACH)
def test_what_an_operation_takes_is_what_its_method_takes(method: str, path: str, operation: dict[str, Any]) -> None:
    _, found = method_of(NAMED[method, path])
    body = taken_by(operation)
    annotations = {str(each.annotation) for each in inspect.signature(found).parameters.values()}
    assert set(references(body)) <= annotations


def test_every_form_of_the_description_that_is_taken_or_given_is_there() -> None:
    own = set(commands.__all__) | set(answers.__all__)
    problems = {"ProblemDocument", "Detail", "HTTPValidationError", "ValidationError"}
    assert own == set(SAID["components"]["schemas"]) - problems


@pytest.mark.parametrize("name", sorted({*commands.__all__, *answers.__all__}))
def test_every_member_of_a_form_is_there_and_wanted_where_the_description_wants_it(name: str) -> None:
    own = getattr(commands, name, None) or getattr(answers, name)
    said = SAID["components"]["schemas"][name]
    members = {each.alias or member: each for member, each in own.model_fields.items()}
    assert set(members) == set(said.get("properties", {}))
    assert {member for member, each in members.items() if each.is_required()} == set(said.get("required", ()))


def test_no_public_method_does_what_the_service_does_not_offer() -> None:
    offered = set(NAMED.values())
    public = {name: method for name, method in inspect.getmembers(Gatekeeper, inspect.isfunction) if name[0] != "_"}
    doing = {name for name, method in public.items() if used(method) & offered}
    idle = {name for name, method in public.items() if name != "close" and not used(method) & (offered | doing)}
    assert not idle
    assert all(re.fullmatch(r"[a-z_]+", name) for name in public)
