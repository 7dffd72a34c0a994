"""What the description of the API (OpenAPI 3.1) says beyond the operations: their problems, headers and examples."""

from __future__ import annotations

from typing import Any, Final

from gatekeeper.api.examples import OF_REQUESTS, OF_STEPS
from gatekeeper.doors.problems import MEDIA_TYPE, ProblemDocument

PROBLEM: Final = "ProblemDocument"
GUARDED: Final = {
    400: "Two tokens, or no Idempotency-Key where one is due",
    401: "No token, or one that is not accepted",
    403: "The token does not reach so far, or this is not the caller's to do",
    404: "There is none that the caller may see",
    409: "It does not stand so, or it cannot be decided on as it stands",
    413: "The body is too large",
    414: "The address is too long",
    422: "Not of the right form, or not lawful",
    429: "Too many calls in a short time",
    431: "The headers are too large",
    500: "A fault of this service",
    503: "The database or the issuer does not answer, or not in time, or the service is full",
}
COMMAND: Final = {
    408: "The body did not come in time",
    409: "The case does not stand so, or the key was used for another command",
    412: "The case has changed since",
    415: "Not JSON",
    428: "No If-Match where one is due",
}
_HEADERS: Final[dict[str, dict[str, Any]]] = {
    "Acting-As": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "Idempotency-Key": {"type": "string", "pattern": r"^[\x21-\x7e]{1,200}$", "examples": ["6b1f0b8e2c4d"]},
    "If-Match": {"type": "string", "pattern": '^"(0|[1-9][0-9]{0,8})"$', "examples": ['"3"']},
}
_DUE: Final = frozenset({"Idempotency-Key", "If-Match"})
_NOT_ALWAYS: Final = frozenset({"/councils/{slug}/register/sheets"})
"""Where a dry run takes no key."""


def problems(statuses: dict[int, str]) -> dict[int | str, dict[str, Any]]:
    """Answers that are no success, as an operation describes them."""
    schema = {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}
    return {status: {"description": says, "content": {MEDIA_TYPE: schema}} for status, says in statuses.items()}


def complete(made: dict[str, Any], scheme: dict[str, Any]) -> dict[str, Any]:
    """The description as it was made of the operations, with what they all share. ``scheme``: how a client signs in."""
    parts = made.setdefault("components", {})
    parts["securitySchemes"] = scheme
    parts["schemas"][PROBLEM] = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= parts["schemas"][PROBLEM].pop("$defs", {})
    for path, operations in made["paths"].items():
        for operation in operations.values():
            _headers(path, operation)
            _example(path, operation)
            _answers(operation)
    return made


def _answers(operation: dict[str, Any]) -> None:
    """Every answer that is no success is a problem, also where an operation gives only its words."""
    for status, answer in operation["responses"].items():
        if status >= "4" and "content" not in answer:
            answer["content"] = problems({0: ""})[0]["content"]


def _headers(path: str, operation: dict[str, Any]) -> None:
    """Say of a header that is due that it is required, and how it is written."""
    for each in operation.get("parameters", ()):
        written = _HEADERS.get(each["name"]) if each["in"] == "header" else None
        if written is not None and path.endswith("/file"):
            each["required"] = each["name"] in _DUE
        elif written is not None:
            each["schema"], each["required"] = written, each["name"] in _DUE and path not in _NOT_ALWAYS


def _example(path: str, operation: dict[str, Any]) -> None:
    taken = operation.get("requestBody", {}).get("content", {}).get("application/json")
    found = (OF_STEPS if "/asked/" in path else OF_REQUESTS).get(path.rpartition("/")[2])
    if taken is not None and found is not None:
        taken["example"] = found
