"""Writes the tables of docs/case-file.md from the fields themselves, so that the page cannot say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from gatekeeper.core.case.schema import case_schema

Schema = Mapping[str, Any]

_TITLES: Final[Mapping[str, str]] = {
    "Case": "The whole file",
    "Council": "`council`",
    "Governance": "Each period of `governance`",
    "Requester": "`requester`",
    "Membership": "Each seat of `memberships`",
    "Dated": "Each period of `executive` and `suspended`",
    "Portfolio": "Each of `portfolios`",
    "PostHeld": "Each of `posts`",
    "Request": "`request`",
    "Assistant": "The block of `through_assistant`",
    "Purpose": "`purpose`",
    "Improper": "`improper`",
    "Document": "Each of `documents`",
    "Link": "Each of `links`",
    "Audit": "`audit`",
    "Passage": "Each of `passages`",
    "Paragraph": "Each of `paragraphs`",
    "Balance": "`balance`",
    "NegotiationDates": "The block of `negotiation`",
    "Confidential": "`confidential`",
    "Scrutiny": "`scrutiny`",
    "SignedFinding": "A finding in full",
}
_FORMATS: Final = {"date": "a day", "date-time": "an instant"}
_HEAD: Final = "| field | write | must it be there? | what it says |\n|---|---|---|---|"


def field_tables() -> str:
    """One Markdown table for each block of the file, in the order in which they are met."""
    schema = case_schema()
    blocks = {"Case": schema, **schema["$defs"]}
    return "\n\n".join(_table(_TITLES[name], blocks[name]) for name in _TITLES)


def _table(title: str, block: Schema) -> str:
    required = block.get("required", ())
    rows = [_row(name, node, name in required) for name, node in block["properties"].items()]
    return "\n".join([f"### {title}", "", block["description"].replace("``", "`"), "", _HEAD, *rows])


def _row(name: str, node: Schema, required: bool) -> str:
    return f"| `{name}` | {' or '.join(_values(node))} | {'yes' if required else ''} | {node['description']} |"


def _values(node: Schema) -> Iterator[str]:
    if "enum" in node:
        yield ", ".join(f"`{str(word).lower() if isinstance(word, bool) else word}`" for word in node["enum"])
    elif "const" in node:
        yield f"`{node['const']}`"
    elif "$ref" in node:
        yield "a block"
    elif "anyOf" in node or "oneOf" in node:
        for each in node.get("anyOf", node.get("oneOf")):
            yield from _values(each)
    elif node["type"] == "array":
        yield f"a list: {' or '.join(_values(node['items']))}"
    else:
        yield _plain(node)


def _plain(node: Schema) -> str:
    if node["type"] == "integer":
        return f"a number, {node['minimum']} to {node['maximum']}"
    if "format" in node:
        return _FORMATS[node["format"]]
    return {"string": "text", "object": "a block", "boolean": "`true`, `false`"}[node["type"]]
